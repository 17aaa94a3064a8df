import { rowAt } from "@demarche/engine"
import { codeOf, type Row } from "@demarche/event-store"
import { dueText, type Language, lineText, stateText, translate, translateDynamic, usualLanguage } from "@demarche/i18n"
import type { Due } from "@demarche/workflows/due"
import type { Proposed } from "@demarche/workflows/planCommands"
import type { Meeting } from "@demarche/workflows/terms"
import { bodyOf } from "@demarche/workplan"
import { type Application, stateMeans } from "./application.ts"
import { besideLines, derivedLines, indentOf, markdownOf, type WrittenLine } from "./documentLines.ts"

/** The text of a plan, and the language in which it is written. */
export interface PlanText {
  text: string
  language: Language
}

/**
 * The plan as the text that is adopted, as Markdown: the lines of its document or, where it has none, its titles; below each what it is
 * about and when that is due; then what no line is about, and its meetings. Where its items stand it does not say, but for what is dropped, so that it
 * changes with the plan alone. Undefined where there is no such plan.
 */
export async function planText(application: Application, plan: string): Promise<PlanText | undefined> {
  const head = await application.world.events.head(`plan:${plan}`)
  if (!head) return undefined
  const { fields, state } = bodyOf(await rowAt(application.projection, head), "plan")
  const [activities, outputs] = await Promise.all([
    application.views.list({ kind: "activity", scope: plan }),
    application.views.list({ kind: "output", scope: plan }),
  ])
  const language = fields.language ?? usualLanguage
  const dropped = ({ publicState, kind }: Items["activities"][number]) =>
    stateMeans(application, "activity", publicState, "dropped") &&
    stateText(language, { state: publicState ?? "", kind })
  const found = {
    activities: activities
      .map(activityOf)
      .filter(isOfPlan)
      .map((each) => ({ ...each, end: dropped(each) || undefined })),
    outputs: outputs.map(outputOf),
  }
  return { language, text: written(language, fields, state.context.meetings, found) }
}

interface Items {
  activities: (ReturnType<typeof activityOf> & { end?: string | undefined })[]
  outputs: ReturnType<typeof outputOf>[]
}

function activityOf(row: Row) {
  const { fields, state, publicState } = bodyOf(row, "activity")
  const { title, track = null, wording = {}, own = null, outsideBaseline } = fields
  const { kind, due } = state.context
  return { code: codeOf(row.stream), title, track, wording, own, outsideBaseline, kind, due, publicState }
}

function outputOf(row: Row) {
  const { fields, state } = bodyOf(row, "output")
  return { code: codeOf(row.stream), title: fields.title, deliverables: fields.deliverables, due: state.context.due }
}

/** What a request or a placeholder has brought along, and the plan itself, is no part of what is adopted. */
function isOfPlan({ own, outsideBaseline }: ReturnType<typeof activityOf>): boolean {
  return own === null && outsideBaseline === undefined
}

function written(language: Language, fields: Proposed, meetings: Meeting[], items: Items): string {
  const { document = [], background = [], objectives, tracks } = fields
  const said = {
    background,
    objectives: worded(objectives, fields.objectiveWording),
    tracks: worded(tracks, fields.trackWording),
  }
  const lines = document.length > 0 ? document : derivedLines(language, { title: fields.title }, said, items)
  const shown = new Set(lines.flatMap(({ about = [] }) => about))
  const beside = besideLines(language, items, shown)
  const notes = new Map([
    ...items.activities.map(
      ({ code, kind, due, end }) => [code, note(language, `kinds.${kind}`, code, due, end)] as const,
    ),
    ...items.outputs.map(({ code, due }) => [code, note(language, "wording.document.is.output", code, due)] as const),
  ])
  const pieceOf = (line: WrittenLine) =>
    [
      markdownOf(line),
      ...(line.about ?? []).flatMap((code) => notes.get(code) ?? []).map((each) => `${indentOf(line)}> ${each}`),
    ].join("\n")
  return [
    ...lines.map(pieceOf),
    ...(beside.length > 0 ? [`> ${translate(language, "wording.document.beside")}`, ...beside.map(pieceOf)] : []),
    ...(meetings.length > 0 ? [`> ${translate(language, "wording.document.meetings")}`] : []),
    ...meetings.map(({ title, from, to, month }) =>
      markdownOf({ is: "bullet", text: lineText([title, daysOf(from, to) ?? month]) }),
    ),
  ].join("\n\n")
}

function daysOf(from: string | undefined, to: string | undefined): string | undefined {
  return from && (to === undefined || to === from ? from : `${from}/${to}`)
}

function note(language: Language, kind: string, code: string, due: Due | null, end?: string): string {
  const on = due && translate(language, "due.on", { date: dueText(language, due) })
  return lineText([`**${code}**`, translateDynamic(language, kind), on, end])
}

function worded<T extends { id: string }>(entries: T[], wording: { id: string; text?: string | undefined }[] = []) {
  const texts = new Map(wording.map(({ id, text }) => [id, text]))
  return entries.map((entry) => ({ ...entry, text: texts.get(entry.id) }))
}
