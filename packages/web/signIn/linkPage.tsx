import { readNamed } from "@demarche/application/sessions/sessions"
import { translate } from "@demarche/i18n"
import type { Page, PageMaker } from "../page.ts"
import { href, type Visit } from "../visit.ts"
import { CodeForm, Form, OwnDevice } from "./signInForms.tsx"

/**
 * The target of the link in a letter with a code. Opening it changes nothing: in the browser that asked it has the button that
 * signs in, elsewhere it asks for the code, since mail scanners open links and send forms.
 */
export const linkPage: PageMaker = (visit, { token = "" }) => linkPageAfter(visit, token, false)

/** The same; `wrong` after a code that opened nothing. */
export async function linkPageAfter(visit: Visit, token: string, wrong: boolean): Promise<Page> {
  const { language, entrance } = visit
  const { sessions, asked } = entrance
  const link = readNamed(token)
  const first = link !== undefined && sessions?.isOperators(link) === true
  const here = !wrong && sessions && link && (await sessions.opensHere(link, asked))
  const action = `/sign-in/link/${encodeURIComponent(token)}`
  const title = translate(language, first ? "signIn.firstTitle" : "signIn.linkTitle")
  return {
    title,
    status: !sessions ? 403 : wrong ? 422 : 200,
    main: (
      <>
        <h1>{title}</h1>
        {!sessions ? (
          <p>{translate(language, "signIn.says.insecure")}</p>
        ) : first ? (
          <FirstLink visit={visit} action={action} opens={here === true} />
        ) : here ? (
          <Form visit={visit} action={action}>
            <p>{translate(language, "signIn.says.here")}</p>
            <OwnDevice visit={visit} />
            <button type="submit">{translate(language, "signIn.enter")}</button>
          </Form>
        ) : (
          <>
            <p>{translate(language, "signIn.says.elsewhere")}</p>
            <CodeForm visit={visit} action={action} wrong={wrong} />
            <p class="acts">
              <a href={href(visit, "/sign-in", { again: "yes" })}>{translate(language, "signIn.another")}</a>
            </p>
          </>
        )}
      </>
    ),
  }
}

/**
 * The link by which whoever runs an installation comes in to begin it. It opens in any browser, and where it does not, no code does
 * instead.
 */
function FirstLink({ visit, action, opens }: { visit: Visit; action: string; opens: boolean }) {
  const { language } = visit
  return opens ? (
    <Form visit={visit} action={action}>
      <p>{translate(language, "signIn.says.first")}</p>
      <button type="submit">{translate(language, "signIn.begin")}</button>
    </Form>
  ) : (
    <p>{translate(language, "signIn.says.ended")}</p>
  )
}
