import { stateMeans } from "@demarche/application/application"
import type { AnyClaim } from "@demarche/http/authentication"
import { valid } from "@demarche/http/requestBody"
import type { DeliveryReading } from "@demarche/http/responses"
import { DeliveryQuery, deliveryPage } from "@demarche/http/webhookRoutes"
import { instantText, translate, translateDynamic } from "@demarche/i18n"
import type { StateName } from "@demarche/workflows/stateNames"
import { codeIn } from "@demarche/workflows/terms"
import { newFormKey } from "../decide/sentForm.ts"
import { itemPath, planHistoryPath } from "../page.ts"
import { Form } from "../signIn/signInForms.tsx"
import { href, type PlanVisit, type Visit } from "../visit.ts"
import { DeskFormSays } from "./deskForm.tsx"
import type { RefusedAct } from "./webhookForm.ts"
import { webhookAddress } from "./webhooks.tsx"

interface ShownDeliveries {
  visit: Visit
  plan: PlanVisit
  claim: AnyClaim | undefined
  /** The webhook that is called. */
  webhook: string
  refused: RefusedAct | undefined
}

/** The calls of a webhook, the newest first: about what, when, and what came of it. */
export async function CallsMade({ visit, plan, claim, webhook, refused }: ShownDeliveries) {
  const { application, language, query, past } = visit
  const asked = valid(DeliveryQuery, { plan: plan.id, webhook, next: query.next })
  const { items, next } = await deliveryPage(application, claim, asked)
  const sentences = refused?.act === "redeliver" ? (refused.sent.refusal?.sentences ?? []) : []
  return (
    <section aria-labelledby="calls">
      <h2 id="calls">{translate(language, "desk.webhooks.calls")}</h2>
      {sentences.map((each) => (
        <p class="error" role="alert">
          {each}
        </p>
      ))}
      {items.length === 0 && <p>{translate(language, "desk.webhooks.noCalls")}</p>}
      <ul class="list">
        {items.map((call) => (
          <li>
            <DeliveryLine visit={visit} plan={plan} call={call} />
            {!past && isMissed(visit, call) && (
              <Form visit={{ ...visit, query: {} }} action={`${webhookAddress(plan.id, webhook)}/calls/${call.id}`}>
                <DeskFormSays asked={{ plan, key: newFormKey() }} />
                <button type="submit">{translate(language, "transitions.redeliver")}</button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {next !== null && (
        <p class="acts">
          <a href={href(visit, webhookAddress(plan.id, webhook), { next })}>
            {translate(language, "desk.webhooks.older")}
          </a>
        </p>
      )}
    </section>
  )
}

/** Whether a call was made and its receiver did not take it. */
function isMissed({ application }: Visit, { status }: DeliveryReading): boolean {
  const isFailed = status === ("failed" satisfies StateName<"delivery">)
  return isFailed || stateMeans(application, "delivery", status, "dropped")
}

function DeliveryLine({ visit, plan, call }: { visit: Visit; plan: PlanVisit; call: DeliveryReading }) {
  const { language } = visit
  const { about, status, since, attempts, said, notBefore } = call
  const shown = (instant: string) => instantText(language, instant, plan.readerZone)
  return (
    <>
      <span class={isMissed(visit, call) ? "late" : "quiet"}>
        {isMissed(visit, call) && "▲ "}
        {translateDynamic(language, `states.${status}`)}
      </span>{" "}
      {shown(since)} · <CalledWith visit={visit} plan={plan} about={about} />{" "}
      <small>
        {translate(language, "desk.webhooks.attempts", { count: attempts })}
        {said !== null && (
          <>
            {" · "}
            <bdi>{said}</bdi>
          </>
        )}
        {notBefore !== null && ` · ${translate(language, "desk.webhooks.next", { instant: shown(notBefore) })}`}
      </small>
    </>
  )
}

/** The entry of the record with which it was called: a link where that has a page. */
function CalledWith({ visit, plan, about }: { visit: Visit; plan: PlanVisit; about: string }) {
  const [, kind = "", id = about, version = ""] = about.match(/^(\w+):(.+)@(\d+)$/) ?? []
  const number = translate(visit.language, "item.history.numberOf", { code: codeIn(id), number: version })
  if (kind === "webhook") return <>{number}</>
  const path = kind === "plan" ? planHistoryPath(plan.id, Number(version)) : itemPath(id, Number(version))
  return <a href={href(visit, path)}>{number}</a>
}
