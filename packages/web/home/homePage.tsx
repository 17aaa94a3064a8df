import { readMine } from "@demarche/http/mine"
import { dayText, listText, officeText, titleText, translate, translateDynamic } from "@demarche/i18n"
import { steering } from "@demarche/workflows/commandList"
import { may } from "@demarche/workflows/offices"
import { adoptionCode } from "@demarche/workflows/ownItems"
import type { StateName } from "@demarche/workflows/stateNames"
import { openOnPlan } from "../decide/possibleOnPlan.ts"
import { deskOf } from "../desk/actLinks.tsx"
import { Meetings } from "../desk/meetings.tsx"
import { PlanItself } from "../desk/planItself.tsx"
import { formAddress, isDeskOf, itemPath, type Page, type PageMaker, planPath, sectionsOf } from "../page.ts"
import { href, planOf } from "../visit.ts"
import { PlanWords } from "../written.tsx"
import { ChangesSeen } from "./changes.tsx"
import { Dates } from "./dates.tsx"
import { type Home, homeOf, nameIn } from "./reader.ts"
import { Headline, Invitations, Tasks, Waits } from "./tasks.tsx"
import { UnreachedSection } from "./unreached.tsx"

/** What needs its reader, by the offices that they hold; to who holds none, the plan in short. */
export const homePage: PageMaker = async (visit, { plan: id = "" }) => {
  const { application, visitor, past, marks } = visit
  const plan = await planOf(visit, id)
  const mine = await readMine(application, id, { claim: await visitor.claimIn(id), past, marks })
  const home = await homeOf(visit, plan, mine)
  return mine.person === null ? briefPage(home) : needsPage(home)
}

async function needsPage(home: Home): Promise<Page> {
  const { visit, plan, mine } = home
  const { language } = visit
  const title = translate(language, "mine.title")
  return {
    title,
    plan,
    section: "home",
    main: (
      <>
        <h1>{title}</h1>
        <Headline home={home} />
        <Adoption home={home} />
        <Absences home={home} />
        {mine.mandates.every(({ office }) => office === "auditor") && (
          <p>{translate(language, "mine.reading.auditor")}</p>
        )}
        <Tasks home={home} />
        {await Submission({ home })}
        <Waits home={home} />
        <Invitations home={home} />
        <Dates home={home} />
        {await Steering({ home })}
        <ChangesSeen home={home} />
        <UnreachedSection home={home} />
        <section aria-labelledby="calendar">
          <h2 id="calendar">{translate(language, "mine.calendar.title")}</h2>
          <p>
            {translate(language, "mine.calendar.lead")}{" "}
            <a href={href(visit, `/plans/${plan.id}/calendar`)}>{translate(language, "mine.calendar.how")}</a>
          </p>
        </section>
      </>
    ),
  }
}

/** Who may adopt a plan that waits for it, where that is not the reader's to do. */
function Adoption({ home: { visit, plan, mine } }: { home: Home }) {
  const { language } = visit
  const isProposed = plan.state === ("proposed" satisfies StateName<"plan">)
  if (!isProposed || mine.tasks.some(({ asked }) => asked === "adopt")) return <></>
  const { adoption } = plan.procedure
  const called = titleText(language, adoption?.title) ?? translate(language, "wording.own.adoption")
  if (adoption)
    return (
      <p class="banner">
        {translate(language, "mine.adoptedOnPath")}{" "}
        <a href={href(visit, itemPath(`${plan.id}.${adoptionCode}`))}>{called}</a>
      </p>
    )
  const offices = steering.map((office) => officeText(language, office, plan.procedure.offices))
  return <p class="banner">{translate(language, "mine.proposed", { offices: listText(language, offices) })}</p>
}

/** The way to the form of a request, for those who submit them. */
async function Submission({ home: { visit, plan } }: { home: Home }) {
  if (!(await openOnPlan(visit, plan)).has("submit")) return <></>
  return (
    <p class="acts">
      <a href={href(visit, formAddress(planPath(plan.id), "submit"))}>
        {translateDynamic(visit.language, "transitions.submit")}
      </a>
    </p>
  )
}

/** The plan and its meetings, for those who steer it and have no desk to do that from. */
async function Steering({ home: { visit, plan } }: { home: Home }) {
  const { by } = plan.reader
  if (!by || isDeskOf(plan) || !may("plan", "moveMeeting", by.office)) return <></>
  const desk = await deskOf(visit, plan)
  return (
    <>
      <PlanItself {...desk} />
      <Meetings {...desk} />
    </>
  )
}

/** Until when the reader is away, and for whom they stand in. */
function Absences({ home }: { home: Home }) {
  const { visit, mine } = home
  const { language } = visit
  const { away, standsInFor } = mine
  return (
    <>
      {away && (
        <p class="banner">
          {translate(language, "mine.away", {
            day: dayText(language, away.until),
            deputy: away.deputy ? nameIn(home, away.deputy) : undefined,
          })}
        </p>
      )}
      {standsInFor.map(({ person, until }) => (
        <p class="banner">
          {translate(language, "mine.standsIn", { person: nameIn(home, person), day: dayText(language, until) })}
        </p>
      ))}
    </>
  )
}

/** The plan in short: what it is, how it stands, what comes. */
function briefPage(home: Home): Page {
  const { visit, plan, mine } = home
  const { language, visitor } = visit
  const { cycle, state } = mine.plan
  return {
    title: translate(language, "frame.sections.home"),
    plan,
    section: "home",
    main: (
      <>
        <h1>
          <PlanWords lang={plan.titleLang}>{plan.title}</PlanWords>
        </h1>
        <p>
          {translate(language, "mine.brief.cycle", { cycle })}
          {state &&
            ` · ${translate(language, "mine.brief.state", { state: translateDynamic(language, `states.${state}`) })}`}
        </p>
        {visitor.signedIn ? (
          <p>
            {translate(language, "mine.reading.none", {
              office: officeText(language, "secretariat", plan.procedure.offices),
            })}
          </p>
        ) : (
          <p>
            <a class="main" href={href(visit, "/sign-in", { to: visit.path })}>
              {translate(language, "frame.signIn")}
            </a>{" "}
            {translate(language, "mine.reading.public")}
          </p>
        )}
        <Dates home={home} />
        <nav aria-label={translate(language, "mine.brief.more")}>
          <ul class="plain">
            {sectionsOf(plan)
              .filter((section) => section !== "home")
              .map((section) => (
                <li>
                  <a href={href(visit, planPath(plan.id, section))}>
                    {translate(language, `frame.sections.${section}`)}
                  </a>
                </li>
              ))}
          </ul>
        </nav>
      </>
    ),
  }
}
