import { calledIn, type Language } from "@demarche/i18n"
import { Annotations, type DocumentDate, PlanWording } from "@demarche/workflows/document"
import { Proposed } from "@demarche/workflows/planCommands"
import { Day, Meeting, ReminderSettings } from "@demarche/workflows/terms"
import { called } from "@demarche/workplan/read-model/readingSchemas"
import * as z from "zod"
import { WarningReading, warningReading } from "./warnings.ts"

// What the document of a plan says, in one list a kind: what rules use of an entry, and its words beside it.

const wording = PlanWording.shape
const used = Proposed.shape
const withoutId = { id: true } as const

/** What a plan answers of its document; null where it was recorded before that was kept. */
export const DocumentReading = z.object({
  language: wording.language.unwrap().nullable(),
  titles: used.titles.unwrap().nullable(),
  source: wording.source.unwrap().nullable(),
  coordinators: wording.coordinators.unwrap(),
  startsOn: Day.nullable(),
  endsAtEvent: z.string().nullable(),
  background: wording.background.unwrap(),
  document: wording.document.unwrap(),
  deadlineEvents: wording.deadlineEvents.unwrap(),
  objectives: z.array(used.objectives.element.extend(wording.objectiveWording.unwrap().element.omit(withoutId).shape)),
  tracks: z.array(used.tracks.element.extend(wording.trackWording.unwrap().element.omit(withoutId).shape)),
  themes: z.array(used.themes.unwrap().element.extend(wording.themeWording.unwrap().element.omit(withoutId).shape)),
  parties: z.array(used.parties.element.extend(wording.partyWording.unwrap().element.omit(withoutId).shape)),
  timeline: z.array(used.timeline.element.extend(wording.lineWording.unwrap().element.omit(withoutId).partial().shape)),
  bodies: z.array(
    z.object({
      id: z.string(),
      ...called,
      members: z.array(z.string()),
      ...wording.bodyWording.unwrap().element.omit(withoutId).shape,
    }),
  ),
  /** Where each meeting stands by now; its days are marked as long as they are those that a reader inferred. */
  meetings: z.array(Meeting.extend({ annotations: Annotations.optional() })),
  reminders: ReminderSettings.nullable(),
  warnings: z.array(WarningReading),
  annotations: Annotations,
})
export type DocumentReading = z.infer<typeof DocumentReading>

/** What the plan says now of its bodies and meetings. */
interface PlanNow {
  bodies: { id: string; members: string[] }[]
  meetings: Meeting[]
}

/** What a plan's document says, of the fields it was proposed with and of what stands since; warnings in that language. */
export function documentOf(fields: Proposed, standing: PlanNow, language: Language): DocumentReading {
  return {
    language: fields.language ?? null,
    titles: fields.titles ?? null,
    source: fields.source ?? null,
    coordinators: fields.coordinators ?? [],
    startsOn: fields.startsOn ?? null,
    endsAtEvent: fields.endsAtEvent ?? null,
    background: fields.background ?? [],
    document: fields.document ?? [],
    deadlineEvents: fields.deadlineEvents ?? [],
    objectives: worded(fields.objectives, fields.objectiveWording),
    tracks: worded(fields.tracks, fields.trackWording),
    themes: worded(fields.themes ?? [], fields.themeWording),
    parties: worded(fields.parties, fields.partyWording),
    timeline: worded(fields.timeline, fields.lineWording),
    bodies: worded(titled(standing.bodies, fields), fields.bodyWording),
    meetings: standing.meetings.map((meeting) => dated(meeting, fields.deadlineEvents)),
    reminders: fields.reminders ?? null,
    warnings: (fields.warnings ?? []).map(warningIn(fields, language)),
    annotations: fields.annotations ?? [],
  }
}

/** A warning as it is told, with what it names as the reader calls that. */
function warningIn({ parties, meetings, deadlineEvents = [], timeline }: Proposed, language: Language) {
  const listed = [...parties, ...meetings, ...deadlineEvents, ...timeline]
  const names = new Map(listed.map((each) => [each.title, calledIn(language, each)]))
  const named = (value: string | number) => names.get(String(value)) ?? value
  return ({ values = {}, ...warning }: NonNullable<Proposed["warnings"]>[number]) => {
    const called = Object.entries(values).map(([name, value]) => [name, named(value)] as const)
    return warningReading({ ...warning, values: Object.fromEntries(called) }, language)
  }
}

/** Each entry with its words, where there are any. */
function worded<T extends { id: string }, W extends { id: string }>(entries: T[], wording: W[] = []): (T | (W & T))[] {
  const byId = new Map(wording.map((each) => [each.id, each]))
  return entries.map((entry) => {
    const said = byId.get(entry.id)
    return said ? { ...said, ...entry } : entry
  })
}

function titled(bodies: PlanNow["bodies"], fields: Proposed) {
  const named = new Map(fields.bodies.map((body) => [body.id, body]))
  return bodies.map(({ id, members }) => {
    const { title, titles } = named.get(id) ?? { title: id }
    return { id, title, titles, members }
  })
}

/** A meeting that stands where the document's reader put it is marked as that date is. */
export function dated(meeting: Meeting, events: DocumentDate[] = []) {
  const event = events.find(({ id }) => id === meeting.id)
  const { from, to, month } = event?.dates ?? {}
  const unmoved = meeting.from === from && meeting.to === to && meeting.month === month
  const annotations = event?.annotations?.filter(({ field }) => field === "title" || (field === "dates" && unmoved))
  return { ...meeting, ...(annotations?.length && { annotations }) }
}
