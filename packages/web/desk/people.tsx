import { listText, translate } from "@demarche/i18n"
import { dayOf, isReachable, type Recipient } from "@demarche/workplan"
import { mandateText, peopleNames } from "../names.ts"
import { nthNamed } from "../nth.ts"
import { planPath } from "../page.ts"
import { href } from "../visit.ts"
import { ActLinks, type Desk } from "./actLinks.tsx"
import { closedText } from "./closedDays.ts"

/** How many people the desk shows at once. */
const PEOPLE = 50

/**
 * The people whom the plan names: their offices, whether a letter reaches them, and what can be changed. `?people=` is the place
 * of the first who is shown. @throws ProblemError `invalid` where it is no such place.
 */
export async function DeskPeople(desk: Desk) {
  const { visit, plan } = desk
  const { language } = visit
  const { people } = plan.context
  const first = nthNamed("people", "person", visit.query.people, people.length) ?? 1
  const shown = people.slice(first - 1, first - 1 + PEOPLE)
  const named = new Set(shown.flatMap(({ id, deputy }) => [id, ...(deputy === undefined ? [] : [deputy])]))
  const names = await peopleNames(visit.application, plan, (id) => named.has(id))
  return (
    <section aria-labelledby="people">
      <h2 id="people">{translate(language, "desk.people")}</h2>
      <ul class="list">
        {shown.map((person) => (
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
            <StoodInFor desk={desk} names={names} person={person} />
            <ActLinks
              desk={desk}
              acts={["updatePerson", "grantMandate", "endMandate", "endPerson"]}
              filled={{ person: person.id }}
            />
          </li>
        ))}
      </ul>
      {shown.length < people.length && <OtherPeople desk={desk} first={first} />}
      <ActLinks desk={desk} acts={["addPerson"]} />
      {desk.open.has("addPerson") && (
        <a href={href(visit, `/start/${plan.id}`)}>{translate(language, "desk.invite")}</a>
      )}
    </section>
  )
}

/** Which of the people are shown, and the way to those before and after them. */
function OtherPeople({ desk: { visit, plan }, first }: { desk: Desk; first: number }) {
  const { language } = visit
  const all = plan.context.people.length
  const last = Math.min(first - 1 + PEOPLE, all)
  const to = (people: number) => `${href(visit, planPath(plan.id, "desk"), { people })}#people`
  return (
    <p class="acts">
      <span>{translate(language, "desk.peopleShown", { first, last, all })}</span>
      {first > 1 && <a href={to(Math.max(1, first - PEOPLE))}>{translate(language, "desk.peopleBefore")}</a>}
      {last < all && <a href={to(last + 1)}>{translate(language, "desk.peopleAfter")}</a>}
    </p>
  )
}

/** Who stands in for somebody, and when they are away: from today on. */
function StoodInFor({
  desk: { visit, plan },
  names,
  person,
}: {
  desk: Desk
  names: ReadonlyMap<string, string>
  person: Recipient
}) {
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
