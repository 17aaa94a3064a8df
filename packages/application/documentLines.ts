import type { Language, TitledEntry } from "@demarche/i18n"
import type { PlanWording } from "@demarche/workflows/document"
import { usualLanguage } from "@demarche/workflows/languages"
import type { OwnItem } from "@demarche/workflows/ownItems"

/** A line of a document, with the ids of what it is about, and its language where that is not the document's own. */
export type WrittenLine = NonNullable<PlanWording["document"]>[number] & { language?: Language | undefined }

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
interface LinedText extends TitledEntry {
  text?: string | undefined
}
type LinedPart = LinedText & { id: string; parent?: string | undefined }
interface LinedItem extends TitledEntry {
  code: string
}
type LinedActivity = LinedItem & {
  track: string | null
  own: OwnItem | null
  wording: { text?: string | undefined }
}

/**
 * The lines of a plan without a document, its titles in that language where it has them there: its title, background, objectives, its tracks with their activities, and its outputs with
 * their deliverables, as the file lists them; activities and outputs in the order of their ids, 2 before 10. Its adoption and its
 * amendments are no part of it.
 */
export function derivedLines(
  language: Language,
  plan: TitledEntry,
  { background, objectives, tracks }: LinedPlan,
  { activities, outputs }: LinedItems,
): WrittenLine[] {
  const linesOf = (activity: LinedActivity) => activityLines(language, activity)
  const inOrder = activities.filter(({ own }) => own === null).toSorted(byCode)
  return [
    { is: "heading", level: 1, ...titleLine(language, plan) },
    ...background.map((text): WrittenLine => ({ is: "paragraph", text })),
    ...objectives.flatMap((each) => headed(language, each, each.parent === undefined ? 2 : 3)),
    ...tracks.flatMap((track) => [
      ...headed(language, track, track.parent === undefined ? 2 : 3),
      ...inOrder.filter((each) => each.track === track.id).flatMap(linesOf),
    ]),
    ...inOrder.filter((each) => !tracks.some(({ id }) => id === each.track)).flatMap(linesOf),
    ...outputs
      .toSorted(byCode)
      .flatMap((output): WrittenLine[] => [
        { is: "heading", level: 2, ...titleLine(language, output), about: [output.code] },
        ...output.deliverables.map((each) =>
          bullet(each.id, each.text === undefined ? titleLine(language, each) : { text: each.text }),
        ),
      ]),
  ]
}

/** A line for each activity and output that is not shown yet: its title. */
export function besideLines(
  language: Language,
  { activities, outputs }: { activities: LinedItem[]; outputs: LinedItem[] },
  shown: ReadonlySet<string>,
): WrittenLine[] {
  const left = [activities.toSorted(byCode), outputs.toSorted(byCode)].flat().filter(({ code }) => !shown.has(code))
  return left.map((item) => bullet(item.code, titleLine(language, item)))
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

/** A title as a line says it, and in which language, where that is not the document's own. */
function titleLine(language: Language, { title, titles }: TitledEntry): Pick<WrittenLine, "text" | "language"> {
  const own = titles?.[language]
  return own === undefined ? { text: title } : { text: own, language }
}

const bullet = (code: string, said: ReturnType<typeof titleLine>): WrittenLine => ({
  is: "bullet",
  ...said,
  about: [code],
})

function headed(language: Language, part: LinedPart, level: number) {
  const { id, text } = part
  const heading: WrittenLine = { is: "heading", level, ...titleLine(language, part), about: [id] }
  return text === undefined ? [heading] : [heading, { is: "paragraph" as const, text, about: [id] }]
}

function activityLines(language: Language, activity: LinedActivity): WrittenLine[] {
  const { code, wording } = activity
  const { text } = wording
  const line = bullet(code, titleLine(language, activity))
  return text === undefined ? [line] : [line, { is: "paragraph", text, about: [code] }]
}
