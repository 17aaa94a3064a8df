import { personalStream } from "@demarche/application/personalStreams"
import {
  type Event,
  type EventMetadata,
  elapsedDeadlines,
  failingGuards,
  initial,
  restore,
  type Snapshot,
  step,
  view,
  type Workflow,
} from "@demarche/engine"
import { activity, type plan } from "@demarche/workflows"
import type { ActMetadata } from "@demarche/workflows/metadata"
import { type Actor, Office } from "@demarche/workflows/terms"
import { factsFor } from "@demarche/workplan"
import { fromTransition } from "xstate"
import { getShortestPaths } from "xstate/graph"
import { asks } from "./asks.ts"
import { type Item, nameOf, type SampleRequest } from "./samples.ts"
import { PLAN, type World } from "./world.ts"

/** When each walk begins. */
export const START = "2026-06-01T08:00:00.000Z"

/** Where a path through the model stands: the snapshot, the version the stream would have, the time. */
interface Stand {
  snapshot: Snapshot
  version: number
  now: string
}

/** A request as a step of a path, by its name. */
export type Step = { type: string } & SampleRequest

/** The ways that the workflow allows from where the item stands, each with the edge in which it ends, the shortest first. */
export async function modelOf(world: World, item: Item, id: string) {
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
    const seen = view(workflow, stand.snapshot)
    if (ask.when && !ask.when(seen.context as never, { substate: seen.substate, version: stand.version }))
      return { stand, events: [] }
    if (ask.until) {
      const until = ask.until(seen as never)
      return { stand: until > stand.now ? { ...stand, now: until } : stand, events: [] }
    }
    if (ask.wait) {
      const [passed] = elapsedDeadlines(workflow, stand.snapshot, stand.version, "2099-01-01T00:00:00.000Z")
      if (!passed) return { stand, events: [] }
      const { event, act, snapshot } = passed
      return { stand: { snapshot, version: stand.version + 1, now: act.at }, events: [event.type] }
    }
    const command = { ...(ask.with?.(seen as never, stand.now) ?? {}), type: ask.take }
    const [person = "", office = ""] = ask.as.split(":")
    const party = item.partyOf(ask.as)
    const by: Actor = {
      person,
      office: Office.parse(office),
      ...(party && { party }),
      ...(ask.onBehalfOf && { onBehalfOf: ask.onBehalfOf }),
    }
    const received = ask.receivedAt?.(seen as never)
    const at = (ask.occurred && received) || stand.now
    if (received && received > stand.now) return { stand, events: [] }
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
      ...(received && { received }),
    }
    if (item.kind === "activity" && activity.refusals(seen as never, parsed.data as never).length > 0)
      return { stand, events: [] }
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
  const steps = asksOf(item).map((ask): Step => ({ ...ask, type: nameOf(ask) }))
  const logic = fromTransition(
    (stand: Stand, ask: Step) => (item.beyond?.(stand.snapshot.context as never) ? stand : take(stand, ask).stand),
    first,
  )
  const shortest = getShortestPaths(logic, {
    events: steps,
    serializeState: ({ context: { snapshot, now } }) => {
      const { state } = view(workflow, snapshot)
      return JSON.stringify([snapshot.value, item.sign(snapshot.context as never, state ?? "", now)])
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

function asksOf({ kind, only, also = [] }: Item): SampleRequest[] {
  return [...asks[kind].filter((ask) => only?.includes(nameOf(ask)) ?? true), ...also]
}

function movedIn(plan: plan.Context, { meeting, from, to }: NonNullable<SampleRequest["moved"]>): plan.Context {
  return { ...plan, meetings: plan.meetings.map((known) => (known.id === meeting ? { ...known, from, to } : known)) }
}

function edgeOf(workflow: Workflow, kind: string, { snapshot }: Stand, [first]: string[]): string {
  const { state, substate } = view(workflow, snapshot)
  return `${kind} ${substate ?? state} ${first}`
}

/** Texts as the engine would hand them to decide: by hash. */
function hashed(workflow: Workflow, command: { type: string }) {
  const fields = (workflow.texts.get(command.type) ?? []).filter((field) => field in command)
  return { ...command, ...Object.fromEntries(fields.map((field) => [field, "h".repeat(43)])) }
}
