import { personalStream } from "@demarche/application/personalStreams"
import {
  type Event,
  type EventMetadata,
  elapsedDeadlines,
  failingGuards,
  initial,
  recordElapsed,
  restore,
  type Snapshot,
  step,
  view,
  type Workflow,
} from "@demarche/engine"
import type { plan } from "@demarche/workflows"
import type { ActMetadata, Actor } from "@demarche/workflows/terms"
import { Office } from "@demarche/workflows/terms"
import { factsFor } from "@demarche/workplan"
import { expect, test } from "vitest"
import { fromTransition } from "xstate"
import { getShortestPaths } from "xstate/graph"
import { asks, type Item, items, type SampleRequest } from "./asks.ts"
import { edges } from "./edges.ts"
import { type Kept, replayable } from "./replay.ts"
import { type Hosting, openCcm, openProposed, openWorld, over, PLAN, PRESIDENCY, type World } from "./world.ts"

const START = "2026-06-01T08:00:00.000Z"

/** Where a path through the model stands: the snapshot, the version the stream would have, the time. */
interface Stand {
  snapshot: Snapshot
  version: number
  now: string
}
type Step = { type: string } & SampleRequest

/** Transitions that exist to be refused over HTTP, or that only a history with a correction folds through. */
const neverTaken = [
  "activity underSilence DraftAdded",
  "activity underSilence Deferred",
  "activity underSilence OutcomeRetracted",
  // the silence is voided first, in the same commit
  "activity underSilence Cancelled",
  "activity underSilence Superseded",
  "activity underSilence LateObjectionRecorded",
  "activity underSilence ObjectionRaised",
  // what came in time is refused where no silence runs, and called late from its deadline on: tests/workflows/activity.test.ts
  ...["consulting", "void", "deferred", "cancelled", "superseded"].flatMap((state) => [
    `activity ${state} ObjectionRaised`,
    `activity ${state} LateObjectionRecorded`,
  ]),
  ...["editing", "clearance", "cleared", "agreed"].map((state) => `activity ${state} ObjectionRaised`),
  // the mailer takes it, where mail comes back: tests/mail/transitions.test.ts
  "plan proposed AddressFailed",
  "plan adopted AddressFailed",
  // they ask what other items and their texts say: tests/faults/k7.test.ts
  "activity consulting Concluded",
  "request accepted RequestDelivered",
  "request delivered DeliveryAcknowledged",
  // the import itself takes these: POST /api/plans
  "plan importing PersonAdded",
  "plan importing PlanImported",
]

/**
 * A text is redacted once, and must be the item's: tests/faults/k6.test.ts and the workflow's own stories take it. Whom no
 * letter can reach is noted when letters are queued: tests/faults/k8.test.ts. The key of the names comes with a plan's first
 * commit: tests/faults/k2Names.test.ts. That a key was made is noted by the reaction to it: tests/faults/k2Keys.test.ts.
 */
const elsewhere = (edge: string) => / (TextRedacted|PartiesUnreached|NamesKeyed|KeyIssued|KeyWithdrawn)$/.test(edge)

const covered = new Set<string>()

test.each(items)("every path of $name is walked over HTTP", async (item) => {
  const memory = replayable()
  const world = await open(item, over(memory.store))
  const id = await item.begin(world)
  const model = await modelOf(world, item, id)
  const reached = new Map([["", { id, kept: memory.kept(), now: START, edges: [] }]])
  await world.stop()
  const wanted = new Set(model.map(({ edge }) => edge).filter((edge) => !covered.has(edge)))
  for (const path of model) {
    if (!wanted.has(path.edge)) continue
    const walked = await walk(item, path.steps, reached)
    for (const edge of walked) {
      covered.add(edge)
      wanted.delete(edge)
    }
  }
  expect([...wanted]).toEqual([])
})

test.each([...new Set(items.map(({ kind }) => kind))])("no transition of %s was left out", async (kind) => {
  const world = await openCcm(START)
  const workflow = world.hosted.application.workflows.get(kind) as Workflow
  await world.stop()
  const begun = [...workflow.begins].flatMap((name) => workflow.emits[name] ?? [])
  const all = edges(workflow)
    .filter(({ state, event }) => state !== "new" || !begun.includes(event))
    .map(({ state, event }) => `${kind} ${state} ${event}`)
  expect(
    all.filter((edge) => !covered.has(edge)).filter((edge) => !neverTaken.includes(edge) && !elsewhere(edge)),
  ).toEqual([])
})

function open({ proposed }: Item, hosting: Hosting): Promise<World> {
  return proposed ? openProposed(START, hosting) : openCcm(START, hosting)
}

async function modelOf(world: World, item: Item, id: string) {
  const { application } = world.hosted
  const workflow = application.workflows.get(item.kind) as Workflow
  const { context: plan, promises } = await application.planSnapshot(PLAN)
  const head = await application.world.events.head(await personalStream(application, `${item.kind}:${id}`))
  const first: Stand = {
    snapshot: head ? restore(workflow, head.state) : initial(workflow),
    version: head?.version ?? 0,
    now: START,
  }

  const tried = (stand: Stand, ask: SampleRequest): { stand: Stand; events: string[] } => {
    if (ask.wait) {
      const [passed] = elapsedDeadlines(workflow, stand.snapshot, stand.version, "2099-01-01T00:00:00.000Z")
      if (!passed) return { stand, events: [] }
      const { event, act, snapshot } = passed
      return { stand: { snapshot, version: stand.version + 1, now: act.at }, events: [event.type] }
    }
    const seen = view(workflow, stand.snapshot)
    if (ask.when && !ask.when(seen.context as never)) return { stand, events: [] }
    const command = { ...(ask.with?.(seen as never, stand.now) ?? {}), type: ask.take }
    const [person = "", office = ""] = ask.as.split(":")
    const party = item.partyOf(ask.as)
    const by: Actor = {
      person,
      office: Office.parse(office),
      ...(party && { party }),
      ...(ask.onBehalfOf && { onBehalfOf: ask.onBehalfOf }),
    }
    const at = ask.receivedAt?.(seen as never) ?? stand.now
    if (at > stand.now) return { stand, events: [] }
    const parsed = workflow.commands.get(ask.take)?.safeParse(hashed(workflow, command))
    if (!parsed?.success) return { stand, events: [] }
    const around = ask.moved ? movedIn(plan, ask.moved) : plan
    const facts = factsFor(
      { plan: around, by, at, now: stand.now, mandateImplied: ask.moved !== undefined, promises },
      seen,
      parsed.data,
    )
    const act: EventMetadata<ActMetadata> = {
      command: ask.take,
      by,
      facts,
      at,
      version: stand.version + 1,
      ...(ask.reason && { reason: ask.reason }),
      ...(ask.mandate && { mandate: ask.mandate }),
      ...(ask.receivedAt && { received: at }),
    }
    try {
      const events: Event[] = workflow.decide(seen, parsed.data, act)
      let snapshot = stand.snapshot
      for (const event of events) {
        const happening = { ...workflow.Event.parse(event), ...act }
        if (failingGuards(workflow, snapshot, happening).length > 0) return { stand, events: [] }
        snapshot = step(workflow, snapshot, happening)
      }
      return {
        stand: { ...stand, snapshot, version: stand.version + (events.length > 0 ? 1 : 0) },
        events: events.map(({ type }) => type),
      }
    } catch {
      return { stand, events: [] }
    }
  }
  /** What came of each try: the way to a state is taken again to try everything there. */
  const known = new WeakMap<Stand, Map<string, ReturnType<typeof tried>>>()
  const take = (stand: Stand, ask: Step) => {
    const answers = known.get(stand) ?? new Map()
    const answer = answers.get(ask.type) ?? tried(stand, ask)
    known.set(stand, answers.set(ask.type, answer))
    return answer
  }
  const steps = asks[item.kind].map((ask): Step => ({ ...ask, type: ask.take + (ask.tag ?? "") }))
  const logic = fromTransition(
    (stand: Stand, ask: Step) => (item.beyond?.(stand.snapshot.context as never) ? stand : take(stand, ask).stand),
    first,
  )
  const shortest = getShortestPaths(logic, {
    events: steps,
    serializeState: ({ context: { snapshot, now } }) => {
      const { state, substate } = view(workflow, snapshot)
      const late = substate === "broken" && now > START
      return JSON.stringify([snapshot.value, late, item.sign(snapshot.context as never, state ?? "")])
    },
    limit: 200_000,
  })
  return shortest
    .flatMap(({ steps: before }) => {
      const asked = before.map(({ event }) => event as unknown as Step).filter(({ type }) => type !== "xstate.init")
      const from = asked.reduce((stand, ask) => take(stand, ask).stand, first)
      return steps.map((ask) => ({ steps: [...asked, ask], from, ...take(from, ask) }))
    })
    .filter(({ events }) => events.length > 0)
    .map(({ steps, from, events }) => ({ steps, edge: edgeOf(workflow, item.kind, from, events) }))
    .sort((one, other) => one.steps.length - other.steps.length)
}

function movedIn(plan: plan.Context, { meeting, from, to }: NonNullable<SampleRequest["moved"]>): plan.Context {
  return { ...plan, meetings: plan.meetings.map((known) => (known.id === meeting ? { ...known, from, to } : known)) }
}

function edgeOf(workflow: Workflow, kind: string, { snapshot }: Stand, [first]: string[]): string {
  const { state, substate } = view(workflow, snapshot)
  return `${kind} ${substate ?? state} ${first}`
}

/** Where a walk has come to: what was recorded on the way, the time there, and the edges it took. */
interface Reached {
  id: string
  kept: Kept
  now: string
  edges: string[]
}

/**
 * Walks the path over HTTP, from the place that another walk has reached on it; every step must do what the model said.
 * Answers the edges on the path.
 */
async function walk(item: Item, steps: Step[], reached: Map<string, Reached>): Promise<string[]> {
  const route = (length: number) =>
    steps
      .slice(0, length)
      .map(({ type }) => type)
      .join(" > ")
  let done = steps.length
  while (!reached.has(route(done))) done--
  const { id, kept, now, edges } = reached.get(route(done)) as Reached
  const memory = await kept.again()
  const world = await openWorld(now, over(memory.store))
  const walked = [...edges]
  try {
    const { application } = world.hosted
    const workflow = application.workflows.get(item.kind) as Workflow
    const stream = await personalStream(application, `${item.kind}:${id}`)
    for (const ask of steps.slice(done)) {
      const head = await application.world.events.head(stream)
      const before = view(workflow, head?.state as never)
      if (ask.wait) {
        const until = (workflow.deadlines(before)[0] as { at: string }).at
        await world.at(until)
        await recordElapsed(application.world, workflow, stream, "test")
      } else if (ask.moved) {
        await world.take(PRESIDENCY, "plan", "moveMeeting", ask.moved)
      } else {
        const body = { ...(ask.with?.(before as never, world.clock.now()) ?? {}) }
        const received = ask.receivedAt?.(before as never)
        const envelope = {
          reason: ask.reason,
          mandate: ask.mandate,
          onBehalfOf: ask.onBehalfOf,
          ...(received && { receivedAt: received, occurredAt: received }),
        }
        const address = ask.address ?? `${item.address(id)}/transitions/${ask.take}`
        const { status, body: answer } = await world.ask("POST", address, {
          as: ask.as,
          body: { ...body, ...envelope },
        })
        const done = ask.address ? 201 : 200
        expect(status, `${steps.map(({ take }) => take).join(" > ")}: ${JSON.stringify(answer)}`).toBe(done)
      }
      const after = await application.world.events.head(stream)
      walked.push(`${item.kind} ${before.substate ?? before.state} ${after?.events[0]?.value.type}`)
      await world.hosted.settled()
      reached.set(route(++done), { id, kept: memory.kept(), now: world.clock.now(), edges: [...walked] })
    }
    return walked
  } finally {
    await world.stop()
  }
}

/** Texts as the engine would hand them to decide: by hash. */
function hashed(workflow: Workflow, command: { type: string }) {
  const fields = (workflow.texts.get(command.type) ?? []).filter((field) => field in command)
  return { ...command, ...Object.fromEntries(fields.map((field) => [field, "h".repeat(43)])) }
}
