import { lineText, listText, translate, translateDynamic } from "@demarche/i18n"
import { ReadText, TitledSection } from "../written.tsx"
import type { ShownItem } from "./shownItem.ts"
import type { TextsReader } from "./textsReader.ts"

/** The objections to an activity's drafts: to those who may know, whose they are and what they say; to others, how many. */
export async function Objections({ visit: { language }, reading, names }: ShownItem<"activity">, texts: TextsReader) {
  const { open, total, late, raised } = reading.objections
  const asking = reading.moreTime ?? []
  if (total + late + asking.length === 0) return <></>
  const shown = await Promise.all((raised ?? []).map(async (each) => ({ ...each, said: await texts.text(each.text) })))
  return (
    <TitledSection title={translate(language, "item.objections.title")}>
      {total > 0 && <p>{translate(language, "item.objections.counted", { total, open })}</p>}
      {late > 0 && <p>{translate(language, "item.objections.late", { late })}</p>}
      {asking.length > 0 && (
        <p>
          <span class="waits">
            ◔ {translate(language, "item.objections.moreTime", { who: listText(language, asking.map(names.nameOf)) })}
          </span>
        </p>
      )}
      {shown.toReversed().map(({ objection, party, draft, paragraphs, status, said }) => (
        <>
          <h3>
            {translate(language, "item.objections.one", {
              number: objection,
              party: party === null ? undefined : names.nameOf(party),
            })}
          </h3>
          <p>
            {lineText(
              [
                translate(language, "item.objections.to", { draft }),
                paragraphs.length > 0 &&
                  translate(language, "item.objections.paragraphs", { paragraphs: lineText(paragraphs, ", ") }),
              ],
              ", ",
            )}{" "}
            <span class={status === "open" ? "waits" : "done"}>
              {status === "open" ? "◔" : "✓"} {translateDynamic(language, `item.objections.status.${status}`)}
            </span>
          </p>
          <ReadText language={language} text={said} />
        </>
      ))}
    </TitledSection>
  )
}
