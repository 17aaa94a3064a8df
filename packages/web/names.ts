import type { Application } from "@demarche/application/application"
import { textBody } from "@demarche/application/textBody"
import {
  calledIn,
  type DeadlineValue,
  dayText,
  deadlineText,
  heldText,
  type Language,
  monthText,
  officeText,
  titleText,
  translate,
} from "@demarche/i18n"
import type { PlanVisit } from "./visit.ts"

/** The name of whoever an id means: a party, a group of the procedure, an office; of a person, whose name is a text, the id. */
export function whoText(language: Language, plan: PlanVisit, id: string): string {
  const { fields, procedure } = plan
  const party = fields.parties.find((each) => each.id === id)
  if (party) return calledIn(language, party)
  const group = procedure.groups.find((each) => each.id === id)?.title
  if (group) return titleText(language, group) ?? id
  return officeText(language, id, procedure.offices)
}

/** The names of those people of a plan whom it is asked for, by their ids: each a text, which is read; erased, the id stands for it. */
export async function peopleNames(
  { world }: Application,
  { context }: Pick<PlanVisit, "context">,
  isAsked: (id: string) => boolean,
): Promise<ReadonlyMap<string, string>> {
  const asked = context.people.filter(({ id }) => isAsked(id))
  const read = asked.map(async ({ id, name }) => [id, (await textBody(world.texts, name)) ?? id] as const)
  return new Map(await Promise.all(read))
}

/** A deadline in the zone in which it was set, and in the reader's. */
export function untilText(language: Language, { readerZone }: PlanVisit, deadline: DeadlineValue): string {
  return deadlineText(language, deadline, readerZone)
}

/** A title in a line or two, where it stands in full elsewhere: cut after a word. */
export function shortened(title: string): string {
  if (title.length <= LINE) return title
  return `${title.slice(0, LINE).replace(/[\s,;:.(–-]*\s\S*$/, "")}…`
}
const LINE = 40

/** The days of a meeting, or its month; undefined where neither is known. */
export function meetingText(
  language: Language,
  { from, to, month }: { from?: string | undefined; to?: string | undefined; month?: string | undefined },
): string | undefined {
  const [first, last] = [from, to].map((day) => day && dayText(language, day))
  if (first && last && first !== last) return translate(language, "desk.days", { first, last })
  return first || last || (month && monthText(language, month)) || undefined
}

/** An office as it is held: "Coordinator (Austria)"; a party that its title names is not said twice. */
export function mandateText(
  language: Language,
  plan: PlanVisit,
  { office, party }: { office: string; party?: string | undefined },
): string {
  return heldText(language, office, party && whoText(language, plan, party), plan.procedure.offices)
}
