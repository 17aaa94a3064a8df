import type { HistoryEntry } from "@demarche/http/responses"
import { bareId, eventText, translate } from "@demarche/i18n"
import { mandateText, peopleNames } from "../names.ts"
import type { PlanVisit, Visit } from "../visit.ts"
import type { ItemNames } from "./itemNames.ts"

/** What the sentences of a record are written with. */
export interface EntryReading {
  visit: Visit
  plan: PlanVisit
  names: ItemNames
}

/** The same, with the names of the people of whom those entries speak, for those who may know who the people of a plan are. */
export async function withPeopleIn<R extends EntryReading>(reading: R, entries: readonly HistoryEntry[]): Promise<R> {
  const { visit, plan, names } = reading
  const named = entries.flatMap(({ actor, events }) => [
    ...events.flatMap(personIn),
    ...(actor?.onBehalfOf === undefined ? [] : [bareId(actor.onBehalfOf)]),
  ])
  if (named.length === 0 || plan.reader.clearance === "public") return reading
  const people = await peopleNames(visit.application, plan, (id) => named.includes(id))
  return { ...reading, names: { ...names, names: new Map([...names.names, ...people]) } }
}

/** Whom an event names as a person, or as a voice of their own. */
function personIn(event: object): string[] {
  const { person, party, voice } = { person: undefined, party: undefined, voice: undefined, ...event }
  return [person, party, voice].flatMap((id) => (typeof id === "string" ? [bareId(id)] : []))
}

/** What an entry of the record says to its reader, as a sentence: who did what; that it is hidden, where they may see none of it. */
export function entrySentence(reading: EntryReading, entry: HistoryEntry): string {
  const { language } = reading.visit
  const said = actText(reading, entry)
  if (said === undefined) return translate(language, "item.history.hidden")
  return `${said.charAt(0).toLocaleUpperCase(language)}${said.slice(1)}.`
}

/** The same as words of a line; undefined where its reader may see none of it. */
export function actText(reading: EntryReading, { actor, events }: HistoryEntry): string | undefined {
  const { visit, plan, names } = reading
  const sentence = { zone: plan.readerZone, names: names.names, offices: plan.procedure.offices }
  const shown = events.flatMap((event) => ("type" in event ? [eventText(visit.language, event, sentence)] : []))
  if (shown.length === 0) return undefined
  const who = actor && actor.office !== "clock" ? actorText(reading, actor) : ""
  return [who, shown.join(translate(visit.language, "marks.semicolon"))].filter(Boolean).join(" ")
}

/** Who acted: the office as it is held, and on whose behalf where that is another's. */
export function actorText(
  { visit: { language }, plan, names }: EntryReading,
  actor: NonNullable<HistoryEntry["actor"]>,
): string {
  const { onBehalfOf } = actor
  if (actor.office === "clock") return translate(language, "item.entry.clock")
  const office = mandateText(language, plan, actor)
  return onBehalfOf === undefined
    ? office
    : `${office}, ${translate(language, "item.entry.onBehalf", { party: names.nameOf(onBehalfOf) })},`
}
