import type { WebhookReading } from "@demarche/http/responses"
import { webhookList } from "@demarche/http/webhookRoutes"
import { listText, translate, translateDynamic } from "@demarche/i18n"
import { may } from "@demarche/workflows/offices"
import type { StateName } from "@demarche/workflows/stateNames"
import { planPath } from "../page.ts"
import { href, type Visit } from "../visit.ts"
import type { Desk } from "./actLinks.tsx"
import { KeptBy } from "./keptBy.tsx"

/** The programs that are called with what is recorded, as they are today; for the secretariat, which keeps them. */
export async function DeskWebhooks({ visit, plan }: Desk) {
  const { application, visitor, language, past, letterKey } = visit
  const { by } = plan.reader
  const keeps = by !== undefined && may("webhook", "register", by.office)
  const webhooks = keeps && !past ? await webhookList(application, await visitor.claimIn(plan.id), plan.id) : []
  return (
    <section aria-labelledby="webhooks">
      <h2 id="webhooks">{translate(language, "desk.webhooks.title")}</h2>
      {!keeps && <KeptBy visit={visit} plan={plan} what="webhooks" />}
      {keeps && past && <p>{translate(language, "desk.webhooks.today")}</p>}
      {keeps && !past && webhooks.length === 0 && <p>{translate(language, "desk.webhooks.none")}</p>}
      <ul class="list">
        {webhooks.map((webhook) => (
          <li>
            <a href={href(visit, webhookAddress(plan.id, webhook.id))}>
              <bdi>{webhook.label}</bdi>
            </a>{" "}
            · <WebhookState language={language} of={webhook} />{" "}
            <small>
              <bdi>{webhook.url}</bdi> · {heardText(language, webhook)}
            </small>
          </li>
        ))}
      </ul>
      {keeps && !past && letterKey === undefined && <p>{translate(language, "desk.webhooks.off")}</p>}
      {keeps && !past && letterKey !== undefined && (
        <p class="acts">
          <a href={href(visit, webhookAddress(plan.id))}>{translate(language, "transitions.register")}</a>
        </p>
      )}
    </section>
  )
}

/** Where webhooks are registered or, with its id, where one is kept. */
export function webhookAddress(plan: string, id?: string): string {
  return `${planPath(plan, "desk")}/webhooks${id === undefined ? "" : `/${id}`}`
}

/** Whether it is called, and why not where it is not. */
export function WebhookState({ language, of: { state, why } }: { language: Visit["language"]; of: WebhookReading }) {
  const active = state === ("active" satisfies StateName<"webhook">)
  return (
    <span class={active ? "done" : "quiet"}>
      {translateDynamic(language, `states.${state}`)}
      {why !== null && (
        <>
          {": "}
          <bdi>{why}</bdi>
        </>
      )}
    </span>
  )
}

/** The events that it is called with. */
export function heardText(language: Visit["language"], { types }: Pick<WebhookReading, "types">): string {
  return types === null ? translate(language, "desk.webhooks.all") : listText(language, types)
}
