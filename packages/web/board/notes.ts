import { calledIn, type Language, listText, translate } from "@demarche/i18n"
import { dueInferred } from "@demarche/workplan"
import { untilText } from "../names.ts"
import type { PlanVisit, Visit } from "../visit.ts"
import type { ListedActivity } from "./activities.ts"

/** A word about an activity, with the shape before it and the style that colours both. */
export interface Note {
  text: string
  shape: "▲" | "◔" | "●" | "◌"
  tone?: "late" | "waits"
}

/** What is to be noted of an activity beside its state, the urgent first. */
export function notesOf({ language }: Visit, plan: PlanVisit, activity: ListedActivity): Note[] {
  const { due, objections, silence, consultations, waitingFor, modality, outsideBaseline } = activity
  const round = consultations.find(({ closed }) => !closed)
  const what = listText(
    language,
    waitingFor.map(({ target }) => targetText(language, plan, target)),
  )
  const notes: (Note | false)[] = [
    due?.overdue === true && { text: translate(language, "home.overdue"), shape: "▲", tone: "late" },
    objections.open > 0 && {
      ...{ text: translate(language, "board.notes.objections", { count: objections.open }) },
      ...{ shape: "▲", tone: "late" },
    },
    silence !== null && {
      text: translate(language, "board.notes.silence", { deadline: untilText(language, plan, silence.until) }),
      shape: "●",
    },
    round !== undefined && {
      text: translate(language, "board.notes.consultation", { deadline: untilText(language, plan, round.closes) }),
      shape: "●",
    },
    waitingFor.length > 0 && { text: translate(language, "board.notes.waits", { what }), shape: "◔", tone: "waits" },
    modality === "notTakenUp" && { text: translate(language, "due.notTakenUp"), shape: "◌" },
    outsideBaseline && { text: translate(language, "board.notes.outside"), shape: "◌" },
    dueInferred(activity) && { text: translate(language, "board.notes.inferred"), shape: "◌" },
  ]
  return notes.filter((note) => note !== false)
}

/** What is waited for by name: a party, a meeting, an item by its code, else in the plan's own words. */
function targetText(language: Language, { id, fields, context }: PlanVisit, target: string): string {
  const named = [...fields.parties, ...context.meetings].find((each) => each.id === target)
  if (named) return calledIn(language, named)
  return target.startsWith(`${id}.`) ? target.slice(id.length + 1) : target
}
