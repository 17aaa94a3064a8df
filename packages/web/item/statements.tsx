import { lineText, translate } from "@demarche/i18n"
import { ReadText, TitledSection } from "../written.tsx"
import type { ShownItem } from "./shownItem.ts"
import type { TextsReader } from "./textsReader.ts"

/** The statements on an activity's drafts, to those who may know: whose they are, of which kind, and what they say. */
export async function Statements({ visit: { language }, reading, names }: ShownItem<"activity">, texts: TextsReader) {
  const made = reading.statements ?? []
  if (made.length === 0) return <></>
  const shown = await Promise.all(made.map(async (each) => ({ ...each, said: await texts.text(each.text) })))
  return (
    <TitledSection title={translate(language, "item.statements.title")}>
      {shown.map(({ as, party, draft, made, said }) => (
        <>
          <h3>
            {translate(language, "item.statements.one", {
              as,
              party: party === null ? undefined : names.nameOf(party),
            })}
          </h3>
          <p class="quiet">
            {lineText(
              [
                draft !== null && translate(language, "item.objections.to", { draft }),
                translate(language, "wording.document.number", { number: made }),
              ],
              ", ",
            )}
          </p>
          <ReadText language={language} text={said} />
        </>
      ))}
    </TitledSection>
  )
}
