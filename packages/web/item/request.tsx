import { textOfItem } from "@demarche/http/itemTexts"
import { dayText, translate } from "@demarche/i18n"
import { LabelledFact, ReadText } from "../written.tsx"
import { MissingForNext, PossibleActs, possibleOn } from "./acts.tsx"
import { LinkTarget } from "./links.tsx"
import { Margin } from "./margin.tsx"
import type { ShownItem } from "./shownItem.ts"
import { WhoseTurn } from "./turn.tsx"

/** What the page of a Presidency request holds between its headline and its history. */
export async function RequestMain(item: ShownItem<"request">) {
  const { visit, plan, reading } = item
  const { language, application } = visit
  const { neededBy, activity, details } = reading
  const text =
    details === null ? undefined : await textOfItem(application, `request:${reading.id}`, details, plan.reader)
  const transitions = await possibleOn(item)
  return (
    <>
      <WhoseTurn {...item} />
      <Margin item={item}>
        {neededBy && (
          <LabelledFact label={translate(language, "item.margin.neededBy")}>{dayText(language, neededBy)}</LabelledFact>
        )}
        {activity && (
          <LabelledFact label={translate(language, "item.links.activity")}>
            <LinkTarget item={item} target={activity} />
          </LabelledFact>
        )}
      </Margin>
      {details !== null && <ReadText language={language} text={text} />}
      <MissingForNext item={item} transitions={transitions} />
      <PossibleActs item={item} transitions={transitions} />
    </>
  )
}
