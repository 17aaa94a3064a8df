import type { ProblemError } from "@demarche/http/problem"
import { translate } from "@demarche/i18n"
import { isAbove, may } from "@demarche/workflows/offices"
import { Office } from "@demarche/workflows/terms"
import { mandateText, peopleNames } from "../names.ts"
import { type Page, type PageMaker, planPath } from "../page.ts"
import { Form } from "../signIn/signInForms.tsx"
import { href, type PlanVisit, planOf, type Visit } from "../visit.ts"
import { PersonFields, type TypedPerson } from "./personFields.tsx"
import { FormRefusal } from "./refusal.tsx"

/** Offices that a form does not give: two that no person holds, and one that must name a part of the plan. */
const given = Office.exclude(["clock", "system", "chair"]).options
/** In which of them whoever begins an installation may say that they are, the usual one first. */
const beginning: readonly Office[] = ["secretariat", "presidency", "coordinator"]

/** What came of the form that was sent before. */
export interface PersonSent {
  typed: TypedPerson
  problem?: ProblemError
  /** The address of an invitation, to be shown this once. */
  link?: string
  said?: "known" | "added"
}

/** The second and the third of the steps by which an installation is begun: the operator says who they are, that person invites. */
export const peoplePage: PageMaker = (visit, { plan = "" }) => peoplePageAfter(visit, plan)

/** The same after a form of it was sent. */
export async function peoplePageAfter(visit: Visit, id: string, sent?: PersonSent): Promise<Page> {
  const plan = await planOf(visit, id)
  const status = sent?.problem || sent?.said === "known" ? 422 : 200
  if (visit.visitor.operator) return { ...whoPage(visit, plan, sent), plan, status }
  const { by } = plan.reader
  if (!by || !may("plan", "addPerson", by.office)) return { ...closedToReader(visit), plan, status: 403 }
  const names = await peopleNames(visit.application, plan, () => true)
  const offices = given.filter((office) => !isAbove(office, by.office))
  return { ...invitePage(visit, plan, { names, offices, sent }), plan, status }
}

function closedToReader({ language }: Visit): Page {
  const title = translate(language, "start.invite.title")
  return {
    title,
    main: (
      <>
        <h1>{title}</h1>
        <p>{translate(language, "start.invite.forbidden")}</p>
      </>
    ),
  }
}

function whoPage(visit: Visit, plan: PlanVisit, sent: PersonSent | undefined): Page {
  const { language } = visit
  const title = translate(language, "start.who.title")
  return {
    title,
    main: (
      <>
        <h1>{title}</h1>
        <p class="hint">{translate(language, "start.step", { number: 2 })}</p>
        <WhatCame visit={visit} plan={plan} sent={sent} />
        <p>{translate(language, "start.who.lead")}</p>
        <Form visit={visit} action={`/start/${plan.id}`}>
          <PersonFields
            visit={visit}
            plan={plan}
            offices={beginning}
            typed={sent?.typed ?? {}}
            refused={sent?.problem !== undefined}
          />
          <button type="submit" class="main">
            {translate(language, "start.who.send")}
          </button>
        </Form>
      </>
    ),
  }
}

interface Inviting {
  names: ReadonlyMap<string, string>
  offices: readonly Office[]
  sent: PersonSent | undefined
}

function invitePage(visit: Visit, plan: PlanVisit, { names, offices, sent }: Inviting): Page {
  const { language, mails } = visit
  const title = translate(language, "start.invite.title")
  const refused = sent?.problem !== undefined || sent?.said === "known"
  return {
    title,
    main: (
      <>
        <h1>{title}</h1>
        <p class="hint">{translate(language, "start.step", { number: 3 })}</p>
        <WhatCame visit={visit} plan={plan} sent={sent} />
        <p>{translate(language, "start.invite.lead")}</p>
        <p>{translate(language, mails ? "start.invite.mails" : "start.invite.mailless")}</p>
        <Form visit={visit} action={`/start/${plan.id}/invite`}>
          <PersonFields
            visit={visit}
            plan={plan}
            offices={offices}
            typed={refused ? (sent?.typed ?? {}) : { office: "delegate" }}
            refused={refused}
          />
          <button type="submit" class="main">
            {translate(language, "start.invite.send")}
          </button>
        </Form>
        <h2>{translate(language, "start.invite.people")}</h2>
        <ul class="list">
          {plan.context.people.map((person) => (
            <li>
              <bdi>{names.get(person.id)}</bdi>{" "}
              <small>{person.offices.map((mandate) => mandateText(language, plan, mandate)).join(", ")}</small>
            </li>
          ))}
        </ul>
        <p class="acts">
          <a href={href(visit, planPath(plan.id))}>{translate(language, "start.invite.done")}</a>
        </p>
      </>
    ),
  }
}

function WhatCame({ visit, plan, sent }: { visit: Visit; plan: PlanVisit; sent: PersonSent | undefined }) {
  if (!sent) return <></>
  const { language, home } = visit
  const { typed, problem, link, said } = sent
  const name = typed.name ?? ""
  return (
    <>
      {problem && (
        <FormRefusal language={language} problem={problem} title={translate(language, "start.field.wrong")} />
      )}
      {said === "known" && (
        <p class="error" role="alert" id="refusal">
          {translate(language, "start.invite.known")}
        </p>
      )}
      {said === "added" && (
        <div class="banner" role="status">
          <p>{translate(language, "start.invite.added", { name })}</p>
          <pre>{`${home}${href({ language, query: {} }, "/sign-in", { to: planPath(plan.id) })}`}</pre>
        </div>
      )}
      {link !== undefined && (
        <div class="banner" role="status">
          <p>{translate(language, "start.invite.shown", { name })}</p>
          <pre>{link}</pre>
        </div>
      )}
    </>
  )
}
