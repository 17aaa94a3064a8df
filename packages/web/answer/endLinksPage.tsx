import type { ActionLink } from "@demarche/application/answers/actionLink"
import { areLinksEnded, endLinks } from "@demarche/application/answers/endLinks"
import { translate } from "@demarche/i18n"
import type { Page } from "../page.ts"
import type { PlanVisit, Visit } from "../visit.ts"
import { type SentAnswer, TickedForm } from "./answerForm.tsx"

/** The page of a link that ends the links of a letter, and that they have ended once its form was sent with the box ticked. */
export async function endLinksPage(
  { application, language }: Visit,
  plan: PlanVisit,
  link: ActionLink,
  sent: SentAnswer | undefined,
): Promise<Page> {
  const title = translate(language, "letters.links.endLinks")
  if (sent?.ticked) await endLinks(application, link, sent.correlation)
  const ended = await areLinksEnded(application, { ...link, notice: link.on })
  return {
    title,
    plan,
    status: sent && !ended ? 422 : 200,
    main: (
      <>
        <h1>{title}</h1>
        {ended ? (
          <p role="status">{translate(language, "answer.says.linksEnded")}</p>
        ) : (
          <>
            <p>{translate(language, "answer.will.endLinks")}</p>
            <TickedForm
              id="end-ticked"
              button={title}
              wrong={sent !== undefined && translate(language, "answer.page.wrong.end")}
            >
              {translate(language, "answer.page.end")}
            </TickedForm>
          </>
        )}
      </>
    ),
  }
}
