import type { Application } from "@demarche/application/application"
import { planContext } from "@demarche/application/execute"
import { breathe } from "@demarche/application/inPieces"
import { placeIn } from "@demarche/application/places"
import type { Places } from "@demarche/application/readPlaces"
import { voiceNames } from "@demarche/application/voiceNames"
import type { Past } from "@demarche/engine"
import { calledIn, type Language, pickLanguage, translate } from "@demarche/i18n"
import type { CalendarEntry } from "@demarche/icalendar/calendarFile"
import { concerns, dayOf, dueInferred, meetingDates, type Readings } from "@demarche/workplan"
import { hasScopes, planAt } from "@demarche/workplan/rules/scopes"
import { etag } from "hono/etag"
import { Hono } from "hono/tiny"
import { pastOf } from "./asOf.ts"
import { type AnyClaim, type Env, feedClaim, sightIn } from "./authentication.ts"
import { CalendarQuery } from "./feedRoutes.ts"
import { type FilterAt, listItems } from "./items.ts"
import { dated } from "./planDocument.ts"
import { findPlan } from "./planRoutes.ts"
import { ProblemError } from "./problem.ts"
import { valid } from "./requestBody.ts"

/** `/calendar/{plan}.ics`: the dates of a plan that the caller may see or, with a feed's token, those relevant to a person. */
export function calendarRoutes(application: Application, home: string) {
  return new Hono<Env>().get("/:file", etag(), async (c) => {
    const [, plan] = c.req.param("file").match(/^(.+)\.ics$/) ?? []
    if (!plan) throw new ProblemError("unknown", "a calendar is called <plan>.ics")
    const { lang, person, token } = valid(CalendarQuery, c.req.query())
    const past = pastOf(c.req.query(), application.world.clock())
    const accepted = pickLanguage(c.req.header("Accept-Language"))
    const asked = { plan, past, home }
    if (person === undefined && token === undefined) {
      const claim = c.get("claim")
      const text = await planCalendar(application, { ...asked, claim, language: lang ?? accepted })
      return c.body(text, 200, { ...ICS, "Cache-Control": claim ? "private, no-cache" : "no-cache" })
    }
    const claim = await feedClaim(application, plan, person ?? "", token ?? "")
    const { people } = await planContext(application, plan)
    const language = lang ?? people.find(({ id }) => id === person)?.language ?? accepted
    const text = await planCalendar(application, { ...asked, claim, language, ...(person !== undefined && { person }) })
    return c.body(text, 200, { ...ICS, "Cache-Control": "private, no-cache" })
  })
}

const ICS = { "Content-Type": "text/calendar; charset=utf-8" }

interface CalendarRequest {
  plan: string
  past: Past | undefined
  claim: AnyClaim | undefined
  language: Language
  home: string
  /** Only dates relevant to this person. */
  person?: string
}

/** The calendar of a plan as a text (RFC 5545), for that reader. @throws ProblemError `unknown` where there is no such plan. */
export async function planCalendar(
  application: Application,
  { plan, past, claim, language, home, person }: CalendarRequest,
): Promise<string> {
  const { context, fields, publishedDates, version, changed } = await findPlan(application, plan, past)
  const now = past?.asOf ?? application.world.clock()
  const day = dayOf(now, context.zone)
  const places: Places = hasScopes(context) ? await application.places(plan) : new Map()
  const whose: FilterAt | undefined =
    person === undefined
      ? undefined
      : (stream) => concerns(planAt(context, placeIn(places, stream)).people, person, day)
  const sees = await sightIn(application, claim, plan)
  const [activities, outputs] = await Promise.all([
    listItems(application, "activity", plan, { past, sees, personalFilter: whose }),
    listItems(application, "output", plan, { past, sees, personalFilter: whose, suggestions: [] }),
  ])
  const inferred = new Set(
    context.meetings
      .map((meeting) => dated(meeting, fields.deadlineEvents))
      .filter(({ annotations }) => annotations?.some(({ field, inferred }) => field === "dates" && inferred))
      .map(({ id }) => `meeting.${id}`),
  )
  const meetings = meetingDates(context.meetings, publishedDates).map(
    (met): CalendarEntry => ({
      ...met,
      title: calledIn(language, met),
      plan,
      version,
      changed,
      address: home,
      inferred: inferred.has(met.date.id),
    }),
  )
  const entriesOf = (item: Readings["activity" | "output"]): CalendarEntry[] => {
    const { id, version, changed } = item
    const title = calledIn(language, item)
    const about = { plan, title, item, version, changed, address: `${home}/${language}/items/${id}` }
    return item.dates.map((date) => ({ ...about, date, inferred: dueInferred(item) }))
  }
  const { feedParts } = await import("./lazy.ts")
  const called = calledIn(language, fields)
  const name = whose ? translate(language, "calendar.personal", { plan: called }) : called
  const entries = [...meetings, ...activities.flatMap(entriesOf), ...outputs.flatMap(entriesOf)]
  const names = await voiceNames(application, { context, parties: fields.parties }, language)
  const parts: string[] = []
  for (const part of feedParts(name, entries, { language, names })) {
    parts.push(part)
    await breathe()
  }
  return parts.join("")
}
