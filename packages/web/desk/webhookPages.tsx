import { unauthenticated } from "@demarche/http/authentication"
import { ProblemError } from "@demarche/http/problem"
import type { WebhookReading } from "@demarche/http/responses"
import { webhookList } from "@demarche/http/webhookRoutes"
import { instantText, translate, translateDynamic } from "@demarche/i18n"
import type { StateName } from "@demarche/workflows/stateNames"
import { newFormKey } from "../decide/sentForm.ts"
import { type Page, type PageMaker, planPath, toOfficeHolder } from "../page.ts"
import { href, type PlanVisit, type Visit } from "../visit.ts"
import { LabelledFact } from "../written.tsx"
import { CallsMade } from "./deliveries.tsx"
import { DeskFormOf } from "./deskForm.tsx"
import type { AsSent } from "./keyForm.ts"
import { planOfWebhooks, type RefusedAct, registration, type WebhookAct, webhookActForm } from "./webhookForm.ts"
import { heardText, WebhookState, webhookAddress } from "./webhooks.tsx"

/** The form by which a program is registered that is called with what is recorded. */
export const newWebhookPage: PageMaker = async (visit, { plan = "" }) => {
  if (!visit.visitor.signedIn) throw unauthenticated("sign in to register a webhook")
  return newWebhookPageWith(visit, toOfficeHolder((await planOfWebhooks(visit, plan)).plan), { key: newFormKey() })
}

/** The same as it was sent, and why it was refused. */
export function newWebhookPageWith(visit: Visit, plan: PlanVisit, sent: AsSent): Page {
  const { language, past } = visit
  const title = translate(language, "transitions.register")
  return {
    ...{ title, plan, status: sent.refusal?.status ?? 200, records: true },
    main: (
      <>
        <h1>{title}</h1>
        <p>{translate(language, "desk.webhooks.lead")}</p>
        {past ? (
          <p>{translate(language, "frame.past.noActs")}</p>
        ) : (
          <DeskFormOf asked={registration(visit, plan, sent)} />
        )}
      </>
    ),
  }
}

/** Answers a registration, or a secret that was replaced: with the secret, which is shown this once. */
export function secretPage(visit: Visit, plan: PlanVisit, { id, secret }: { id: string; secret: string }): Page {
  const { language } = visit
  const title = translate(language, "desk.webhooks.secret")
  return {
    ...{ title, plan },
    main: (
      <>
        <h1>{title}</h1>
        <p role="status">{translate(language, "desk.webhooks.shown")}</p>
        <pre>{secret}</pre>
        <p class="acts">
          <a href={href(visit, webhookAddress(plan.id, id))}>{translate(language, "desk.webhooks.page")}</a>
          <a href={href(visit, planPath(plan.id, "desk"))}>{translate(language, "desk.back")}</a>
        </p>
      </>
    ),
  }
}

/** A webhook: where it leads, what it is called with, what can be done with it, and its calls. */
export const webhookPage: PageMaker = async (visit, { plan = "", webhook = "" }) => {
  if (!visit.visitor.signedIn) throw unauthenticated("sign in to see a webhook")
  return webhookPageWith(visit, toOfficeHolder((await planOfWebhooks(visit, plan)).plan), webhook)
}

/** The same with a form of it as it was sent. @throws ProblemError `unknown` where the plan has no such webhook; as `webhookList`. */
export async function webhookPageWith(visit: Visit, plan: PlanVisit, id: string, refused?: RefusedAct): Promise<Page> {
  const { application, language, past, visitor } = visit
  const claim = await visitor.claimIn(plan.id)
  const webhook = (await webhookList(application, claim, plan.id)).find((each) => each.id === id)
  if (!webhook) throw new ProblemError("unknown", `there is no webhook ${id}`)
  const { label, sees, since, rotated } = webhook
  const shown = (instant: string) => instantText(language, instant, plan.readerZone)
  const title = translate(language, "desk.webhooks.one", { label })
  return {
    ...{ title, plan, status: refused?.sent.refusal?.status ?? 200 },
    main: (
      <>
        <h1>
          <bdi>{title}</bdi>
        </h1>
        <dl class="facts">
          <LabelledFact label={translate(language, "decide.fields.of.register.url")}>
            <bdi>{webhook.url}</bdi>
          </LabelledFact>
          <LabelledFact label={translate(language, "decide.fields.of.register.types")}>
            {heardText(language, webhook)}
          </LabelledFact>
          <LabelledFact label={translate(language, "decide.fields.of.register.sees")}>
            {translateDynamic(language, `desk.webhooks.sees.${sees}`)}
          </LabelledFact>
          <LabelledFact label={translate(language, "desk.webhooks.state")}>
            <WebhookState language={language} of={webhook} /> <small>{shown(since)}</small>
          </LabelledFact>
          {rotated !== null && (
            <LabelledFact label={translate(language, "desk.webhooks.rotated")}>{shown(rotated)}</LabelledFact>
          )}
        </dl>
        {past ? (
          <p>{translate(language, "frame.past.noActs")}</p>
        ) : (
          await WebhookActs({ visit, plan, webhook, refused })
        )}
        {await CallsMade({ visit, plan, claim, webhook: id, refused })}
      </>
    ),
  }
}

/** Answers a form of a webhook's page that was sent signed out: what was typed waits in it. */
export async function signedOutActPage(
  visit: Visit,
  plan: PlanVisit,
  id: string,
  act: WebhookAct,
  sent: AsSent,
): Promise<Page> {
  const title = translateDynamic(visit.language, `transitions.${act}`)
  return {
    ...{ title, plan, status: 401 },
    main: (
      <>
        <h1>{title}</h1>
        <DeskFormOf asked={await webhookActForm(visit, plan, { id, act }, sent)} />
      </>
    ),
  }
}

/** The acts that a webhook's state leaves; those that ask for words, one click away. */
async function WebhookActs({
  visit,
  plan,
  webhook: { id, state },
  refused,
}: {
  visit: Visit
  plan: PlanVisit
  webhook: WebhookReading
  refused: RefusedAct | undefined
}) {
  const { language } = visit
  if (state === ("removed" satisfies StateName<"webhook">)) return <p>{translate(language, "desk.webhooks.removed")}</p>
  const called = state === ("active" satisfies StateName<"webhook">)
  const formOf = async (act: WebhookAct) => {
    const sent = refused?.act === act ? refused.sent : { key: newFormKey() }
    return { act, asked: await webhookActForm(visit, plan, { id, act }, sent) }
  }
  const [atOnce, asking] = await Promise.all([
    Promise.all((called ? (["rotateSecret"] as const) : (["enable", "rotateSecret"] as const)).map(formOf)),
    Promise.all((called ? (["change", "disable", "remove"] as const) : (["change", "remove"] as const)).map(formOf)),
  ])
  return (
    <>
      {atOnce.map(({ asked }) => (
        <DeskFormOf asked={asked} />
      ))}
      {asking.map(({ act, asked }) => (
        <details open={refused?.act === act}>
          <summary>{translateDynamic(language, `transitions.${act}`)}</summary>
          {act === "remove" && <p>{translate(language, "desk.webhooks.forGood")}</p>}
          <DeskFormOf asked={asked} />
        </details>
      ))}
    </>
  )
}
