import { eachInTurn, rowAt } from "@demarche/engine"
import { idOf, type Row } from "@demarche/event-store"
import type { plan as planWorkflow } from "@demarche/workflows"
import { adoptionCode } from "@demarche/workflows/ownItems"
import type { Tag } from "@demarche/workflows/states"
import {
  bodyOf,
  itemKinds,
  nextReminder,
  type OpenItem,
  openItemOf,
  type QueueNotification,
  type ReminderInterval,
  remindersIn,
} from "@demarche/workplan"
import { hasScopes } from "@demarche/workplan/rules/scopes"
import { type Application, stateMeans, viewOf } from "../application.ts"
import { planContext } from "../execute.ts"
import { executeAsSystem } from "../executeAsSystem.ts"
import { piecesOf } from "../inPieces.ts"
import { newestRows } from "../newestRows.ts"
import { placeIn } from "../places.ts"
import type { Places } from "../readPlaces.ts"
import { noteUnreached } from "./noteUnreached.ts"
import { unqueuedStream } from "./noticeStream.ts"

/**
 * Queues the reminders due in the interval, once each, in every adopted plan, and of one that is
 * being adopted on a path those of its adoption. Appends the rows it wrote to `queued`, since
 * the views may lag. @throws what failed, after queueing all others.
 */
export async function remind(
  application: Application,
  interval: ReminderInterval,
  correlation: string,
  queued: Row[],
): Promise<void> {
  const { upTo } = interval
  await eachInTurn(await runningPlans(application), async (running) => {
    const { plan, since } = running
    const [, after = upTo] = [interval.after, since].toSorted()
    const items = await itemsIn(application, running, upTo)
    const context = await planContext(application, plan)
    await noteUnreached(application, { items, plan: context, now: upTo }, correlation)
    for await (const some of piecesOf(items))
      await eachInTurn(remindersIn({ after, upTo }, some, context), async (reminder) => {
        queued.push(...(await queue(application, plan, reminder, correlation)))
      })
  })
}

/** What an instant will bring, in its order. */
interface ForecastStep {
  instant: string
  reminders: QueueNotification[]
}

/** How many items are looked at between two turns of the event loop. */
const AT_ONCE = 20

/**
 * The reminders that an interval will bring if nothing changes, an instant at a time, by the record as of `asOf`; if `about` is
 * given, only at instants at which that item may be due. Writes nothing, and lets others have their turn while it looks
 * through the plan.
 */
export async function* forecast(
  application: Application,
  plan: string,
  asOf: string,
  { after, upTo }: ReminderInterval,
  about?: string,
): AsyncGenerator<ForecastStep> {
  const context = await planAsOf(application, plan, asOf)
  const around = await scopedPlan(application, plan, context)
  const rows = await itemsOf(application, plan, asOf)
  const named = about === undefined ? rows : rows.filter(({ stream }) => idOf(stream) === about)
  async function each<T>(rows: Row[], at: string, look: (items: OpenItem[]) => T[]): Promise<T[]> {
    const found: T[] = []
    for await (const part of piecesOf(rows, AT_ONCE)) found.push(...look(openItemsIn(application, part, at, around)))
    return found
  }
  for (let from = after; ; ) {
    const coming = await each(named, from, (items) => [nextReminder(from, items, context)])
    const [instant] = coming.filter((each) => each !== undefined).sort()
    if (!instant || instant > upTo) return
    const interval = { after: from, upTo: instant }
    yield { instant, reminders: await each(rows, instant, (items) => remindersIn(interval, items, context)) }
    from = instant
  }
}

/** The next instant (UTC) at which a reminder may be due in some plan; undefined where none will be as things stand. */
export async function nextReminderInstant(application: Application): Promise<string | undefined> {
  const now = application.world.clock()
  const instants = await Promise.all(
    (await runningPlans(application)).map(async (running) =>
      nextReminder(now, await itemsIn(application, running, now), await planContext(application, running.plan)),
    ),
  )
  return instants.filter((instant) => instant !== undefined).sort()[0]
}

/** The plan's open items at `now` (RFC 3339, UTC), by the record as it is. */
export async function openItems(application: Application, plan: string, now: string): Promise<OpenItem[]> {
  const around = await scopedPlan(application, plan, await planContext(application, plan))
  const items: OpenItem[] = []
  for await (const rows of piecesOf(await itemsOf(application, plan), AT_ONCE))
    items.push(...openItemsIn(application, rows, now, around))
  return items
}

/** A plan, and where its items lie. */
interface ScopedPlan {
  plan: planWorkflow.Context
  places: Places
}

async function scopedPlan(application: Application, id: string, plan: planWorkflow.Context): Promise<ScopedPlan> {
  return { plan, places: hasScopes(plan) ? await application.places(id) : new Map() }
}

function openItemsIn(application: Application, rows: Row[], now: string, { plan, places }: ScopedPlan): OpenItem[] {
  return rows.flatMap((row) => {
    const kind = itemKinds.find((each) => each === row.kind)
    if (!kind) return []
    const { state, since } = bodyOf(row, kind)
    const view = viewOf(application, kind, state)
    const open = openItemOf(kind, { id: idOf(row.stream), view, since, now, plan })
    return open ? { ...open, place: placeIn(places, row.stream) } : []
  })
}

/** The rows of the plan's items, as they are or as of an instant. */
async function itemsOf(application: Application, plan: string, asOf?: string): Promise<Row[]> {
  const lists = itemKinds.map((kind) => Array.fromAsync(newestRows(application, { kind, scope: plan, asOf })))
  return (await Promise.all(lists)).flat()
}

async function planAsOf(application: Application, plan: string, asOf: string): Promise<planWorkflow.Context> {
  const row = await application.views.get(`plan:${plan}`, asOf)
  return row ? bodyOf(row, "plan").state.context : planContext(application, plan)
}

/** A plan that people are reminded of, since when, and where that is one of its items alone, its id. */
interface RunningPlan {
  plan: string
  since: string
  only?: string
}

async function itemsIn(application: Application, { plan, only }: RunningPlan, now: string): Promise<OpenItem[]> {
  const items = await openItems(application, plan, now)
  return only === undefined ? items : items.filter(({ id }) => id === only)
}

/** The plans that are adopted and not closed, since their adoption; and those that are proposed, and are adopted on a path. */
async function runningPlans(application: Application): Promise<RunningPlan[]> {
  const rows = await application.views.list({ kind: "plan" })
  return rows.flatMap((row) => {
    const { publicState, since, state } = bodyOf(row, "plan")
    const means = (tag: Tag) => stateMeans(application, "plan", publicState, tag)
    const running = { plan: row.scope, since }
    if (means("inForce")) return [running]
    const adopting = means("paused") && state.context.procedure?.adoption !== undefined
    return adopting ? [{ ...running, only: `${row.scope}.${adoptionCode}` }] : []
  })
}

async function queue(
  application: Application,
  plan: string,
  { name, command }: QueueNotification,
  correlation: string,
): Promise<Row[]> {
  const { events } = application.world
  const stream = await unqueuedStream(application, plan, name, correlation)
  if (!stream) return []
  if ((await executeAsSystem(application, { stream, command, correlation })) !== undefined) return []
  const head = await events.head(stream)
  return head ? [await rowAt(application.projection, head)] : []
}
