import { officeText, translate } from "@demarche/i18n"
import { procedureOf } from "@demarche/workplan"
import type { PageMaker } from "../page.ts"

/** Who may come in: in the demonstration, everybody whom its plans name, by a click. */
export const signInPage: PageMaker = async ({ application, language, demo }) => {
  const plans = demo ? await application.views.list({ kind: "plan" }) : []
  const contexts = await Promise.all(plans.map(async ({ scope }) => (await application.planSnapshot(scope)).context))
  const title = translate(language, "frame.signIn")
  return {
    title,
    main: (
      <>
        <h1>{title}</h1>
        {contexts.map((context) => (
          <form method="post" action="/api/demo/sign-in" class="acts">
            <h2>{translate(language, "home.actAs")}</h2>
            {context.people.flatMap(({ id, offices }) =>
              [...new Set(offices.map(({ office }) => office))].map((office) => (
                <button type="submit" name="as" value={`${id}:${office}`}>
                  {id} <small>{officeText(language, office, procedureOf(context).offices)}</small>
                </button>
              )),
            )}
          </form>
        ))}
      </>
    ),
  }
}
