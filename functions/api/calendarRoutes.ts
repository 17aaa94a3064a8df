import type { Past } from "@demarche/engine"
import type { Entry } from "@demarche/mail/calendar"
import { type Language, pickLanguage, sentence } from "@demarche/words"
import { concerned, dayOf, meetingDates } from "@demarche/workplan"
import { etag } from "hono/etag"
import { Hono } from "hono/tiny"
import { planContext } from "../house/act.ts"
import type { House } from "../house/house.ts"
import { valid } from "./body.ts"
import { type Caller, type Claim, clearanceIn, feedClaim } from "./doors.ts"
import { CalendarQuery } from "./feedRoutes.ts"
import { listItems, type ReadingOf } from "./items.ts"
import { pastOf } from "./moment.ts"
import { findPlan } from "./planRoutes.ts"
import { Problem } from "./problem.ts"

/** `/calendar/{plan}.ics`: the dates of a plan as the caller may see them or, by a feed's token, a person's own. */
export function calendarRoutes(house: House) {
  return new Hono<Caller>().get("/:file", etag(), async (c) => {
    const [, plan] = c.req.param("file").match(/^(.+)\.ics$/) ?? []
    if (!plan) throw new Problem("unknown", "a calendar is called <plan>.ics")
    const { lang, person, token } = valid(CalendarQuery, c.req.query())
    const past = pastOf(c.req.query(), house.world.clock())
    const accepted = pickLanguage(c.req.header("Accept-Language"))
    const asked = { plan, past, origin: new URL(c.req.url).origin }
    if (person === undefined && token === undefined) {
      const claim = c.get("claim")
      const text = await planCalendar(house, { ...asked, claim, language: lang ?? accepted })
      return c.body(text, 200, { ...ICS, "Cache-Control": claim ? "private, no-cache" : "no-cache" })
    }
    const claim = await feedClaim(house, plan, person ?? "", token ?? "")
    const { people } = await planContext(house, plan)
    const language = lang ?? people.find(({ id }) => id === person)?.language ?? accepted
    const text = await planCalendar(house, { ...asked, claim, language, person })
    return c.body(text, 200, { ...ICS, "Cache-Control": "private, no-cache" })
  })
}

const ICS = { "Content-Type": "text/calendar; charset=utf-8" }

interface Asked {
  plan: string
  past: Past | undefined
  claim: Claim | undefined
  language: Language
  origin: string
  /** Only what concerns this person. */
  person?: string
}

async function planCalendar(house: House, { plan, past, claim, language, origin, person }: Asked): Promise<string> {
  const { context, planned, announced, version, changed } = await findPlan(house, plan, past)
  const now = past?.asOf ?? house.world.clock()
  const whose = person === undefined ? undefined : concerned(context.people, person, dayOf(now, context.zone))
  const clearance = await clearanceIn(house, claim, plan)
  const [activities, outputs] = await Promise.all([
    listItems(house, "activity", plan, past, clearance, whose),
    listItems(house, "output", plan, past, clearance, whose),
  ])
  const meetings = meetingDates(context.meetings, announced).map(
    (met): Entry => ({ ...met, plan, version, changed, address: `${origin}/api/plans/${plan}` }),
  )
  const entriesOf = (collection: string, item: ReadingOf<"activity" | "output">): Entry[] => {
    const { id, title, state, substate, version, changed } = item
    const about = { plan, title, state, substate, version, changed, address: `${origin}/api/${collection}/${id}` }
    return item.dates.map((date) => ({ ...about, date }))
  }
  const { feedText } = await import("./seldom.ts")
  const name = whose ? sentence(language, "calendar.personal", { plan: planned.title }) : planned.title
  const entries = [
    ...meetings,
    ...activities.flatMap((item) => entriesOf("activities", item)),
    ...outputs.flatMap((item) => entriesOf("outputs", item)),
  ]
  return feedText(name, entries, { language, names: new Map(planned.parties.map(({ id, title }) => [id, title])) })
}
