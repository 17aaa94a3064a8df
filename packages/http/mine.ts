import { type Application, stateMeans } from "@demarche/application/application"
import { eventsShown } from "@demarche/application/disclosure"
import { inPieces } from "@demarche/application/inPieces"
import { placeIn } from "@demarche/application/places"
import type { Places } from "@demarche/application/readPlaces"
import { MAX_INSTANT } from "@demarche/application/time"
import type { Past } from "@demarche/engine"
import { idOf, type Marks, type Row } from "@demarche/event-store"
import type { TitledEntry } from "@demarche/i18n"
import type { plan as planWorkflow } from "@demarche/workflows"
import type { StateName } from "@demarche/workflows/stateNames"
import { type Actor, Mandate, type Office } from "@demarche/workflows/terms"
import {
  addDays,
  bodyOf,
  concerns,
  dayOf,
  gatherMine,
  type ItemKind,
  itemKinds,
  type MineItem,
  meetingDates,
  statusOf,
} from "@demarche/workplan"
import type { Suggestion } from "@demarche/workplan/read-model/deliverables"
import { hasScopes, planAt } from "@demarche/workplan/rules/scopes"
import { type AnyClaim, claimFor, type PlanReader, readerIn } from "./authentication.ts"
import { entryOf, readHistory } from "./historyEntry.ts"
import { type FilterAt, itemPages } from "./items.ts"
import { findPlan } from "./planRoutes.ts"
import type { MineReading } from "./responses.ts"
import { suggestionsOf } from "./suggestions.ts"

/** Who asks for what needs them, as of when, and where it is kept what they have seen. */
export interface MineRequest {
  claim: AnyClaim | undefined
  past: Past | undefined
  marks: Marks | undefined
}

/** To whom the dates of all are told: they follow the whole plan, whoever holds its items. */
const overseeing: readonly Office[] = ["secretariat", "presidency", "auditor", "observer"]

/** How far back changes are told to whoever has not said what they have seen, in days. */
const BACK_DAYS = 14
/** The most changes that are told, and the most letters that are looked at. */
const [CHANGES, LETTERS] = [20, 100]

/** What a reader needs to know of a plan, now or at an instant of the past. @throws ProblemError `unknown` where there is no such plan. */
export async function readMine(application: Application, id: string, request: MineRequest): Promise<MineReading> {
  const { past, marks } = request
  const claim = await claimFor(request.claim, id)
  const { context, fields, state, publishedDates } = await findPlan(application, id, past)
  const now = past?.asOf ?? application.world.clock()
  const reader = await readerIn(application, claim, id)
  const places: Places = hasScopes(context) ? await application.places(id) : new Map()
  const isPerson = context.people.some(({ id }) => id === reader.by?.person)
  const whose = isPerson ? filterOf(context, reader, dayOf(now, context.zone), places) : undefined
  const listed = async <K extends ItemKind>(kind: K, suggestions?: Suggestion[]) => {
    const pages = itemPages(application, kind, id, { past, sees: reader.sees, personalFilter: whose, suggestions })
    const withStatus = await Array.fromAsync(pages, (page) =>
      inPieces(page, ({ reading, view }) => {
        const status = statusOf(kind, { view, since: reading.since, now, plan: context })
        return { kind, reading, view, status }
      }),
    )
    return withStatus.flat()
  }
  const activities = await listed("activity")
  const suggestions = activities.flatMap(({ reading, view }) => suggestionsOf(reading.id, view))
  const [outputs, requests] = await Promise.all([listed("output", suggestions), listed("request")])
  const items: MineItem[] = [...activities, ...outputs, ...requests]
  const gathered = gatherMine({
    ...{ id, title: fields.title, titles: fields.titles, plan: context, now },
    proposed: state !== undefined && stateMeans(application, "plan", state, "paused"),
    reader: reader.by && { person: reader.by.person, ...(!isPerson && { implied: implied(reader.by) }) },
    meetings: meetingDates(context.meetings, publishedDates),
    placeOf: (item) => placeIn(places, `activity:${item}`),
  })
  await inPieces(items, gathered.add)
  const mine = gathered.mine()
  const named = new Map<string, TitledEntry>([
    [id, fields],
    ...items.map(({ reading }) => [reading.id, reading] as const),
  ])
  const mark = mine.person === null ? undefined : await marks?.get({ scope: id, person: mine.person })
  const seen = mark && mark.seen <= now ? mark.seen : null
  return {
    ...mine,
    plan: { id, title: fields.title, titles: fields.titles, cycle: fields.cycle, state: state ?? null },
    seen,
    changed: mine.person === null ? null : await changesIn(application, id, { context, reader, now, seen, named }),
    letters: mine.unreached && !past ? await failedLetters(application, id) : null,
  }
}

/** The office of a key as a mandate without an end. */
function implied({ office, party }: Pick<Actor, "office" | "party">): Mandate {
  return Mandate.parse({ office, ...(party && { party }), from: "0001-01-01" })
}

/** The filter of a person's own dates; undefined for whom all dates are told. */
function filterOf(
  context: planWorkflow.Context,
  { by }: PlanReader,
  day: string,
  places: Places,
): FilterAt | undefined {
  if (!by || overseeing.includes(by.office)) return undefined
  return (stream) => concerns(planAt(context, placeIn(places, stream)).people, by.person, day)
}

interface ChangesRequest {
  context: planWorkflow.Context
  reader: PlanReader
  now: string
  seen: string | null
  /** Plan and items by their ids, with their titles. */
  named: ReadonlyMap<string, TitledEntry>
}

/** What others have recorded since, newest first, as the reader may know it. */
async function changesIn(
  application: Application,
  plan: string,
  { context, reader, now, seen, named }: ChangesRequest,
): Promise<MineReading["changed"]> {
  const back = `${addDays(now.slice(0, 10), -BACK_DAYS)}${now.slice(10)}`
  const since = seen ?? [back, context.adopted ?? ""].toSorted().at(-1) ?? back
  const items: NonNullable<MineReading["changed"]>["items"] = []
  const kinds: readonly string[] = ["plan", ...itemKinds]
  const isNews = ({ kind, person, recorded }: Row) =>
    kinds.includes(kind) && person !== reader.person && recorded > since
  const rest = await readHistory(
    application,
    { plan, events: application.world.events, since, until: now },
    reader.sees,
    isNews,
    (commit) => {
      if (eventsShown(commit).length === 0) return true
      const id = idOf(commit.stream)
      const { title, titles } = named.get(id) ?? { title: id }
      return items.length < CHANGES && items.push({ ...entryOf(commit), title, titles }) > 0
    },
  )
  return { since, items, more: rest !== undefined }
}

/** Of the letters that are to be sent next, those of the plan that failed to be. */
async function failedLetters(application: Application, plan: string): Promise<MineReading["letters"]> {
  const rows = await application.views.due("notice", MAX_INSTANT, LETTERS)
  return rows
    .map((row) => ({ row, body: bodyOf(row, "notice") }))
    .filter(({ row, body }) => row.scope === plan && body.publicState === ("failed" satisfies StateName<"notice">))
    .map(({ row, body: { fields, state } }) => {
      const { notBefore = fields.notBefore, why = null } = state.context
      return { id: idOf(row.stream), recipient: fields.recipient, kind: fields.kind, why, notBefore }
    })
}
