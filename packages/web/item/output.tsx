import { calledIn, translate } from "@demarche/i18n"
import type { Readings } from "@demarche/workplan"
import { DueDate, LabelledFact, PlanWords, TitledSection, TitleWords } from "../written.tsx"
import { MissingForNext, PossibleActs, possibleOn } from "./acts.tsx"
import { LinkTarget } from "./links.tsx"
import { Margin } from "./margin.tsx"
import type { ShownItem } from "./shownItem.ts"
import { WhoseTurn } from "./turn.tsx"
import { DeliverableWording, Wording } from "./wording.tsx"

/** What the page of an output holds between its headline and its history: each deliverable with what shows it. */
export async function OutputMain(item: ShownItem<"output">) {
  const { visit, plan, reading, names } = item
  const { language } = visit
  const { ownerSuggested, ownerAssumed, owner, objectives, deliverables } = reading
  const named = new Map(plan.fields.objectives.map((objective) => [objective.id, objective]))
  const transitions = await possibleOn(item)
  return (
    <>
      <WhoseTurn {...item} />
      <Margin item={item}>
        {owner !== "nobody" && (
          <LabelledFact label={translate(language, "item.margin.owner")}>
            {names.nameOf(ownerSuggested ?? owner)}
            {ownerSuggested
              ? ` [${translate(language, "wording.inferred")}]`
              : ownerAssumed && ` (${translate(language, "item.margin.assumed")})`}
          </LabelledFact>
        )}
        {objectives.length > 0 && (
          <LabelledFact label={translate(language, "item.margin.objectives")}>
            {objectives.map((id) => (
              <div>
                <TitleWords language={language} plan={plan} of={named.get(id) ?? { title: id }} />
              </div>
            ))}
          </LabelledFact>
        )}
      </Margin>
      <TitledSection title={translate(language, "item.deliverables.title")}>
        {deliverables.map((each) => (
          <DeliverableProgress item={item} deliverable={each} />
        ))}
      </TitledSection>
      <MissingForNext item={item} transitions={transitions} />
      <PossibleActs item={item} transitions={transitions} />
      <Wording {...item} />
    </>
  )
}

type DeliverableShown = Readings["output"]["deliverables"][number]

/** A deliverable: how far it has come by its rule, its evidence and its indicators, and what the document says of it. */
function DeliverableProgress({ item, deliverable }: { item: ShownItem<"output">; deliverable: DeliverableShown }) {
  const { visit, plan } = item
  const { language } = visit
  const { id, fulfilled, min, evidence, assessed, met, indicators, due } = deliverable
  const counted = evidence.filter(({ until }) => until === null).length
  return (
    <section>
      <h3>
        {id} <TitleWords language={language} plan={plan} of={deliverable} />
      </h3>
      <p>
        <span class={fulfilled ? "done" : "waits"}>
          {fulfilled ? "✓" : "◔"} {translate(language, `item.deliverables.${fulfilled ? "fulfilled" : "lacking"}`)}
        </span>
        {" · "}
        {translate(language, "item.deliverables.count", { have: counted, min })}
        {assessed &&
          ` · ${translate(language, "item.deliverables.assessed")} – ${translate(language, `item.deliverables.${metWord(met)}`)}`}
        {due && (
          <>
            {" · "}
            <DueDate language={language} due={due} />
          </>
        )}
      </p>
      <EvidenceList item={item} evidence={evidence} />
      {indicators.length > 0 && (
        <>
          <h4>{translate(language, "item.deliverables.indicators")}</h4>
          <ul>
            {indicators.map(({ met, titles, ...indicator }) => (
              <li lang={plan.lang}>
                <span lang={language}>{met ? "✓" : "◔"}</span>{" "}
                {translate(language, "item.deliverables.indicator", {
                  ...indicator,
                  title: calledIn(language, { ...indicator, titles }),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      <DeliverableWording visit={visit} plan={plan} deliverable={deliverable} />
    </section>
  )
}

function metWord(met: boolean | null): "met" | "unmet" | "unassessed" {
  return met === null ? "unassessed" : met ? "met" : "unmet"
}

function EvidenceList({ item, evidence }: { item: ShownItem<"output">; evidence: DeliverableShown["evidence"] }) {
  const { visit, plan } = item
  const { language } = visit
  if (evidence.length === 0) return <p>{translate(language, "item.deliverables.noEvidence")}</p>
  return (
    <>
      <h4>{translate(language, "item.deliverables.evidence")}</h4>
      <ul class="list">
        {evidence.map(({ source, place, alternative, until }) => (
          <li>
            {place === null ? <LinkTarget item={item} target={source} /> : <bdi>{source}</bdi>}
            {place !== null && (
              <>
                {" – "}
                <DocumentPlace place={place} />
              </>
            )}
            {alternative && (
              <>
                {" · "}
                <PlanWords lang={plan.lang}>{alternative}</PlanWords>
              </>
            )}
            {until && (
              <span class="waits">
                {" "}
                ◔ {translate(language, "item.deliverables.until", { item: item.names.nameOf(until) })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Where a document is to be found: a link, where it is an address of the web. */
function DocumentPlace({ place }: { place: string }) {
  return /^https?:\/\//i.test(place) ? (
    <a href={place} rel="noreferrer">
      <bdi>{place}</bdi>
    </a>
  ) : (
    <bdi>{place}</bdi>
  )
}
