import type { ImportReading } from "@demarche/http/responses"
import { type Language, translate } from "@demarche/i18n"

/** A sentence in which what stands between backticks is code, as messages about files have it. */
export function CodeText({ text }: { text: string }) {
  const parts = text.split("`")
  if (parts.length % 2 === 0) return <>{text}</>
  return <>{parts.map((part, nth) => (nth % 2 === 0 ? part : <code>{part}</code>))}</>
}

/** What an import was refused for: the rules, and the places of its file. */
export function ImportFaults({
  language,
  reading: { failing, errors },
}: {
  language: Language
  reading: Pick<ImportReading, "failing" | "errors">
}) {
  const colon = translate(language, "marks.colon")
  return (
    <ul class="error">
      {failing.map(({ sentence, fields = [] }) => (
        <li>{[...fields, sentence].join(colon)}</li>
      ))}
      {errors.map(({ path, message }) => (
        <li>
          {path}
          {colon}
          <CodeText text={message} />
        </li>
      ))}
    </ul>
  )
}
