import type { State } from "@demarche/engine"
import { idOf, type Row } from "@demarche/store"
import type { notice } from "@demarche/workflows"
import { Instant } from "@demarche/workflows/terms"
import type { Body } from "@demarche/workplan"
import { Hono } from "hono/tiny"
import * as z from "zod"
import type { House } from "../house/house.ts"
import { forecast } from "../house/remind.ts"
import type { NoticeReading, ReminderReading } from "./answers.ts"
import { invalid, valid } from "./body.ts"
import { actorOf, type Caller, type Claim, clearanceIn } from "./doors.ts"
import { pastOf, utc } from "./moment.ts"
import { pageOf } from "./pages.ts"

/** What `GET /api/notices` is asked. */
export const NoticeQuery = z.object({
  plan: z.string().max(64),
  status: z.enum(["queued", "claimed", "sent", "failed", "suppressed", "cancelled"]).optional(),
  recipient: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  next: z.string().max(400).optional(),
})

/** What `GET /api/reminders` is asked: from which instant on (now, where it is left out), and to which. */
export const ReminderQuery = z.object({
  plan: z.string().max(64),
  asOf: Instant.transform(utc).optional(),
  until: Instant.transform(utc),
})

/** `/api/notices`: every letter with its text, to whom it was sent, and to those who run the plan. */
export function noticeRoutes(house: House) {
  return new Hono<Caller>().get("/", async (c) => {
    const { plan, status, recipient, limit, next } = valid(NoticeQuery, c.req.query())
    const past = pastOf(c.req.query(), house.world.clock())
    const mine = await ownOnly(house, c.get("claim"), plan)
    const rows = await house.views.list({ kind: "notice", plan, ...(past && { asOf: past.asOf }) })
    const chosen = rows.filter(({ body }) => {
      const { planned, public: state } = body as Body
      const to = planned.recipient
      return (!status || state === status) && (!recipient || to === recipient) && (mine === undefined || to === mine)
    })
    const page = pageOf(chosen, ({ stream }) => stream, { limit, next })
    const items = await Promise.all(page.items.map((row) => noticeReading(house, row)))
    return c.json({ items, next: page.next })
  })
}

/** `/api/reminders`: what the due set will be, as the record stood at `asOf` and if nothing changed; nothing is written. */
export function reminderRoutes(house: House) {
  return new Hono<Caller>().get("/", async (c) => {
    const { plan, until, asOf } = valid(ReminderQuery, c.req.query())
    const now = house.world.clock()
    if (until <= (asOf ?? now)) throw invalid("until", `is not later than ${asOf ?? now}`)
    const mine = await ownOnly(house, c.get("claim"), plan)
    const expected = await forecast(house, plan, { after: asOf ?? now, upTo: until })
    const items = expected
      .map(({ command }) => command)
      .filter(({ recipient }) => mine === undefined || recipient === mine)
      .toSorted((one, other) => (one.notBefore < other.notBefore ? -1 : 1))
      .map(reminderReading)
    return c.json({ items })
  })
}

/** Those who run the plan see everybody's letters, a person their own. @throws Problem as `actorOf`. */
async function ownOnly(house: House, claim: Claim | undefined, plan: string): Promise<string | undefined> {
  const { by } = await actorOf(house, claim, plan)
  return (await clearanceIn(house, claim, plan)) === "restricted" ? undefined : by.person
}

async function noticeReading(house: House, { stream, body }: Row): Promise<NoticeReading> {
  const { planned, public: status = "", since, state } = body as Body
  const told = planned as unknown as notice.Notice
  const { attempts, letter, messageId, notBefore, why } = (state as State).context as notice.Context
  const text = letter ? await house.world.texts.get(letter) : undefined
  return {
    id: idOf(stream),
    status,
    since,
    ...reminderReading({ ...told, notBefore: notBefore ?? told.notBefore }),
    until: told.until ?? null,
    digest: told.digest === true,
    mandatory: told.mandatory === true,
    attempts,
    messageId: messageId ?? null,
    why: why ?? null,
    letter: typeof text === "object" ? text.body : null,
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
}: notice.Notice): ReminderReading {
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
