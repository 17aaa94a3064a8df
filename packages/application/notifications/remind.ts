import { inTurn, rowAt, type State, view } from "@demarche/engine"
import { idOf, kindOf, type Row } from "@demarche/event-store"
import type { plan as planWorkflow } from "@demarche/workflows"
import {
  nextReminder,
  type OpenItem,
  openItemOf,
  type QueueNotification,
  type ReminderInterval,
  type RowBody,
  remindersIn,
} from "@demarche/workplan"
import { type Application, stateMeans, workflowOf } from "../application.ts"
import { planContext } from "../execute.ts"
import { executeAsSystem } from "../executeAsSystem.ts"
import { contextOfRow } from "../rowContext.ts"

const kinds = ["activity", "output", "request"] as const

/**
 * Queues what time calls for in the window, once each, and adds to `queued` the rows of that, which the views may hear of
 * later. @throws what failed, once all the rest is queued.
 */
export async function remind(
  application: Application,
  window: ReminderInterval,
  correlation: string,
  queued: Row[],
): Promise<void> {
  const { upTo } = window
  await inTurn(await runningPlans(application), async ({ plan, since }) => {
    const [, after = upTo] = [window.after, since].toSorted()
    const owed = await openItems(application, plan, upTo)
    await inTurn(remindersIn({ after, upTo }, owed, await planContext(application, plan), plan), async (reminder) => {
      queued.push(...(await queue(application, reminder, correlation)))
    })
  })
}

/** What a plan's due set will be in a window, as the record stood where it begins and if nothing changed; nothing is written. */
export async function forecast(
  application: Application,
  plan: string,
  { after, upTo }: ReminderInterval,
): Promise<QueueNotification[]> {
  const context = await planAsOf(application, plan, after)
  const rows = await itemsOf(application, plan, after)
  const found: QueueNotification[] = []
  for (let from = after; ; ) {
    const next = nextReminder(from, openItemsIn(application, rows, from, context), context)
    if (!next || next > upTo) return found
    found.push(
      ...remindersIn({ after: from, upTo: next }, openItemsIn(application, rows, next, context), context, plan),
    )
    from = next
  }
}

/** The next instant at which a plan's due set calls for something; undefined where it never will as things stand. */
export async function nextReminderInstant(application: Application): Promise<string | undefined> {
  const now = application.world.clock()
  const instants = await Promise.all(
    (await runningPlans(application)).map(async ({ plan }) =>
      nextReminder(now, await openItems(application, plan, now), await planContext(application, plan)),
    ),
  )
  return instants.filter((instant) => instant !== undefined).sort()[0]
}

/** What is owed in the plan at `now`, by the record as it stands. */
export async function openItems(application: Application, plan: string, now: string): Promise<OpenItem[]> {
  return openItemsIn(application, await itemsOf(application, plan), now, await planContext(application, plan))
}

function openItemsIn(application: Application, rows: Row[], now: string, plan: planWorkflow.Context): OpenItem[] {
  return rows.flatMap(({ stream, body }) => {
    const kind = kindOf(stream) as (typeof kinds)[number]
    const { state, since } = body as RowBody
    const seen = view(workflowOf(application, kind), state as State)
    return openItemOf(kind, { id: idOf(stream), view: seen, since, now, plan }) ?? []
  })
}

/** The rows of the plan's items, as they stand or as they stood at `asOf`. */
async function itemsOf(application: Application, plan: string, asOf?: string): Promise<Row[]> {
  const lists = kinds.map((kind) => application.views.list({ kind, plan, ...(asOf && { asOf }) }))
  return (await Promise.all(lists)).flat()
}

async function planAsOf(application: Application, plan: string, asOf: string): Promise<planWorkflow.Context> {
  const row = await application.views.get(`plan:${plan}`, asOf)
  return row ? contextOfRow(row) : planContext(application, plan)
}

/** Nobody is reminded of a plan before it is adopted, nor once its cycle is closed. */
async function runningPlans(application: Application): Promise<{ plan: string; since: string }[]> {
  const rows = await application.views.list({ kind: "plan" })
  return rows.flatMap(({ plan, body }) => {
    const { public: state, since } = body as RowBody
    return stateMeans(application, "plan", state, "inForce") ? [{ plan, since }] : []
  })
}

async function queue(
  application: Application,
  { stream, command }: QueueNotification,
  correlation: string,
): Promise<Row[]> {
  const { events } = application.world
  if (await events.head(stream)) return []
  if ((await executeAsSystem(application, { stream, command, correlation })) !== undefined) return []
  const head = await events.head(stream)
  return head ? [await rowAt(application.projection, head)] : []
}
