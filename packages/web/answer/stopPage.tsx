import type { ActionLink } from "@demarche/application/answers/actionLink"
import { classesOf, unsubscribe } from "@demarche/application/answers/unsubscribe"
import { listText, translate, translateDynamic } from "@demarche/i18n"
import type { Page } from "../page.ts"
import type { PlanVisit, Visit } from "../visit.ts"

/** The page of a link that stops letters; with a correlation id, once it has stopped them. */
export async function stopPage(
  { application, language, now }: Visit,
  plan: PlanVisit,
  link: ActionLink,
  correlation: string | undefined,
): Promise<Page> {
  const title = translate(language, "answer.unsubscribe")
  const ended = !link.until || link.until <= now
  if (correlation && !ended) await unsubscribe(application, link, correlation)
  const classes = classesOf(link).flatMap((name) => translateDynamic(language, `answer.classes.${name}`) ?? [])
  return {
    title,
    plan,
    status: ended ? 410 : 200,
    main: (
      <>
        <h1>{title}</h1>
        {ended ? (
          <p>{translate(language, "answer.says.ended")}</p>
        ) : correlation ? (
          <p role="status">{translate(language, "answer.says.done")}</p>
        ) : (
          <>
            <p>{translate(language, "answer.will.unsubscribe", { class: listText(language, classes) })}</p>
            <form method="post">
              <button type="submit" class="main">
                {title}
              </button>
            </form>
          </>
        )}
      </>
    ),
  }
}
