import { calledIn, dueText, type Language, stateText, translate, translateDynamic } from "@demarche/i18n"
import type { ActivityDetails, ActivityShown } from "./contract.ts"
import { paint } from "./io.ts"
import { nameIn } from "./names.ts"
import { type Cell, table } from "./table.ts"
import type { Session } from "./transport.ts"

type ShownTransition = ActivityShown["transitions"][number]

/** One line per activity: code, title, state, holder, due date. */
export function activityTable(
  { io, language }: Session,
  items: ActivityDetails[],
  names: ReadonlyMap<string, string>,
): string[] {
  const { bold, red, dim } = paint(io, "out")
  const rows = items.map((item): Cell[] => [
    { text: item.code, paint: bold },
    { text: calledIn(language, item) },
    { text: stateText(language, item) },
    { text: nameIn(language, names, item.holder), paint: dim },
    { text: dueLine(language, item), ...(item.due?.overdue && { paint: red }) },
  ])
  return table(rows, 1, io.columns)
}

/** "Q1 2026, Overdue". */
export function dueLine(language: Language, { due }: Pick<ActivityDetails, "due">): string {
  return due?.overdue ? `${dueText(language, due)}, ${translate(language, "due.overdue")}` : dueText(language, due)
}

/** Transitions that the state and the office allow and a rule blocks; the rule's sentence says what to do. */
export function blocked(transitions: ShownTransition[]): ShownTransition[] {
  return transitions.filter(
    ({ failing }) => failing.length > 0 && !failing.some(({ code }) => code === "NOT_NOW" || code === "OFFICE"),
  )
}

/** Transitions blocked only by the caller's office. */
export function notYours(transitions: ShownTransition[]): ShownTransition[] {
  return transitions.filter(
    ({ failing }) => failing.some(({ code }) => code === "OFFICE") && !failing.some(({ code }) => code === "NOT_NOW"),
  )
}

/** "Record agreement (agree): The approval policy is not met…". */
export function blockedLines({ language }: Session, { transitions }: ActivityShown): string[] {
  return blocked(transitions).flatMap(({ name, failing }) =>
    failing.map(({ sentence }) => `${translateDynamic(language, `transitions.${name}`)} (${name}): ${sentence}`),
  )
}
