export type { Commit } from "@demarche/event-store"
export { type State, stateOf } from "./commit.ts"
export { elapsedDeadlines } from "./elapsedDeadlines.ts"
export { EngineError, type FailedRules, type FieldFault, isEngineError, type Refusal, unreadable } from "./errors.ts"
export { type ExplainedTransition, explain } from "./explain.ts"
export {
  type EventWithMetadata,
  failingGuards,
  initial,
  NOT_NOW,
  persist,
  restore,
  type Snapshot,
  step,
  view,
} from "./fold.ts"
export { type Decision, type FactsOf, handle, type Outcome, type RefusalsOf, recordElapsed } from "./handle.ts"
export {
  asItWas,
  commitAt,
  eventsWithMetadata,
  loadState,
  loadStateAsOf,
  type Past,
  type StreamState,
  uncorrected,
} from "./loadState.ts"
export { type Projection, project, type RowInput, rebuild, rowAt, TIME_QUEUE } from "./project.ts"
export { REMEMBERED_COMMANDS } from "./recentCommandIds.ts"
export type { IncomingCommand } from "./request.ts"
export { eachInParallel, eachInTurn, failuresIn } from "./runAll.ts"
export { TEXT_MEDIA } from "./texts.ts"
export { readingToday, type Upcast, upcasting } from "./upcast.ts"
export { type Finding, findingOf, type VerificationReport, verify } from "./verify.ts"
export { viewsVerifier } from "./verifyViews.ts"
export * from "./workflow.ts"
export type { World } from "./world.ts"
