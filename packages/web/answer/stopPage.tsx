import type { ActionLink } from "@demarche/application/answers/actionLink"
import { classesOf, unsubscribe } from "@demarche/application/answers/unsubscribe"
import { listText, translate, translateDynamic } from "@demarche/i18n"
import type { Page } from "../page.ts"
import type { PlanVisit, Visit } from "../visit.ts"
import { type SentAnswer, TickedForm } from "./answerForm.tsx"

/** The page of a link that stops letters, and that it has once its form was sent with the box ticked. */
export async function stopPage(
  { application, language, now }: Visit,
  plan: PlanVisit,
  link: ActionLink,
  sent: SentAnswer | undefined,
): Promise<Page> {
  const title = translate(language, "answer.unsubscribe")
  const ended = !link.until || link.until <= now
  if (sent?.ticked && !ended) await unsubscribe(application, link, sent.correlation)
  const classes = classesOf(link).flatMap((name) => translateDynamic(language, `answer.classes.${name}`) ?? [])
  return {
    title,
    plan,
    status: ended ? 410 : sent && !sent.ticked ? 422 : 200,
    main: (
      <>
        <h1>{title}</h1>
        {ended ? (
          <p>{translate(language, "answer.says.ended")}</p>
        ) : sent?.ticked ? (
          <p role="status">{translate(language, "answer.says.done")}</p>
        ) : (
          <>
            <p>{translate(language, "answer.will.unsubscribe", { class: listText(language, classes) })}</p>
            <TickedForm
              id="stop-ticked"
              button={title}
              wrong={sent !== undefined && translate(language, "answer.page.wrong.stop")}
            >
              {translate(language, "answer.page.stop")}
            </TickedForm>
          </>
        )}
      </>
    ),
  }
}
