import type { Application } from "@demarche/application/application"
import { planContext } from "@demarche/application/execute"
import { newestRows } from "@demarche/application/newestRows"
import { aboutOf, noticeOf, readerOf } from "@demarche/application/notifications/batch"
import { forecast } from "@demarche/application/notifications/remind"
import { textBody } from "@demarche/application/textBody"
import { timeBudget } from "@demarche/application/time"
import type { Past } from "@demarche/engine"
import { idOf, type Row } from "@demarche/event-store"
import type { notice } from "@demarche/workflows"
import type { StateName } from "@demarche/workflows/stateNames"
import { Instant } from "@demarche/workflows/terms"
import { bodyOf } from "@demarche/workplan"
import { Hono } from "hono/tiny"
import * as z from "zod"
import { pastOf, utc } from "./asOf.ts"
import { type AnyClaim, actorOf, clearanceIn, type Env } from "./authentication.ts"
import { cursorAt, PAGE_TIME, placeIn } from "./cursor.ts"
import { planOfItem } from "./items.ts"
import { ProblemError } from "./problem.ts"
import { invalid, valid } from "./requestBody.ts"
import type { NoticeReading, ReminderReading } from "./responses.ts"

const NoticeStatus = {
  queued: "queued",
  claimed: "claimed",
  sent: "sent",
  failed: "failed",
  suppressed: "suppressed",
  cancelled: "cancelled",
} as const satisfies { [Name in StateName<"notice">]: Name }

/** The query of `GET /api/notices`. */
export const NoticeQuery = z.object({
  plan: z.string().max(64),
  status: z.enum(NoticeStatus).optional(),
  recipient: z.string().max(100).optional(),
  about: z.string().max(129).optional().meta({ description: "the item that they are about" }),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  next: z.string().max(400).optional(),
})

/** The query of `GET /api/reminders`: from which instant (by default now) to which. */
export const ReminderQuery = z.object({
  plan: z.string().max(64),
  asOf: Instant.transform(utc).optional(),
  until: Instant.transform(utc),
  about: z.string().max(129).optional().meta({ description: "the item that they are about" }),
  letters: z.enum(["true", "false"]).default("false").meta({ description: "with the letter that each will be in" }),
  next: Instant.transform(utc).optional().meta({ description: "the `next` of the page before" }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(50)
    .meta({ description: "a page ends with the instant at which it has as many" }),
})

/** `/api/notices`: every letter with its text, in a list and by its id; recipients see their own, those who run the plan see all. */
export function noticeRoutes(application: Application) {
  return new Hono<Env>()
    .get("/:id", async (c) => {
      const id = c.req.param("id")
      const mine = await ownOnly(application, c.get("claim"), planOfItem(id))
      const row = await application.views.get(`notice:${id}`)
      if (!row || (mine !== undefined && readerOf(row).recipient !== mine))
        throw new ProblemError("unknown", `there is no letter ${id}`)
      return c.json(await noticeReading(application, row))
    })
    .get("/", async (c) => {
      const query = valid(NoticeQuery, c.req.query())
      const past = pastOf(c.req.query(), application.world.clock())
      const mine = await ownOnly(application, c.get("claim"), query.plan)
      return c.json(await noticePage(application, query, past, mine))
    })
}

/** A page of the letters that a query asks for; those to `mine` alone, where it is given. */
export async function noticePage(
  application: Application,
  { plan, status, recipient, about, limit, next }: z.infer<typeof NoticeQuery>,
  past: Past | undefined,
  mine: string | undefined,
): Promise<{ items: NoticeReading[]; next: string | null }> {
  const chosen = (row: Row) => {
    const { publicState } = bodyOf(row, "notice")
    const { recipient: to } = readerOf(row)
    return (
      (!status || publicState === status) &&
      (!recipient || to === recipient) &&
      (!about || aboutOf(noticeOf(row)).id === about) &&
      (mine === undefined || to === mine)
    )
  }
  const rows: Row[] = []
  let last = next === undefined ? undefined : placeIn(next)
  const timeLeft = timeBudget(application, PAGE_TIME)
  let more = false
  for await (const row of newestRows(application, { kind: "notice", scope: plan, after: last, asOf: past?.asOf })) {
    // whoever sees their own alone is told of no place in between: its name may say whose it is
    more = rows.length === limit || (mine === undefined && !timeLeft())
    if (more) break
    if (chosen(row)) rows.push(row)
    if (mine === undefined || chosen(row)) last = row.stream
  }
  const items = await Promise.all(rows.map((row) => noticeReading(application, row)))
  return { items, next: more && last !== undefined ? cursorAt(last) : null }
}

/** `/api/reminders`: the reminders that will be due if nothing changes after `asOf`; nothing is written. */
export function reminderRoutes(application: Application, home: string) {
  return new Hono<Env>().get("/", async (c) => {
    const query = valid(ReminderQuery, c.req.query())
    const mine = await ownOnly(application, c.get("claim"), query.plan)
    return c.json(await reminderPage(application, query, mine, home))
  })
}

/** A page of the reminders that a query asks for; those to `mine` alone, where it is given. `home` is what their letters link to. */
export async function reminderPage(
  application: Application,
  { plan, until, asOf, about, letters, next: after, limit }: z.infer<typeof ReminderQuery>,
  mine: string | undefined,
  home: string,
): Promise<{ items: ReminderReading[]; next: string | null }> {
  const now = application.world.clock()
  const from = asOf ?? now
  if (until <= from) throw invalid("until", `is not later than ${from}`)
  const context = await planContext(application, plan)
  const render = letters === "true" && !asOf && (await rendering()).plannedLetter
  const timeLeft = timeBudget(application, PAGE_TIME)
  const items: ReminderReading[] = []
  for await (const { instant, reminders } of forecast(
    application,
    plan,
    from,
    { after: after ?? from, upTo: until },
    about,
  )) {
    const told = reminders
      .map(({ command }) => command)
      .filter(({ recipient }) => mine === undefined || recipient === mine)
    const inLetters = Map.groupBy(told, (notice) => (notice.digest ? notice.recipient : notice))
    for (const notices of inLetters.values()) {
      const named = notices.filter((notice) => !about || notice.about === about)
      if (named.length === 0) continue
      const letter = render && (await render({ application, planId: plan, plan: context, home }, notices))
      items.push(...named.map((notice) => ({ ...reminderReading(notice), letter: letter || null })))
    }
    if (items.length >= limit || !timeLeft()) return { items: inOrder(items), next: instant }
  }
  return { items: inOrder(items), next: null }
}

/** Loaded by those alone who ask for letters that are yet to come. */
const rendering = () => import("@demarche/application/notifications/renderLetter")

const inOrder = (items: ReminderReading[]) =>
  items.toSorted((one, other) => (one.notBefore < other.notBefore ? -1 : one.notBefore > other.notBefore ? 1 : 0))

/** The person whose letters alone the caller may see; undefined for those who run the plan, who see all. @throws ProblemError as `actorOf`. */
export async function ownOnly(
  application: Application,
  claim: AnyClaim | undefined,
  plan: string,
): Promise<string | undefined> {
  const { by } = await actorOf(application, claim, plan)
  return (await clearanceIn(application, claim, plan)) === "restricted" ? undefined : by.person
}

async function noticeReading(application: Application, row: Row): Promise<NoticeReading> {
  const { fields: notice, publicState: status = "", since, state } = bodyOf(row, "notice")
  const { attempts, letter, messageId, notBefore, why } = state.context
  const written = readerOf(row)
  const text = letter && (await textBody(application.world.texts, letter))
  return {
    id: idOf(row.stream),
    status,
    since,
    ...reminderReading({ ...notice, ...written, notBefore: notBefore ?? notice.notBefore }),
    until: notice.until ?? null,
    digest: notice.digest === true,
    mandatory: notice.mandatory === true,
    attempts,
    messageId: messageId ?? null,
    why: why ?? null,
    letter: text ?? null,
  }
}

function reminderReading({
  recipient,
  kind,
  step,
  about,
  notBefore,
  due,
  escalated,
  onBehalfOf,
}: notice.NoticeFields): Omit<ReminderReading, "letter"> {
  return {
    recipient,
    kind,
    step: step ?? null,
    about,
    notBefore,
    due: due ?? null,
    escalated: escalated === true,
    onBehalfOf: onBehalfOf ?? null,
  }
}
