import { translate } from "@demarche/i18n"
import type { Child } from "hono/jsx"
import type { Visit } from "../visit.ts"
import { SENDING_ADDRESS } from "./script.ts"

/** The button that records what its form holds, and the line in which the script says that no page has come; `where`, what shows whether it was recorded. */
export function SendingButton({
  visit: { language },
  where,
  main,
  name,
  value,
  children,
}: {
  visit: Visit
  where: string
  main: boolean
  name?: string
  value?: string
  children?: Child
}) {
  return (
    <>
      <button
        type="submit"
        class={main ? "main" : undefined}
        name={name}
        value={value}
        data-sending={translate(language, "decide.sending")}
        data-late={translate(language, "decide.late")}
        data-look={translate(language, "decide.look")}
        data-where={where}
      >
        {children}
      </button>
      <span role="status" data-line />
    </>
  )
}

/** Loads the script of the button. */
export function SendingScript() {
  return <script src={SENDING_ADDRESS} defer />
}
