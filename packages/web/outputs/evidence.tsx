import { dueText, lineText, translate } from "@demarche/i18n"
import { codeIn } from "@demarche/workflows/terms"
import { itemPath } from "../page.ts"
import { href, type PlanVisit, type Visit } from "../visit.ts"
import { TitleWords } from "../written.tsx"
import type { PromisedOutput } from "./groups.ts"

type ShownDeliverable = PromisedOutput["deliverables"][number]

interface OnDeliverable {
  visit: Visit
  plan: PlanVisit
  deliverable: ShownDeliverable
}

/** What an output promises: how much there is of how much, and what shows it. */
export function EvidenceShown({ visit, plan, deliverable }: OnDeliverable) {
  const { language } = visit
  const { fulfilled, due, evidence, indicators } = deliverable
  return (
    <>
      <TitleWords language={language} plan={plan} of={deliverable} />
      <p>
        <span class="quiet">{lineText([ruleText(visit, deliverable), due && dueText(language, due)])}</span>{" "}
        <small class={fulfilled ? "done" : due?.overdue ? "late" : undefined}>
          {fulfilled
            ? `✓ ${translate(language, "outputs.evidence.fulfilled")}`
            : due?.overdue
              ? `▲ ${translate(language, "home.overdue")}`
              : `◌ ${translate(language, "outputs.evidence.lacking")}`}
        </small>
      </p>
      {evidence.length + indicators.length > 0 && (
        <ul>
          {evidence.map((each) => (
            <li>
              <EvidenceSource visit={visit} plan={plan} evidence={each} />
            </li>
          ))}
          {indicators.map(({ current, target, unit, ...indicator }) => (
            <li>
              <TitleWords language={language} plan={plan} of={indicator} />
              {": "}
              {translate(language, "outputs.evidence.indicator", {
                current: current === null ? undefined : [String(current), unit].filter(Boolean).join(" "),
                target,
              })}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** How much evidence there is, against how much the plan asks for, and what an assessment has found. */
function ruleText({ language }: Visit, { min, max, evidence, assessed, met }: ShownDeliverable): string {
  const count = evidence.filter(({ until }) => until === null).length
  const counts = { count, min, max }
  const key = max === null ? "atLeast" : max === min ? "exactly" : "between"
  const counted = min > 0 || count > 0 ? translate(language, `outputs.evidence.${key}`, counts) : ""
  return [counted, assessed ? translate(language, "outputs.evidence.assessed", { met }) : ""].filter(Boolean).join(", ")
}

interface Linked {
  visit: Visit
  plan: PlanVisit
  evidence: ShownDeliverable["evidence"][number]
}

/** An item by its code, or a document by its title and place. */
function EvidenceSource({ visit, plan, evidence: { source, place, alternative, until } }: Linked) {
  const code = source.startsWith(`${plan.id}.`) ? source.slice(plan.id.length + 1) : source
  const pending = until && translate(visit.language, "outputs.evidence.pending", { item: codeIn(until) })
  return (
    <>
      {place === null && /^[a-z0-9-]+$/.test(code) ? (
        <a href={href(visit, itemPath(`${plan.id}.${code}`))}>{code}</a>
      ) : (
        <bdi>{source}</bdi>
      )}
      {[place, alternative].map(
        (each) =>
          each && (
            <>
              {" · "}
              <bdi>{each}</bdi>
            </>
          ),
      )}
      {pending && <span class="waits"> ◔ {pending}</span>}
    </>
  )
}
