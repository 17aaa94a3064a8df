import { listText, translate } from "@demarche/i18n"
import { dayOf, isReachable, type Recipient } from "@demarche/workplan"
import { mandateText } from "../names.ts"
import { href } from "../visit.ts"
import { ActLinks, type Desk } from "./actLinks.tsx"
import { closedText } from "./closedDays.ts"

/** Everybody whom the plan names: their offices, whether a letter reaches them, and what can be changed. */
export function DeskPeople(desk: Desk) {
  const { visit, plan, names } = desk
  const { language } = visit
  return (
    <section aria-labelledby="people">
      <h2 id="people">{translate(language, "desk.people")}</h2>
      <ul class="list">
        {plan.context.people.map((person) => (
          <li>
            <bdi>{names.get(person.id)}</bdi>{" "}
            <small>
              {listText(
                language,
                person.offices.map((mandate) => mandateText(language, plan, mandate)),
              )}
            </small>
            {!isReachable(person) && (
              <span class="late">
                {" "}
                ▲ {translate(language, person.address === undefined ? "desk.noAddress" : "desk.failedAddress")}
              </span>
            )}
            <StoodInFor desk={desk} person={person} />
            <ActLinks
              desk={desk}
              acts={["updatePerson", "grantMandate", "endMandate", "endPerson"]}
              filled={{ person: person.id }}
            />
          </li>
        ))}
      </ul>
      <ActLinks desk={desk} acts={["addPerson"]} />
      {!visit.past && <a href={href(visit, `/start/${plan.id}`)}>{translate(language, "desk.invite")}</a>}
    </section>
  )
}

/** Who stands in for somebody, and when they are away: from today on. */
function StoodInFor({ desk: { visit, plan, names }, person }: { desk: Desk; person: Recipient }) {
  const { language, past } = visit
  const today = dayOf(past?.asOf ?? visit.now, plan.zone)
  const { deputy, vacation = [] } = person
  const away = vacation.filter(({ to }) => to >= today).map((each) => closedText(language, each))
  return (
    <small>
      {deputy !== undefined && (
        <>
          {" · "}
          <bdi>{translate(language, "desk.deputy", { name: names.get(deputy) ?? deputy })}</bdi>
        </>
      )}
      {away.length > 0 && ` · ${translate(language, "desk.away", { days: listText(language, away) })}`}
    </small>
  )
}
