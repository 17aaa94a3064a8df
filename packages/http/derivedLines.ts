import type { PlanWording } from "@demarche/workflows/document"
import { usualLanguage } from "@demarche/workflows/languages"
import type { Readings } from "@demarche/workplan"
import type { DocumentReading } from "./planDocument.ts"

/** A line of a document, with the ids of what it is about. */
export type WrittenLine = NonNullable<PlanWording["document"]>[number]

/** The items of a plan. */
export interface PlanItems {
  activities: Readings["activity"][]
  outputs: Readings["output"][]
}

/**
 * The lines of a plan without a document: its title, background, objectives, its tracks with their activities, and its outputs with
 * their deliverables, as the file lists them; activities and outputs in the order of their ids, 2 before 10.
 */
export function derivedLines(
  title: string,
  { background, objectives, tracks }: DocumentReading,
  { activities, outputs }: PlanItems,
): WrittenLine[] {
  const inOrder = activities.toSorted(byCode)
  return [
    { is: "heading", level: 1, text: title },
    ...background.map((text): WrittenLine => ({ is: "paragraph", text })),
    ...objectives.flatMap((each) => headed(each, each.parent === undefined ? 2 : 3)),
    ...tracks.flatMap((track) => [
      ...headed(track, track.parent === undefined ? 2 : 3),
      ...inOrder.filter((each) => each.track === track.id).flatMap(activityLines),
    ]),
    ...inOrder.filter((each) => !tracks.some(({ id }) => id === each.track)).flatMap(activityLines),
    ...outputs
      .toSorted(byCode)
      .flatMap(({ code, title, deliverables }): WrittenLine[] => [
        { is: "heading", level: 2, text: title, about: [code] },
        ...deliverables.map(({ id, text, title }) => bullet(id, text ?? title)),
      ]),
  ]
}

/** A line for each activity and output that is not shown yet: its title. */
export function besideLines({ activities, outputs }: PlanItems, shown: ReadonlySet<string>): WrittenLine[] {
  const left = [activities.toSorted(byCode), outputs.toSorted(byCode)].flat().filter(({ code }) => !shown.has(code))
  return left.map(({ code, title }) => bullet(code, title))
}

const inNumbers = new Intl.Collator(usualLanguage, { numeric: true })
const byCode = (one: { code: string }, other: { code: string }) => inNumbers.compare(one.code, other.code)

const bullet = (code: string, text: string): WrittenLine => ({ is: "bullet", text, about: [code] })

function headed({ id, title, text }: { id: string; title: string; text?: string | undefined }, level: number) {
  const heading: WrittenLine = { is: "heading", level, text: title, about: [id] }
  return text === undefined ? [heading] : [heading, { is: "paragraph" as const, text, about: [id] }]
}

function activityLines({ code, title, wording: { text } }: Readings["activity"]): WrittenLine[] {
  return text === undefined ? [bullet(code, title)] : [bullet(code, title), { is: "paragraph", text, about: [code] }]
}
