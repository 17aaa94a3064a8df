import { noticePage } from "@demarche/http/noticeRoutes"
import { ProblemError } from "@demarche/http/problem"
import { instantText, listText, translate, translateDynamic } from "@demarche/i18n"
import { may } from "@demarche/workflows/offices"
import type { StateName } from "@demarche/workflows/stateNames"
import { isReachable } from "@demarche/workplan"
import { mandateText, meetingText, peopleNames } from "../names.ts"
import { formAddress, isDeskOf, type PageMaker, planPath } from "../page.ts"
import { href, type PlanVisit, planOf, type Visit } from "../visit.ts"
import { PlanWords, TextBlock } from "../written.tsx"

/** How many letters of each kind the desk shows at the most. */
const LETTERS = 25

/** Where a plan is run from: its people, the plan itself, its meetings, its letters; each with the forms that change it. */
export const deskPage: PageMaker = async (visit, { plan: id = "" }) => {
  const plan = await planOf(visit, id)
  const { by } = plan.reader
  if (!by) throw new ProblemError(visit.visitor.signedIn ? "forbidden" : "unauthenticated")
  if (!isDeskOf(plan)) throw new ProblemError("forbidden")
  const names = await peopleNames(visit.application, plan, () => true)
  const desk = { visit, plan, names }
  const title = translate(visit.language, "desk.title")
  return {
    title,
    plan,
    section: "desk",
    main: (
      <>
        <h1>{title}</h1>
        <DeskPeople {...desk} />
        <PlanItself {...desk} />
        <Meetings {...desk} />
        {await DeskLetters(desk)}
      </>
    ),
  }
}

interface Desk {
  visit: Visit
  plan: PlanVisit
  names: ReadonlyMap<string, string>
}

/** The forms of those acts that their reader's office may take; none on a day of the past. */
function DeskActs({
  desk,
  acts,
  filled = {},
}: {
  desk: Desk
  acts: readonly string[]
  filled?: Record<string, string>
}) {
  const { visit, plan } = desk
  const office = plan.reader.by?.office
  const open = acts.filter((act) => office !== undefined && may(act === "submit" ? "request" : "plan", act, office))
  if (visit.past || open.length === 0) return <></>
  return (
    <p class="acts">
      {open.map((act) => (
        <a href={href(visit, formAddress(planPath(plan.id), act), filled)}>
          {translateDynamic(visit.language, `transitions.${act}`)}
        </a>
      ))}
    </p>
  )
}

/** Everybody whom the plan names: their offices, whether a letter reaches them, and what can be changed. */
function DeskPeople(desk: Desk) {
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
            <DeskActs
              desk={desk}
              acts={["updatePerson", "grantMandate", "endMandate", "endPerson"]}
              filled={{ person: person.id }}
            />
          </li>
        ))}
      </ul>
      <DeskActs desk={desk} acts={["addPerson"]} />
      {!visit.past && <a href={href(visit, `/start/${plan.id}`)}>{translate(language, "desk.invite")}</a>}
    </section>
  )
}

/** The plan's own state, and what takes it on. */
function PlanItself(desk: Desk) {
  const { visit, plan } = desk
  const { language } = visit
  return (
    <section aria-labelledby="plan">
      <h2 id="plan">{translate(language, "desk.plan")}</h2>
      <p>
        <PlanWords lang={plan.lang}>{plan.title}</PlanWords>
        {plan.state && `: ${translateDynamic(language, `states.${plan.state}`)}`}
      </p>
      <DeskActs desk={desk} acts={["adopt", "closeCycle", "submit"]} />
      <p class="acts">
        <a href={href(visit, `${planPath(plan.id)}/history`)}>{translate(language, "desk.history")}</a>
      </p>
    </section>
  )
}

function Meetings(desk: Desk) {
  const { visit, plan } = desk
  const { language } = visit
  return (
    <section aria-labelledby="meetings">
      <h2 id="meetings">{translate(language, "desk.meetings")}</h2>
      <ul class="list">
        {plan.context.meetings.map((meeting) => (
          <li>
            <PlanWords lang={plan.lang}>{meeting.title}</PlanWords>{" "}
            <small>{meetingText(language, meeting) ?? translate(language, "desk.noDate")}</small>
            <DeskActs desk={desk} acts={["moveMeeting"]} filled={{ meeting: meeting.id }} />
          </li>
        ))}
      </ul>
      <DeskActs desk={desk} acts={["addMeeting"]} />
    </section>
  )
}

/** The letters that failed, then those that wait to be sent, each with what it says where that is written already. */
async function DeskLetters({ visit, plan, names }: Desk) {
  const { application, language, past } = visit
  const lettersThat = async (status: StateName<"notice">) => {
    const { items } = await noticePage(application, { plan: plan.id, status, limit: LETTERS }, past, undefined)
    return items.toSorted((one, other) => (one.since < other.since ? 1 : -1))
  }
  const [failed, queued] = await Promise.all([lettersThat("failed"), lettersThat("queued")])
  const letters = [...failed, ...queued]
  return (
    <section aria-labelledby="letters">
      <h2 id="letters">{translate(language, "desk.letters")}</h2>
      {letters.length === 0 && <p>{translate(language, "desk.noLetters")}</p>}
      <ul class="list">
        {letters.map(({ status, since, recipient, why, letter }, place) => (
          <li>
            <span class={place < failed.length ? "late" : "quiet"}>
              {place < failed.length && "▲ "}
              {translateDynamic(language, `states.${status}`)}
            </span>{" "}
            {instantText(language, since, plan.readerZone)} · <bdi>{names.get(recipient) ?? recipient}</bdi>
            {why && ` · ${why}`}
            {letter && (
              <details>
                <summary>{translate(language, "desk.readLetter")}</summary>
                <TextBlock>{letter}</TextBlock>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
