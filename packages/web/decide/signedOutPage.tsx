import { translate } from "@demarche/i18n"
import type { Page } from "../page.ts"
import { Form } from "../signIn/signInForms.tsx"
import { href } from "../visit.ts"
import { Carried, type DecisionForm, Hidden } from "./decisionForm.tsx"
import { ownName } from "./formFields.ts"

/** Answers a form whose sender is signed in no more, or in another office: what was typed waits on this page, and nowhere else. */
export function signedOutPage(asked: DecisionForm): Page {
  const { visit, plan, back, path } = asked.decision
  const { language, visitor } = visit
  const title = translate(language, "decide.signedOut.title")
  const entrance = visitor.signedIn ? `/plans/${plan.id}/as` : "/sign-in"
  return {
    title,
    plan,
    status: 401,
    main: (
      <>
        <h1>{title}</h1>
        <p role="alert">{translate(language, "decide.signedOut.text")}</p>
        <p>
          <a href={href(visit, entrance, { to: back })} target="_blank" rel="noopener">
            {translate(language, visitor.signedIn ? "decide.signedOut.actAs" : "decide.signedOut.signIn")}
          </a>
        </p>
        <Form visit={{ ...visit, query: {} }} action={path} files>
          <Hidden asked={asked} />
          <Carried asked={asked} />
          <button type="submit" class="main" name={ownName("step")} value="check">
            {translate(language, "decide.signedOut.goOn")}
          </button>
        </Form>
      </>
    ),
  }
}
