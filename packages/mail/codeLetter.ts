import { type Language, translate } from "@demarche/i18n"
import { greetingOf, type Letter } from "./letter.ts"
import { page } from "./letterHtml.tsx"
import { plainText } from "./plainText.ts"
import type { Sheet } from "./sheet.ts"

/** A code to sign in with, the absolute URL of the page that takes it, where that is, and who reads: nobody by name, where several do. */
interface CodeToSend {
  code: string
  url: string
  reader: { name: string | undefined; language: Language }
  home: string
}

/** The letter with a code to sign in. It says whom it concerns and nothing of any plan, so that it tells a stranger nothing. */
export function codeLetter({ code, url, reader: { name, language }, home }: CodeToSend): Letter {
  const { host } = new URL(home)
  const grouped = `${code.slice(0, 4)}-${code.slice(4)}`
  const heading = translate(language, "signIn.heading")
  const sheet: Sheet = {
    language,
    subject: heading,
    plan: { text: host },
    heading,
    greeting: greetingOf({ language, ...(name && { name }) }),
    body: [
      { is: "paragraph", text: translate(language, "signIn.says.letter", { home: host }) },
      { is: "facts", facts: [{ label: translate(language, "signIn.letterCode"), value: grouped }] },
      { is: "link", link: { label: translate(language, "signIn.letterLink"), url } },
    ],
    signature: [],
    foot: [{ is: "paragraph", text: translate(language, "signIn.says.beware") }],
  }
  return { subject: sheet.subject, text: plainText(sheet), html: page(sheet) }
}
