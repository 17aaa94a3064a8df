import { dueText, stateText, translate, translateDynamic } from "@demarche/i18n"
import { whoText } from "../names.ts"
import { itemPath } from "../page.ts"
import { href, type PlanVisit, type Visit } from "../visit.ts"
import { TitleWords } from "../written.tsx"
import { daysInState, type ListedActivity } from "./activities.ts"
import { type Note, notesOf } from "./notes.ts"

interface Carded {
  visit: Visit
  plan: PlanVisit
  activity: ListedActivity
}

/** An activity on the board: what it is, whose turn, when it is due, for how long it has stood there, and what is to be noted. */
export function Card({ visit, plan, activity }: Carded) {
  const { language } = visit
  const { id, code, state, turn, due } = activity
  const notes = notesOf(visit, plan, activity)
  const stands = stateText(language, activity)
  const facts = [
    stands === translateDynamic(language, `states.${state}`) ? "" : stands,
    turn ? translate(language, "board.turn", { who: whoText(language, plan, turn.holder) }) : "",
    due ? translate(language, "due.on", { date: dueText(language, due) }) : dueText(language, due),
    translate(language, "board.days", { days: daysInState(visit, plan, activity) }),
  ]
  return (
    <>
      <a href={href(visit, itemPath(id))}>{code}</a> <TitleWords language={language} plan={plan} of={activity} />
      <p class="quiet">{facts.filter(Boolean).join(" · ")}</p>
      {notes.length > 0 && <Notes notes={notes} />}
    </>
  )
}

/** Each note with its shape and word, in a line. */
export function Notes({ notes }: { notes: Note[] }) {
  return (
    <ul class="notes">
      {notes.map(({ tone, shape, text }) => (
        <li class={tone}>
          {shape} <bdi>{text}</bdi>
        </li>
      ))}
    </ul>
  )
}
