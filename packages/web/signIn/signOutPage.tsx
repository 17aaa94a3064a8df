import { translate } from "@demarche/i18n"
import type { PageMaker } from "../page.ts"
import { href } from "../visit.ts"
import { Form } from "./signInForms.tsx"

/** Ends the session of this browser, or all sessions of its address. */
export const signOutPage: PageMaker = async (visit) => {
  const { language, visitor } = visit
  const title = translate(language, "signIn.outTitle")
  return {
    title,
    main: (
      <>
        <h1>{title}</h1>
        {visitor.signedIn ? (
          <Form visit={visit} action="/sign-out">
            <p>{translate(language, "signIn.says.leaves")}</p>
            <p class="acts">
              <button type="submit">{translate(language, "signIn.out")}</button>
              <button type="submit" name="everywhere" value="yes">
                {translate(language, "signIn.everywhere")}
              </button>
            </p>
          </Form>
        ) : (
          <>
            <p>{translate(language, "signIn.says.out")}</p>
            <p class="acts">
              <a href={href(visit, "/sign-in")}>{translate(language, "signIn.title")}</a>
            </p>
          </>
        )}
      </>
    ),
  }
}
