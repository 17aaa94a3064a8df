import { inTurn, rowAt, type State, view } from "@demarche/engine"
import { idOf, kindOf, type Row } from "@demarche/store"
import type { plan as planWorkflow } from "@demarche/workflows"
import {
  type Body,
  nextReminder,
  type Queued,
  remindersIn,
  type Watched,
  type Window,
  watchedOf,
} from "@demarche/workplan"
import { planContext } from "./act.ts"
import { actAsEngine } from "./answer.ts"
import { type House, workflowOf } from "./house.ts"
import { contextOf } from "./rowContext.ts"

const kinds = ["activity", "output", "request"] as const

/**
 * Queues what time calls for in the window, once each, and adds to `queued` the rows of that, which the views may hear of
 * later. @throws what failed, once all the rest is queued.
 */
export async function remind(house: House, window: Window, correlation: string, queued: Row[]): Promise<void> {
  const { upTo } = window
  await inTurn(await runningPlans(house), async ({ plan, since }) => {
    const [, after = upTo] = [window.after, since].toSorted()
    const owed = await watched(house, plan, upTo)
    await inTurn(remindersIn({ after, upTo }, owed, await planContext(house, plan), plan), async (reminder) => {
      queued.push(...(await queue(house, reminder, correlation)))
    })
  })
}

/** What a plan's due set will be in a window, as the record stood where it begins and if nothing changed; nothing is written. */
export async function forecast(house: House, plan: string, { after, upTo }: Window): Promise<Queued[]> {
  const context = await planAsOf(house, plan, after)
  const rows = await itemsOf(house, plan, after)
  const found: Queued[] = []
  for (let from = after; ; ) {
    const next = nextReminder(from, watchedIn(house, rows, from, context), context)
    if (!next || next > upTo) return found
    found.push(...remindersIn({ after: from, upTo: next }, watchedIn(house, rows, next, context), context, plan))
    from = next
  }
}

/** The next instant at which a plan's due set calls for something; undefined where it never will as things stand. */
export async function nextReminding(house: House): Promise<string | undefined> {
  const now = house.world.clock()
  const instants = await Promise.all(
    (await runningPlans(house)).map(async ({ plan }) =>
      nextReminder(now, await watched(house, plan, now), await planContext(house, plan)),
    ),
  )
  return instants.filter((instant) => instant !== undefined).sort()[0]
}

/** What is owed in the plan at `now`, by the record as it stands. */
export async function watched(house: House, plan: string, now: string): Promise<Watched[]> {
  return watchedIn(house, await itemsOf(house, plan), now, await planContext(house, plan))
}

function watchedIn(house: House, rows: Row[], now: string, plan: planWorkflow.Context): Watched[] {
  return rows.flatMap(({ stream, body }) => {
    const kind = kindOf(stream) as (typeof kinds)[number]
    const { state, since } = body as Body
    const seen = view(workflowOf(house, kind), state as State)
    return watchedOf(kind, { id: idOf(stream), view: seen, since, now, plan }) ?? []
  })
}

/** The rows of the plan's items, as they stand or as they stood at `asOf`. */
async function itemsOf(house: House, plan: string, asOf?: string): Promise<Row[]> {
  const lists = kinds.map((kind) => house.views.list({ kind, plan, ...(asOf && { asOf }) }))
  return (await Promise.all(lists)).flat()
}

async function planAsOf(house: House, plan: string, asOf: string): Promise<planWorkflow.Context> {
  const row = await house.views.get(`plan:${plan}`, asOf)
  return row ? contextOf(row) : planContext(house, plan)
}

/** Nobody is reminded of a plan before it is adopted, nor once its cycle is closed. */
async function runningPlans(house: House): Promise<{ plan: string; since: string }[]> {
  const rows = await house.views.list({ kind: "plan" })
  return rows.flatMap(({ plan, body }) => {
    const { public: state, since } = body as Body
    return state === "adopted" ? [{ plan, since }] : []
  })
}

async function queue(house: House, { stream, command }: Queued, correlation: string): Promise<Row[]> {
  const { events } = house.world
  if (await events.head(stream)) return []
  if ((await actAsEngine(house, { stream, command, correlation })) !== undefined) return []
  const head = await events.head(stream)
  return head ? [await rowAt(house.projection, head)] : []
}
