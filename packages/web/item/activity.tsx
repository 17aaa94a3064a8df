import { translate } from "@demarche/i18n"
import { PlanWords, TitledSection } from "../written.tsx"
import { MissingForNext, PossibleActs, possibleOn } from "./acts.tsx"
import { Consultations } from "./consultations.tsx"
import { Draft } from "./draft.tsx"
import { Links } from "./links.tsx"
import { ActivityMargin } from "./margin.tsx"
import { Objections } from "./objections.tsx"
import { Papers } from "./papers.tsx"
import type { ShownItem } from "./shownItem.ts"
import { Statements } from "./statements.tsx"
import { textsReader } from "./textsReader.ts"
import { WhoseTurn } from "./turn.tsx"
import { Wording } from "./wording.tsx"

/** What the page of an activity holds between its headline and its history. */
export async function ActivityMain(item: ShownItem<"activity">) {
  const { visit, plan, reading } = item
  const papers = reading.papers ?? []
  const texts = await textsReader(item)
  const transitions = await possibleOn(item)
  return (
    <>
      <WhoseTurn {...item} />
      {ActivityMargin(item)}
      {await Draft(item, texts)}
      {await Statements(item, texts)}
      {papers.length > 0 && <Papers language={visit.language} plan={plan} papers={papers} />}
      <MissingForNext item={item} transitions={transitions} />
      {await Consultations(item, texts)}
      {await Objections(item, texts)}
      <Covers {...item} />
      {await Links(item)}
      <PossibleActs item={item} transitions={transitions} />
      <Wording {...item} />
    </>
  )
}

/** The points that the text must cover, and which of them it does. */
function Covers({ visit: { language }, plan, reading: { covers } }: ShownItem<"activity">) {
  if (covers.length === 0) return <></>
  return (
    <TitledSection title={translate(language, "item.checks.covers")}>
      <ul class="list">
        {covers.map(({ point, ticked }) => (
          <li>
            <PlanWords lang={plan.lang}>{point}</PlanWords>{" "}
            <span class={ticked ? "done" : "waits"}>
              {ticked ? "✓" : "◔"} {translate(language, ticked ? "item.checks.ticked" : "item.checks.open")}
            </span>
          </li>
        ))}
      </ul>
    </TitledSection>
  )
}
