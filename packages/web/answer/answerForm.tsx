import type { ActionLink } from "@demarche/application/answers/actionLink"
import { type Language, translate, translateDynamic } from "@demarche/i18n"

/** Asks for what the act of a link needs, above the one button that does it. */
export function AnswerForm({
  language,
  link: { does },
  attribution,
}: {
  language: Language
  link: ActionLink
  attribution: string | undefined
}) {
  return (
    <>
      {attribution && <p>{attribution}</p>}
      <form method="post">
        {does !== "support" && does !== "comment" && (
          <p class="field">
            <label for="paragraphs">{translate(language, "answer.paragraphs")}</label>
            <br />
            <input id="paragraphs" name="paragraphs" maxlength={200} />
          </p>
        )}
        {does !== "support" && (
          <p class="field">
            <label for="text">{translate(language, "answer.text")}</label>
            <br />
            <textarea id="text" name="text" rows={8} required maxlength={40_000} />
          </p>
        )}
        <button type="submit" class="main">
          {translateDynamic(language, `transitions.${does}`)}
        </button>
      </form>
    </>
  )
}
