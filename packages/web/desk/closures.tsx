import { translate } from "@demarche/i18n"
import { dayOf } from "@demarche/workplan"
import { planPath } from "../page.ts"
import { href } from "../visit.ts"
import type { Desk } from "./actLinks.tsx"
import { type ClosedDays, closedText, spansOfDays } from "./closedDays.ts"

/** The days on which the secretariat is closed: those to come, and one click away those that have passed. */
export function Closures({ visit, plan, open }: Desk) {
  const { language, past } = visit
  const today = dayOf(past?.asOf ?? visit.now, plan.zone)
  const spans = spansOfDays(plan.context.closures)
  const [ahead, over] = [spans.filter(({ to }) => to >= today), spans.filter(({ to }) => to < today)]
  const listed = (those: readonly ClosedDays[]) => those.map((each) => <li>{closedText(language, each)}</li>)
  return (
    <section aria-labelledby="closures">
      <h2 id="closures">{translate(language, "desk.closures.title")}</h2>
      {ahead.length === 0 && <p>{translate(language, "desk.closures.none")}</p>}
      <ul class="list">{listed(ahead)}</ul>
      {over.length > 0 && (
        <details>
          <summary>{translate(language, "desk.closures.over")}</summary>
          <ul class="plain">{listed(over)}</ul>
        </details>
      )}
      {open.has("amend") && (
        <p class="acts">
          <a href={href(visit, `${planPath(plan.id, "desk")}/closures`)}>
            {translate(language, "desk.closures.change")}
          </a>
        </p>
      )}
    </section>
  )
}
