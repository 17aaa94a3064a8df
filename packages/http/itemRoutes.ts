import { createHash, randomUUID } from "node:crypto"
import { type Application, stateMeans, workflowOf } from "@demarche/application/application"
import type { Past } from "@demarche/engine"
import type { StreamName } from "@demarche/event-store"
import { Quarter } from "@demarche/workflows/terms"
import { bodyOf, dayOf, type ItemKind, periodOf, type Readings, spanOf, touches } from "@demarche/workplan"
import { Hono } from "hono/tiny"
import * as z from "zod"
import { pastOf } from "./asOf.ts"
import { type Env, sightIn } from "./authentication.ts"
import { pageAfter } from "./cursor.ts"
import { historyPage } from "./historyEntry.ts"
import { findItem, listItems, planOfItem, transitionsFor } from "./items.ts"
import { languageOf } from "./problem.ts"
import { invalid, valid } from "./requestBody.ts"
import { takeTransition } from "./transition.ts"

const ListQuery = z.object({
  plan: z.string().max(64).optional(),
  state: z.string().optional(),
  track: z.string().max(64).optional(),
  quarter: Quarter.optional(),
  due: z.enum(["overdue", "month", "quarter", "none"]).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  next: z.string().max(200).optional(),
})

/** The query of a list of items of that kind, whose states are those of its workflow. */
export function listQuery(application: Application, kind: ItemKind) {
  const states = [...workflowOf(application, kind).states.keys()]
  return ListQuery.extend({ state: z.enum(states).optional() })
}

/** The routes of activities, outputs and requests. */
export function itemRoutes<K extends ItemKind>(application: Application, kind: K) {
  return new Hono<Env>()
    .get("/", async (c) => {
      const query = valid(listQuery(application, kind), c.req.query())
      const now = application.world.clock()
      const past = pastOf(c.req.query(), now)
      if (query.track) await assertTrack(application, query.track, query.plan, past)
      const plans = query.plan
        ? [query.plan]
        : (await application.views.list({ kind: "plan" })).map(({ scope }) => scope)
      const lists = await Promise.all(
        plans.map(async (plan) =>
          listItems(application, kind, plan, past, await sightIn(application, c.get("claim"), plan)),
        ),
      )
      const chosen = lists.flat().filter((item) => matches(item, query, past?.asOf ?? now))
      return c.json(pageAfter(chosen, ({ id }) => id, query.limit, query.next))
    })
    .get("/:id", async (c) => {
      const id = c.req.param("id")
      const past = pastOf(c.req.query(), application.world.clock())
      const claim = c.get("claim")
      const found = await findItem(application, kind, id, past, await sightIn(application, claim, planOfItem(id)))
      const transitions = past ? [] : await transitionsFor(application, kind, found, claim, languageOf(c))
      c.header("ETag", `"${found.reading.version}"`)
      return c.json({ ...found.reading, transitions })
    })
    .get("/:id/history", async (c) => {
      const id = c.req.param("id")
      const past = pastOf(c.req.query(), application.world.clock())
      const sees = await sightIn(application, c.get("claim"), planOfItem(id))
      await findItem(application, kind, id, past, sees)
      return c.json(await historyPage(application, `${kind}:${id}`, c.req.query(), past, sees))
    })
    .post("/:id/transitions/:name", async (c) => {
      const { id, name } = c.req.param()
      return c.json(await takeTransition(c, application, c.get("claim"), `${kind}:${id}`, planOfItem(id), name))
    })
}

/** `POST /api/requests?plan=`: submits a Presidency request. Its id is derived from the Idempotency-Key, so that a retry finds the same one. */
export function submissionRoute(application: Application) {
  return new Hono<Env>().post("/", async (c) => {
    const { plan } = valid(z.object({ plan: z.string().max(64) }), c.req.query())
    const key = c.req.header("Idempotency-Key") ?? randomUUID()
    const stream: StreamName = `request:${plan}.r-${createHash("sha256").update(key).digest("hex").slice(0, 12)}`
    const answer = await takeTransition(c, application, c.get("claim"), stream, plan, "submit")
    return answer.dryRun ? c.json(answer) : c.json(answer, 201, { Location: `/api/requests/${answer.id}` })
  })
}

/** Makes sure that there is such a track in the plan or, where none is named, in any. @throws ProblemError `invalid` with the tracks that there are. */
async function assertTrack(
  application: Application,
  track: string,
  plan: string | undefined,
  past: Past | undefined,
): Promise<void> {
  const asOf = past?.asOf
  const { views } = application
  const rows = plan
    ? [await views.get(`plan:${plan}`, asOf)]
    : await views.list({ kind: "plan", ...(asOf && { asOf }) })
  const known = rows.flatMap((row) => {
    const { fields, publicState } = row ? bodyOf(row, "plan") : {}
    return fields && !stateMeans(application, "plan", publicState, "incomplete")
      ? fields.tracks.map(({ id }) => id)
      : []
  })
  if (known.length > 0 && !known.includes(track))
    throw invalid("track", `there is no track ${track}; there are ${[...new Set(known)].join(", ")}`)
}

function matches(item: Readings[ItemKind], query: z.infer<typeof ListQuery>, now: string): boolean {
  const { state, track, quarter, due } = query
  const date = "due" in item ? item.due : null
  const today = dayOf(now, "UTC")
  return (
    (!state || item.state === state) &&
    (!track || ("track" in item && item.track === track)) &&
    (!quarter || (date !== null && touches(date, quarter))) &&
    (!due || isDue(due, date, today))
  )
}

function isDue(
  due: "overdue" | "month" | "quarter" | "none",
  date: { on: string; overdue: boolean } | null,
  today: string,
): boolean {
  if (!date) return due === "none"
  if (due === "none") return false
  if (due === "overdue") return date.overdue
  if (date.overdue) return false
  return due === "month"
    ? date.on.slice(0, 7) <= today.slice(0, 7)
    : date.on <= spanOf(periodOf(today, "everyQuarter")).to
}
