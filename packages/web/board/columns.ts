import { calledIn, dueText, stateText, type TitledEntry, translate } from "@demarche/i18n"
import { whoText } from "../names.ts"
import type { PlanVisit, Visit } from "../visit.ts"
import { daysInState, type ListedActivity } from "./activities.ts"
import { notesOf } from "./notes.ts"

/** A column of the list: page and files say the same in it. */
interface Column {
  name: "code" | "title" | "state" | "turn" | "due" | "days" | "track" | "notes"
  /** How wide it is in a file, in characters. */
  width: number
  says: (visit: Visit, plan: PlanVisit, activity: ListedActivity) => string
  /** Of a title, what it is the title of. */
  titled?: (plan: PlanVisit, activity: ListedActivity) => TitledEntry | undefined
}

export const columns: readonly Column[] = [
  { name: "code", width: 12, says: (_, __, { code }) => code },
  {
    name: "title",
    width: 60,
    says: ({ language }, _, activity) => calledIn(language, activity),
    titled: (_, activity) => activity,
  },
  { name: "state", width: 28, says: ({ language }, _, activity) => stateText(language, activity) },
  {
    name: "turn",
    width: 24,
    says: ({ language }, plan, { turn }) => (turn ? whoText(language, plan, turn.holder) : ""),
  },
  { name: "due", width: 20, says: ({ language }, _, { due }) => dueText(language, due) },
  {
    name: "days",
    width: 16,
    says: (visit, plan, each) => translate(visit.language, "board.days", { days: daysInState(visit, plan, each) }),
  },
  {
    name: "track",
    width: 40,
    says: ({ language }, plan, { track }) => calledIn(language, trackOf(plan, track) ?? { title: "" }),
    titled: (plan, { track }) => trackOf(plan, track),
  },
  {
    name: "notes",
    width: 40,
    says: (visit, plan, each) =>
      notesOf(visit, plan, each)
        .map(({ text }) => text)
        .join(translate(visit.language, "marks.semicolon")),
  },
]

function trackOf({ fields }: PlanVisit, track: string | null) {
  return fields.tracks.find(({ id }) => id === track)
}
