import type { Annotation, DocumentDate } from "@demarche/workflows/document"
import { usualLanguage } from "@demarche/workflows/languages"
import type { Procedure } from "@demarche/workflows/procedure"
import type { Mandate, Meeting } from "@demarche/workflows/terms"
import { spanOf } from "@demarche/workplan/time/periods"
import type { EndingPlan, NextCycle, NextEvent } from "./nextCycle.ts"
import { marking } from "./nextItems.ts"

/** The dates of a plan that lie ahead of its following cycle, with the one that ends that. */
export function eventsOf({ fields, context }: EndingPlan, { startsOn, endsAt, label }: NextCycle): NextEvent[] {
  const said = new Map((fields.deadlineEvents ?? []).map((event) => [event.id, event]))
  const meetings = context.meetings.filter((meeting) => !isPast(meeting, startsOn))
  const ids = new Set(meetings.map(({ id }) => id))
  const others = [...said.values()].filter(({ rule, due }) =>
    rule ? ids.has(rule.anchor) : due !== undefined && spanOf(due.quarter).to >= startsOn,
  )
  const ahead = [...meetings.map((meeting) => meetingEntry(meeting, said.get(meeting.id))), ...others.map(otherEntry)]
  return ahead.some(({ id }) => id === endsAt) ? ahead : [...ahead, { id: endsAt, title: label }]
}

/** A person of the following plan, and the last day of a mandate that is written as if it went on. */
interface NextPerson {
  entry: { id: string; offices: object[] }
  ended?: string
}

/**
 * The people of a plan who hold its offices last. A mandate that ends before the following cycle is written as if it went on, and its
 * person as inferred, with `ended` as the basis.
 */
export function peopleOf(
  { people, context }: EndingPlan,
  { startsOn }: NextCycle,
  { items, ended }: { items: ReadonlySet<string>; ended: (day: string) => string },
): NextPerson[] {
  const all = context.people.flatMap(({ offices }) => offices)
  const last = (mandate: Mandate) => !all.some((other) => sameOffice(other, mandate) && endOf(other) > endOf(mandate))
  const remains = (mandate: Mandate) =>
    (mandate.activity === undefined || items.has(mandate.activity)) && (endOf(mandate) >= startsOn || last(mandate))
  const known = new Map(people.map((person) => [person.id, person]))
  const there = context.people.filter(({ id, offices }) => known.has(id) && offices.some(remains))
  return there.map(({ id, offices, language, zone, deputy, vacation, wants, annotations = [] }) => {
    const mandates = offices.filter(remains)
    const over = mandates.map(endOf).find((end) => end < startsOn)
    const entry = {
      id,
      name: known.get(id)?.name,
      salutation: known.get(id)?.salutation,
      offices: mandates.map((mandate) => goingOn(mandate, startsOn)),
      language: language ?? usualLanguage,
      zone: zone ?? context.zone,
      address: known.get(id)?.address,
      deputy: there.some((each) => each.id === deputy) ? deputy : undefined,
      vacation: vacation?.filter(({ to }) => to >= startsOn),
      wants,
      ...(over === undefined ? marking(annotations).beside("name") : { inferred: true, basis: ended(over) }),
    }
    return { entry, ...(over !== undefined && { ended: over }) }
  })
}

function sameOffice(one: Mandate, other: Mandate): boolean {
  return (["office", "party", "track", "activity"] as const).every((field) => one[field] === other[field])
}

/** The last day of a mandate; of one without an end, a day after all others. */
function endOf({ to = "9999-12-31" }: Mandate): string {
  return to
}

function goingOn(mandate: Mandate, startsOn: string): object {
  return endOf(mandate) < startsOn ? { ...mandate, from: startsOn, to: undefined } : mandate
}

/** Rules of procedure whose groups name nobody who is not there. */
export function withPeople(procedure: Procedure, people: { id: string }[]): Procedure {
  const there = (individuals: string[] = []) => individuals.filter((id) => people.some((person) => person.id === id))
  const groups = procedure.groups.map((group) =>
    group.individuals ? { ...group, individuals: there(group.individuals) } : group,
  )
  return { ...procedure, groups }
}

/** The actors, bodies, themes, objectives and tracks of a plan, which stay. */
export function listsOf({ fields }: EndingPlan) {
  const { parties, bodies, themes = [], objectives, tracks } = fields
  const [{ id: track = "" } = {}] = tracks
  return {
    actors: parties.map((actor) => {
      const { annotations, ...wording } = saidOf(fields.partyWording, actor.id)
      return { ...actor, ...wording, ...marking(annotations).beside("title") }
    }),
    bodies: bodies.map(({ id, members }) => ({
      id,
      members: marking(saidOf(fields.bodyWording, id).annotations)("members", members, "refs"),
    })),
    themes: themes.map((theme) => {
      const { annotations, ...wording } = saidOf(fields.themeWording, theme.id)
      return { ...theme, ...wording, track: marking(annotations)("track", wording.track ?? track, "ref") }
    }),
    objectives: objectives.map(({ parent, ...objective }) => {
      const { annotations, modality, ...wording } = saidOf(fields.objectiveWording, objective.id)
      return {
        ...objective,
        ...wording,
        parent: marking(annotations)("parent", parent, "ref"),
        modality: modality && {
          term: modality.term,
          binding: modality.binding,
          needs_decision: modality.needsDecision,
        },
      }
    }),
    tracks: tracks.map(({ parent, ...written }) => {
      const { annotations, objectives, ...wording } = saidOf(fields.trackWording, written.id)
      const marked = marking(annotations)
      return {
        ...written,
        ...wording,
        parent: marked("parent", parent, "ref"),
        objectives: marked("objectives", objectives, "refs"),
      }
    }),
  }
}

/** What the document says of an entry beside what rules use. */
function saidOf<T extends { id: string; annotations?: Annotation[] | undefined }>(
  list: T[] = [],
  id: string,
): Partial<T> & { annotations: Annotation[] } {
  const found: Partial<T> = list.find((entry) => entry.id === id) ?? {}
  return { ...found, annotations: found.annotations ?? [] }
}

function isPast({ from, to, month }: Meeting, day: string): boolean {
  const last = to ?? from ?? (month && spanOf(month).to)
  return last !== undefined && last < day
}

function meetingEntry(
  { id, title, titles, kind, from, to, month }: Meeting,
  said: DocumentDate | undefined,
): NextEvent {
  const marked = marking(said?.annotations ?? [])
  return {
    id,
    title,
    titles,
    dates: from || month ? { ...(from ? { from, to } : { month }), ...marked.beside("dates") } : undefined,
    ...{
      kind: kind ?? said?.kind,
      place: marked("place", said?.place),
      president: marked("president", said?.president),
      note: said?.note,
    },
    ...marked.beside("title"),
  }
}

function otherEntry({ id, title, titles, kind, rule, due, note, annotations }: DocumentDate): NextEvent {
  const offset = rule && `${rule.weeks < 0 ? "-" : ""}P${Math.abs(rule.weeks)}W`
  const entry = { kind, rule: rule && { anchor: rule.anchor, offset }, due, note }
  return { id, title, titles, ...entry, ...marking(annotations ?? []).beside("title") }
}
