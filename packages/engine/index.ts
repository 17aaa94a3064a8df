export type { Commit } from "@demarche/event-store"
export { stateOf } from "./commit.ts"
export { EngineError, type Refusal } from "./errors.ts"
export { explain, type Transition } from "./explain.ts"
export {
  failing,
  type Happening,
  initial,
  NOT_NOW,
  persist,
  restore,
  type Snapshot,
  type State,
  step,
  view,
} from "./fold.ts"
export { type FactsOf, handle, type Outcome, settle } from "./handle.ts"
export { type Projection, project, type RowInput, rebuild, rowAt, TIME } from "./project.ts"
export type { Request } from "./request.ts"
export {
  asItWas,
  commitAt,
  happenings,
  type Past,
  type Standing,
  standing,
  standingAsOf,
  uncorrected,
} from "./standing.ts"
export { atOnce, failuresIn, inTurn } from "./through.ts"
export { elapse } from "./time.ts"
export { type Finding, type Verified, verify } from "./verify.ts"
export * from "./workflow.ts"
export type { World } from "./world.ts"
