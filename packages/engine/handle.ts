import { type Commit, type Events, type StreamName, scopeOf } from "@demarche/event-store"
import { elapsedDeadlines } from "./elapsedDeadlines.ts"
import { EngineError, type FailedRules, isEngineError } from "./errors.ts"
import { barring, type EventWithMetadata, failingGuards, NOT_NOW, restore, type Snapshot, step, view } from "./fold.ts"
import { assertReplayable, commitAt, uncorrected } from "./loadState.ts"
import { type CommandIdentity, findCommandId } from "./recentCommandIds.ts"
import { fingerprint, furtherFields, type IncomingCommand, parse } from "./request.ts"
import { enqueue } from "./streamQueue.ts"
import { assertTextsExist, type ExtractedTexts, eraseUnused, extractTexts } from "./texts.ts"
import type { Command, Event, EventMetadata, Metadata, View, Workflow } from "./workflow.ts"
import type { World } from "./world.ts"
import { commitWriter } from "./write.ts"

/** Works out the facts of a command, anew for each attempt. `at` is when the act happened, `now` when it is recorded. */
export type FactsOf<M extends Metadata = Metadata> = (
  view: View,
  command: Command,
  at: string,
  now: string,
) => M["facts"] | Promise<M["facts"]>

/** A command that the machine allows, the act it is, and the instance before and after it. */
export interface Decision {
  command: Command
  act: EventMetadata
  before: View
  after: View
}

/**
 * The codes for which a command is refused though the machine allows it: what is asked once, when it is decided, and never
 * again when the record is folded.
 */
export type RefusalsOf = (decision: Decision) => FailedRules | Promise<FailedRules>

/** The first may be left out where the type of the facts is `unknown`; they are empty then. By default nothing is refused. */
type Arguments<M extends Metadata> = unknown extends M["facts"]
  ? [factsOf?: FactsOf<M>, refusalsOf?: RefusalsOf]
  : [factsOf: FactsOf<NoInfer<M>>, refusalsOf?: RefusalsOf]

/** The result of a command; of a repeated one, the result of the first time. */
export interface Outcome {
  version: number
  view: View
  /** Empty where the command changed nothing. */
  events: Event[]
  hash: string | undefined
  /** The commits that were written, or in a dry run would be: those of time first, the one of the command last. */
  commits: Commit[]
  repeated: boolean
}

const ATTEMPTS = 12

/**
 * Decides one command and appends its events as one commit, after recording what time decided before. The commands that one
 * process has for a stream are decided in order of arrival; a dry run does not wait for them. Where another process was
 * faster, it decides again on the state that they left, up to twelve times. It has no other effects.
 * @throws EngineError `invalid`, `unknown`, `rejected`, `stale`, `key-reused`, `conflict`, `busy`, `abandoned`, `fault`;
 * StoreError as `append` does.
 */
export async function handle<M extends Metadata>(
  world: World,
  workflow: Workflow<M>,
  request: IncomingCommand<M>,
  ...[factsOf = () => ({}), refusalsOf = () => ({ failing: [] })]: Arguments<M>
): Promise<Outcome> {
  const command = parse(workflow, request)
  const identity =
    request.id === undefined ? undefined : { id: request.id, body: fingerprint(workflow, request, command) }
  const extracted = extractTexts(world, workflow, command, scopeOf(request.stream))
  const given: Attempt = { command, identity, extracted, factsOf, refusalsOf, kept: false }
  const decide = () => decideUntilWritten(world, workflow, request, given)
  return request.dryRun ? decide() : enqueue(world.events, request.stream, decide, request.signal)
}

async function decideUntilWritten(
  world: World,
  workflow: Workflow,
  request: IncomingCommand,
  given: Attempt,
): Promise<Outcome> {
  const { extracted } = given
  try {
    for (let conflicts = 0; conflicts < ATTEMPTS; conflicts++) {
      if (conflicts > 0) await world.pause?.(conflicts)
      const outcome = await decideOnce(world, workflow, request, given)
      if (outcome === "conflict") continue
      if (outcome.repeated && given.kept) await eraseUnused(world, extracted, outcome.events)
      return outcome
    }
    const head = await world.events.head(request.stream)
    throw new EngineError({ code: "conflict", version: head?.version ?? 0 })
  } catch (error) {
    if (isEngineError(error) && given.kept) await eraseUnused(world, extracted)
    throw error
  }
}

/** A parsed request, the same for all attempts. `kept` is set once its texts are stored. */
interface Attempt {
  command: Command
  identity: CommandIdentity | undefined
  extracted: ExtractedTexts
  factsOf: FactsOf
  refusalsOf: RefusalsOf
  kept: boolean
}

/**
 * Records what time has decided on a stream and is not recorded yet: one commit per deadline, dated at its instant.
 * Resolves to the commits written; none where another writer was faster.
 */
export async function recordElapsed(
  world: World,
  workflow: Workflow,
  stream: StreamName,
  correlation: string,
): Promise<Commit[]> {
  return enqueue(world.events, stream, async () => {
    const head = await world.events.head(stream)
    if (!head) return []
    const now = world.clock()
    const write = commitWriter(world, workflow, head, { stream, correlation, now })
    for (const passed of elapsedDeadlines(workflow, restore(workflow, head.state), write.version, now))
      if ((await write.commit([passed.event], passed.act, passed.snapshot)) === "conflict") break
    return write.outcome().commits
  })
}

async function decideOnce(
  world: World,
  workflow: Workflow,
  request: IncomingCommand,
  given: Attempt,
): Promise<Outcome | "conflict"> {
  const { command, identity, extracted, factsOf, refusalsOf } = given
  const head = await world.events.head(request.stream)
  const repeat = identity && head && (await repeated(world.events, workflow, head, identity))
  if (repeat) return repeat

  const now = world.clock()
  const write = commitWriter(world, workflow, head, { ...request, now })
  let snapshot = restore(workflow, head?.state)
  for (const passed of elapsedDeadlines(workflow, snapshot, write.version, now)) {
    snapshot = passed.snapshot
    if ((await write.commit([passed.event], passed.act, snapshot)) === "conflict") return "conflict"
  }
  const at = happenedAt(request, now, write.last())
  const before = view(workflow, snapshot)
  const act: EventMetadata = {
    command: command.type,
    by: request.by,
    facts: await factsOf(before, command, at, now),
    at,
    ...(request.receivedAt && { received: request.receivedAt }),
    ...(request.reason && { reason: request.reason }),
    ...Object.fromEntries(furtherFields(workflow, request).filter(([, value]) => value !== undefined)),
    version: write.version + 1,
  }
  // Who may not take a command hears that, and nothing of the instance, which the other rules read.
  const barred = barring(workflow, snapshot, act)
  if (barred.length > 0) throw new EngineError({ code: "rejected", failing: barred })
  assertSeen(request, write.version)
  await assertTextsExist(world, extracted, scopeOf(request.stream))
  const events = decided(workflow, snapshot, extracted.command, act, head)
  for (const event of events) snapshot = take(workflow, snapshot, { ...event, ...act }, head)
  if (events.length === 0) {
    allowed(workflow, snapshot, act, head)
    return { ...write.outcome(), view: view(workflow, snapshot), events, repeated: false }
  }

  const refused = await refusalsOf({ command, act, before, after: view(workflow, snapshot) })
  if (refused.failing.length > 0) throw new EngineError({ code: "rejected", ...refused })
  await inOrder(world.events, workflow, request, events, act)
  if (!request.dryRun && !given.kept) {
    for (const text of extracted.added) await world.texts.put(text)
    given.kept = true
  }
  if ((await write.commit(events, act, snapshot, identity)) === "conflict") return "conflict"
  return { ...write.outcome(), view: view(workflow, snapshot), events, repeated: false }
}

async function repeated(
  events: Events,
  workflow: Workflow,
  head: Commit,
  identity: CommandIdentity,
): Promise<Outcome | undefined> {
  const found = findCommandId(head.ring, head.version, identity)
  if (!found) return undefined
  const commit = found.version === head.version ? head : await commitAt(events, head.stream, found.version)
  if (commit?.origin.value.id !== identity.id) return undefined
  if (!found.same) throw new EngineError({ code: "key-reused", version: found.version })
  return {
    version: commit.version,
    view: view(workflow, restore(workflow, commit.state)),
    events: commit.events.map(({ value }) => value),
    hash: commit.hash,
    commits: [],
    repeated: true,
  }
}

function happenedAt({ occurredAt, receivedAt }: IncomingCommand, now: string, last: Commit | undefined): string {
  for (const [path, instant] of Object.entries({ occurredAt, receivedAt }))
    if (instant && instant > now)
      throw new EngineError({ code: "invalid", errors: [{ path, message: `lies in the future (now ${now})` }] })
  return occurredAt ?? (last && last.recorded > now ? last.recorded : now)
}

/** The events of a command. Where one is malformed because the command makes no sense in this state, the rule that says so is named. */
function decided(
  workflow: Workflow,
  snapshot: Snapshot,
  command: Command,
  act: EventMetadata,
  head: Commit | undefined,
): Event[] {
  return workflow.decide(view(workflow, snapshot), command, act).map((event) => {
    const parsed = workflow.Event.safeParse(event)
    if (parsed.success) return parsed.data
    const failing = failingGuards(workflow, snapshot, { ...event, ...act })
    if (failing.includes(NOT_NOW) && !head) throw nothingHere(workflow)
    if (failing.length > 0) throw new EngineError({ code: "rejected", failing })
    throw new EngineError({ code: "fault", what: `${act.command} decided a malformed ${event.type}` }, parsed.error)
  })
}

/** @throws EngineError `stale` where the caller saw another version. */
function assertSeen({ ifMatch }: IncomingCommand, version: number): void {
  if (ifMatch === undefined || ifMatch === version || (ifMatch === "any" && version > 0)) return
  throw new EngineError({ code: "stale", version, seen: ifMatch === "any" ? 0 : ifMatch })
}

function take(
  workflow: Workflow,
  snapshot: Snapshot,
  happening: EventWithMetadata,
  head: Commit | undefined,
): Snapshot {
  try {
    return step(workflow, snapshot, happening)
  } catch (error) {
    const nothing = !head && isEngineError(error, "rejected")
    if (nothing && error.refusal.failing.includes(NOT_NOW)) throw nothingHere(workflow)
    throw error
  }
}

/** A command that leads to no event is subject to the same rules as one that does. */
function allowed(workflow: Workflow, snapshot: Snapshot, act: EventMetadata, head: Commit | undefined): void {
  if (!head) throw nothingHere(workflow)
  const answers = (workflow.emits[act.command] ?? []).map((type) =>
    failingGuards(workflow, snapshot, { ...act, type }, true),
  )
  if (!answers.some((codes) => codes.length === 0))
    throw new EngineError({ code: "rejected", failing: answers[0] ?? [NOT_NOW] })
}

function nothingHere({ name }: Workflow): EngineError {
  return new EngineError({ code: "unknown", what: `there is no ${name} here` })
}

/**
 * Nothing may happen before the stream's last change, but a correction (docs/architecture.md#two-readings-of-the-past).
 * No act happens after it is recorded, so only commits recorded since the act are read.
 */
async function inOrder(
  events: Events,
  workflow: Workflow,
  request: IncomingCommand,
  decided: Event[],
  act: EventMetadata,
): Promise<void> {
  const { at } = act
  const corrects = decided.find((event) => event.corrects !== undefined)?.corrects
  const tooEarly = () => new EngineError({ code: "rejected", failing: ["HAPPENED_TOO_EARLY"] })
  if (!request.occurredAt && corrects === undefined) return
  const since: Commit[] = []
  for await (const commit of events.read(request.stream, { backwards: true })) {
    if (corrects === undefined && commit.recorded < at) break
    since.unshift(commit)
  }
  if (corrects !== undefined)
    assertReplayable(
      workflow,
      since,
      corrects,
      decided.map((event) => ({ ...event, ...act })),
    )
  const bound = uncorrected(since).filter(({ version }) => corrects === undefined || version < corrects)
  if (bound.some((commit) => commit.happened > at)) throw tooEarly()
}
