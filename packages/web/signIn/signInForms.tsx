import { translate } from "@demarche/i18n"
import type { Child } from "hono/jsx"
import { sentAddress } from "../sending/sentAddress.ts"
import type { Visit } from "../visit.ts"

/** A form that changes something, at an address of ours below the language; it keeps where its reader wants to go. With `files` it sends files. */
export function Form({
  visit,
  action,
  files = false,
  children,
}: {
  visit: Pick<Visit, "language" | "path" | "visitor" | "query">
  action: string
  files?: boolean
  children?: Child
}) {
  const { language, path, visitor, query } = visit
  return (
    <form
      method="post"
      action={`/${language}${sentAddress(path, action)}`}
      enctype={files ? "multipart/form-data" : undefined}
    >
      {visitor.formToken && <input type="hidden" name="token" value={visitor.formToken} />}
      {query.to && <input type="hidden" name="to" value={query.to} />}
      {children}
    </form>
  )
}

/** Asks for the code of a letter; `wrong` says that the one before opened nothing. */
export function CodeForm({ visit, action, wrong }: { visit: Visit; action: string; wrong: boolean }) {
  const { language } = visit
  return (
    <Form visit={visit} action={action}>
      {wrong && (
        <p class="error" role="alert" id="wrong">
          {translate(language, "signIn.says.wrong")}
        </p>
      )}
      <p class="field">
        <label for="code">{translate(language, "signIn.code")}</label>
        <br />
        <input
          id="code"
          name="code"
          required
          autocomplete="one-time-code"
          autocapitalize="characters"
          inputmode="text"
          spellcheck={false}
          maxlength={40}
          aria-invalid={wrong ? "true" : undefined}
          aria-describedby={wrong ? "wrong" : undefined}
        />
      </p>
      <OwnDevice visit={visit} />
      <button type="submit">{translate(language, "signIn.enter")}</button>
    </Form>
  )
}

/** Asks whether the device is the reader's own. */
export function OwnDevice({ visit: { language } }: { visit: Pick<Visit, "language"> }) {
  return (
    <p class="field">
      <input id="own" name="own" type="checkbox" value="yes" />{" "}
      <label for="own">{translate(language, "signIn.own")}</label>
    </p>
  )
}
