import {
  instantDayText,
  lineText,
  listText,
  periodText,
  ruleText,
  stateText,
  stepText,
  titleText,
  translate,
} from "@demarche/i18n"
import { dueInferred, type ItemKind, type Readings } from "@demarche/workplan"
import type { Child } from "hono/jsx"
import { untilText } from "../names.ts"
import { itemPath } from "../page.ts"
import { href } from "../visit.ts"
import { DueDate, LabelledFact, PlanWords } from "../written.tsx"
import type { ShownItem } from "./shownItem.ts"

/** The margin of an item: state, date and number, with what stands beside them for its kind. */
export function Margin<K extends ItemKind>({ item, children }: { item: ShownItem<K>; children?: Child }) {
  const { visit, plan, reading, names } = item
  const { language } = visit
  const { since, code } = reading
  const due = "due" in reading ? reading.due : null
  const inferred = "annotations" in reading && dueInferred(reading)
  const { version } = item.standing.commit
  return (
    <aside aria-label={translate(language, "item.margin.title")}>
      <dl class="facts">
        <LabelledFact label={translate(language, "item.margin.state")}>
          {stateText(language, reading)},{" "}
          {translate(language, "item.margin.since", { since: instantDayText(language, since, plan.zone) })}
          {"outsideBaseline" in reading && reading.outsideBaseline && (
            <>
              <br />
              {translate(language, "item.margin.outside")}
            </>
          )}
        </LabelledFact>
        <LabelledFact label={translate(language, "item.margin.due")}>
          <DueDate language={language} due={due} />
          {due && (
            <>
              <br />
              {ruleText(language, due.rule, names.names)}
            </>
          )}
          {inferred && ` [${translate(language, "wording.inferred")}]`}
          {"modality" in reading && reading.modality === "notTakenUp" && ` (${translate(language, "due.notTakenUp")})`}
        </LabelledFact>
        {children}
        <LabelledFact label={translate(language, "item.margin.number")}>
          <a href={href(visit, itemPath(reading.id, version))}>
            {translate(language, "item.history.numberOf", { code, number: version })}
          </a>
        </LabelledFact>
      </dl>
    </aside>
  )
}

/** What stands in the margin of an activity beside what stands in every one. */
export function ActivityMargin(item: ShownItem<"activity">) {
  const { visit, plan, reading, names } = item
  const { language } = visit
  const { path, track, lead, support, owner, symbol, periods, milestones, constraint } = reading
  const outputs = new Map(reading.outputs.map((id) => [names.itemOf(id)?.id ?? id, names.itemOf(id)]))
  const named = (ids: readonly string[]) => listText(language, ids.map(names.nameOf))
  return (
    <Margin item={item}>
      {path && (
        <LabelledFact label={titleText(language, path.title) ?? translate(language, "item.margin.path")}>
          <Steps item={item} path={path} />
        </LabelledFact>
      )}
      {symbol && (
        <LabelledFact label={translate(language, "item.margin.symbol")}>
          <bdi>{symbol}</bdi>
        </LabelledFact>
      )}
      {track && (
        <LabelledFact label={translate(language, "item.margin.track")}>
          <PlanWords lang={plan.lang}>{names.nameOf(track)}</PlanWords>
        </LabelledFact>
      )}
      {lead.length > 0 && <LabelledFact label={translate(language, "item.margin.lead")}>{named(lead)}</LabelledFact>}
      {support.length > 0 && (
        <LabelledFact label={translate(language, "item.margin.support")}>{named(support)}</LabelledFact>
      )}
      {owner && <LabelledFact label={translate(language, "item.margin.owner")}>{named([owner])}</LabelledFact>}
      {!owner && lead.length === 0 && (
        <LabelledFact label={translate(language, "item.margin.owner")}>
          {named(["coordinator"])} ({translate(language, "item.margin.assumed")})
        </LabelledFact>
      )}
      {outputs.size > 0 && (
        <LabelledFact label={translate(language, "item.margin.feeds")}>
          {[...outputs].map(([id, output]) => (
            <MarginLine>{output ? <a href={href(visit, itemPath(output.id))}>{output.code}</a> : id}</MarginLine>
          ))}
        </LabelledFact>
      )}
      {shownChecks(reading).length > 0 && <Checks item={item} />}
      {constraint && (
        <LabelledFact label={translate(language, "item.margin.constraint")}>
          <PlanWords lang={plan.lang}>{constraint.quote}</PlanWords>
        </LabelledFact>
      )}
      {milestones.length > 0 && (
        <LabelledFact label={translate(language, "item.margin.milestones")}>
          {milestones.map(({ milestone, reached }) => (
            <MarginLine>
              {reached ? "✓" : "◌"} <bdi>{milestone}</bdi>
              {reached && ` (${translate(language, "item.margin.reached")})`}
            </MarginLine>
          ))}
        </LabelledFact>
      )}
      {periods.length > 0 && (
        <LabelledFact label={translate(language, "item.margin.reports")}>
          {periods.map(({ period, reported, owed }) => (
            <MarginLine>
              {reported ? "✓" : "◌"} {names.names.get(period) ?? periodText(language, period)}
              {" – "}
              {translate(language, `item.margin.${reported ? "reported" : owed ? "owed" : "notOwed"}`)}
            </MarginLine>
          ))}
        </LabelledFact>
      )}
    </Margin>
  )
}

function MarginLine({ children }: { children?: Child }) {
  return <div>{children}</div>
}

/** The steps of the path, each with its dates where something is known of them, and where the item stands. */
function Steps({ item, path }: { item: ShownItem<"activity">; path: NonNullable<Readings["activity"]["path"]> }) {
  const { visit, plan, reading, names } = item
  const { language } = visit
  const at = path.next === null ? path.steps.length : path.next - 1
  return (
    <ol class="steps">
      {path.steps.map((step, place) => {
        const how = step.taken || place < at ? "done" : place === at ? "running" : "ahead"
        const until = how === "running" && step.is === "silence" ? reading.silence?.until : undefined
        return (
          <li>
            {{ done: "✓", running: "●", ahead: "◌" }[how]} {stepText(language, step)}
            {" ("}
            {listText(language, step.who.map(names.nameOf))}){" – "}
            {until
              ? translate(language, "item.turn.until", { until: untilText(language, plan, until) })
              : translate(language, `item.margin.${how}`)}
          </li>
        )
      })}
    </ol>
  )
}

/** The checks that are asked, and what was stated beside them. */
function shownChecks({ checks }: ShownItem<"activity">["reading"]) {
  return checks.filter(({ held, optional }) => held || !optional)
}

/** The checks that are shown, each with how it stands: by its shape, in a word, and with what was recorded. */
function Checks({ item }: { item: ShownItem<"activity"> }) {
  const { visit, reading, names } = item
  const { language } = visit
  return (
    <>
      {shownChecks(reading).map((check) => {
        const { held, awaited, waived, option, actions, signedBy } = check
        const state = waived ? "waived" : held ? "held" : "missing"
        const said = [
          option,
          actions && (actions.length > 0 ? actions.join(", ") : translate(language, "item.checks.none")),
          signedBy.length > 0 &&
            translate(language, "item.checks.signedBy", { who: listText(language, signedBy.map(names.nameOf)) }),
        ].filter(Boolean)
        return (
          <LabelledFact label={titleText(language, check.title) ?? check.id}>
            {said.length > 0 && <bdi>{lineText(said, translate(language, "marks.semicolon"))} · </bdi>}
            <span class={held ? "done" : awaited ? "waits" : undefined}>
              {held ? "✓" : "◔"} {translate(language, `item.checks.${state}`)}
            </span>
          </LabelledFact>
        )
      })}
    </>
  )
}
