import type { PlanWording } from "@demarche/workflows/document"
import { usualLanguage } from "@demarche/workflows/languages"
import type { OwnItem } from "@demarche/workflows/ownItems"

/** A line of a document, with the ids of what it is about. */
export type WrittenLine = NonNullable<PlanWording["document"]>[number]

/** What lines are made of: the items of a plan, and what it says itself. */
interface LinedItems {
  activities: LinedActivity[]
  outputs: (LinedItem & { deliverables: (LinedText & { id: string })[] })[]
}
interface LinedPlan {
  background: string[]
  objectives: LinedPart[]
  tracks: LinedPart[]
}
interface LinedText {
  title: string
  text?: string | undefined
}
type LinedPart = LinedText & { id: string; parent?: string | undefined }
interface LinedItem {
  code: string
  title: string
}
type LinedActivity = LinedItem & {
  track: string | null
  own: OwnItem | null
  wording: { text?: string | undefined }
}

/**
 * The lines of a plan without a document: its title, background, objectives, its tracks with their activities, and its outputs with
 * their deliverables, as the file lists them; activities and outputs in the order of their ids, 2 before 10. Its adoption and its
 * amendments are no part of it.
 */
export function derivedLines(
  title: string,
  { background, objectives, tracks }: LinedPlan,
  { activities, outputs }: LinedItems,
): WrittenLine[] {
  const inOrder = activities.filter(({ own }) => own === null).toSorted(byCode)
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
export function besideLines(
  { activities, outputs }: { activities: LinedItem[]; outputs: LinedItem[] },
  shown: ReadonlySet<string>,
): WrittenLine[] {
  const left = [activities.toSorted(byCode), outputs.toSorted(byCode)].flat().filter(({ code }) => !shown.has(code))
  return left.map(({ code, title }) => bullet(code, title))
}

/** How far a bullet is moved in. */
export function indentOf({ is, level }: Omit<WrittenLine, "about">): string {
  return is === "bullet" ? "  ".repeat(level ?? 1) : ""
}

/** A line as Markdown; one that begins with `>` is escaped, so that no line of the document is taken for a quotation. */
export function markdownOf(line: Omit<WrittenLine, "about">): string {
  const { is, level, text } = line
  const indent = indentOf(line)
  const words = text.replace(/^((?:\s|[-+*]|\d{1,9}[.)])*)>/gm, "$1\\>").replaceAll("\n", `\n${indent}`)
  if (is === "bullet") return `${indent.slice(2)}- ${words}`
  if (is === "paragraph") return words
  return level === undefined ? `**${words}**` : `${"#".repeat(level)} ${words}`
}

const inNumbers = new Intl.Collator(usualLanguage, { numeric: true })
const byCode = (one: { code: string }, other: { code: string }) => inNumbers.compare(one.code, other.code)

const bullet = (code: string, text: string): WrittenLine => ({ is: "bullet", text, about: [code] })

function headed({ id, title, text }: LinedPart, level: number) {
  const heading: WrittenLine = { is: "heading", level, text: title, about: [id] }
  return text === undefined ? [heading] : [heading, { is: "paragraph" as const, text, about: [id] }]
}

function activityLines({ code, title, wording: { text } }: LinedActivity): WrittenLine[] {
  return text === undefined ? [bullet(code, title)] : [bullet(code, title), { is: "paragraph", text, about: [code] }]
}
