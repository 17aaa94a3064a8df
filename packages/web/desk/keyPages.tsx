import { unauthenticated } from "@demarche/http/authentication"
import { keysOfPlan } from "@demarche/http/keysOfPlan"
import { ProblemError } from "@demarche/http/problem"
import { translate } from "@demarche/i18n"
import { newFormKey } from "../decide/sentForm.ts"
import { peopleNames } from "../names.ts"
import { type Page, type PageMaker, planPath, toOfficeHolder } from "../page.ts"
import { href, type PlanVisit, type Visit } from "../visit.ts"
import { DeskFormOf } from "./deskForm.tsx"
import { type AsSent, keyForm, planOfKeys, revocationForm } from "./keyForm.ts"
import { isInForce, KeyLine, keyAddress } from "./keys.tsx"

/** The form by which a program is given a key. */
export const newKeyPage: PageMaker = async (visit, { plan = "" }) => {
  if (!visit.visitor.signedIn) throw unauthenticated("sign in to make a key")
  return newKeyPageWith(visit, toOfficeHolder(await planOfKeys(visit, plan)), { key: newFormKey() })
}

/** The same as it was sent, and why it was refused. */
export function newKeyPageWith(visit: Visit, plan: PlanVisit, sent: AsSent): Page {
  const { language, past } = visit
  const title = translate(language, "transitions.addKey")
  return {
    ...{ title, plan, status: sent.refusal?.status ?? 200, records: true },
    main: (
      <>
        <h1>{title}</h1>
        <p>{translate(language, "desk.keys.lead")}</p>
        {past ? <p>{translate(language, "frame.past.noActs")}</p> : <DeskFormOf asked={keyForm(visit, plan, sent)} />}
      </>
    ),
  }
}

/** Answers the form: with the key, which is shown this once, or that the form has made one already. */
export function madeKeyPage(visit: Visit, plan: PlanVisit, { id, key }: { id: string; key?: string }): Page {
  const { language } = visit
  const title = translate(language, "desk.keys.ready")
  return {
    ...{ title, plan },
    main: (
      <>
        <h1>{title}</h1>
        {key === undefined ? (
          <p role="status">{translate(language, "desk.keys.already")}</p>
        ) : (
          <>
            <p role="status">{translate(language, "desk.keys.shown")}</p>
            <pre>{key}</pre>
          </>
        )}
        <p class="acts">
          <a href={href(visit, planPath(plan.id, "desk"))}>{translate(language, "desk.back")}</a>
          <a href={href(visit, keyAddress(plan.id, id))}>{translate(language, "transitions.revokeKey")}</a>
        </p>
      </>
    ),
  }
}

/** A key, and the form by which it is revoked. */
export const keyPage: PageMaker = async (visit, { plan = "", key = "" }) => {
  if (!visit.visitor.signedIn) throw unauthenticated("sign in to revoke a key")
  return keyPageWith(visit, toOfficeHolder(await planOfKeys(visit, plan)), key, { key: newFormKey() })
}

/** The same as it was sent, and why it was refused. @throws ProblemError `unknown` where the plan has no such key. */
export async function keyPageWith(visit: Visit, plan: PlanVisit, id: string, sent: AsSent): Promise<Page> {
  const { application, language, past } = visit
  const known = plan.reader.by !== undefined
  const asked = { keys: plan.keys.filter((each) => each === id), reader: plan.reader, past }
  const [key] = known ? await keysOfPlan(application, asked) : []
  if (known && !key) throw new ProblemError("unknown", `there is no key ${id}`)
  const names = await peopleNames(application, plan, (person) => person === key?.person)
  const title = translate(language, "transitions.revokeKey")
  return {
    ...{ title, plan, status: sent.refusal?.status ?? 200 },
    main: (
      <>
        <h1>{title}</h1>
        {key && (
          <p>
            <KeyLine desk={{ visit, plan }} names={names} of={key} />
          </p>
        )}
        {past && <p>{translate(language, "frame.past.noActs")}</p>}
        {!past && key && !isInForce(key) && <p>{translate(language, "desk.keys.over")}</p>}
        {!past && (!key || isInForce(key)) && <DeskFormOf asked={revocationForm(visit, plan, id, sent)} />}
      </>
    ),
  }
}
