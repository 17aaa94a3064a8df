import { type Language, translate } from "@demarche/i18n"
import { TextBlock } from "../written.tsx"
import type { TextChange } from "./changes.ts"

/** A text with what was added to it and deleted from it, said as well as shown. */
export function MarkedText({
  language,
  lang,
  changes,
}: {
  language: Language
  lang: string | undefined
  changes: readonly TextChange[]
}) {
  const heard = (key: "inserted" | "deleted" | "end") => (
    <span class="unseen" lang={language}>
      {" "}
      [{translate(language, `item.draft.${key}`)}]{" "}
    </span>
  )
  return (
    <TextBlock lang={lang}>
      {changes.map(({ is, text }) => {
        if (is === "same") return text
        const Marked = is === "inserted" ? "ins" : "del"
        return (
          <Marked>
            {heard(is)}
            {text}
            {heard("end")}
          </Marked>
        )
      })}
    </TextBlock>
  )
}
