import { workflowOf } from "@demarche/application/application"
import type { Workflow } from "@demarche/engine"
import { listItems } from "@demarche/http/items"
import { dueText, type Language, stateText, translate, translateDynamic } from "@demarche/i18n"
import { metaOf } from "@demarche/workflows/states"
import type { Readings } from "@demarche/workplan"
import { dueInferred } from "../item/wording.tsx"
import { whoText } from "../names.ts"
import { itemPath, type PageMaker } from "../page.ts"
import { href, type PlanVisit, planOf, type Visit } from "../visit.ts"

/** A plan: its activities by state. */
export const planPage: PageMaker = async (visit, { plan: id = "" }) => {
  const { application, language, past } = visit
  const plan = await planOf(visit, id)
  const activities = await listItems(application, "activity", id, past, plan.reader.sees)
  return {
    title: translate(language, "frame.sections.home"),
    plan,
    section: "home",
    main: (
      <>
        <h1 lang={plan.lang}>
          <bdi class="words">{plan.title}</bdi>
        </h1>
        {shown(workflowOf(application, "activity"))
          .map((state) => ({ state, items: activities.filter((activity) => activity.state === state) }))
          .filter(({ items }) => items.length > 0)
          .map(({ state, items }) => (
            <section>
              <h2>
                {translateDynamic(language, `states.${state}`)} <small>({items.length})</small>
              </h2>
              <ul class="list">
                {items.map((item) => (
                  <li>{card(visit, plan, item)}</li>
                ))}
              </ul>
            </section>
          ))}
      </>
    ),
  }
}

/** The states in the order in which they are shown: the board's columns, the badges, and what is neither yet. */
function shown({ states }: Workflow): string[] {
  const ranked = (rank: "column" | "badge") =>
    [...states]
      .map(([state, seen]) => ({ state, at: metaOf(seen)[rank] ?? 0 }))
      .filter(({ at }) => at > 0)
      .sort((one, other) => one.at - other.at)
      .map(({ state }) => state)
  return [...new Set([...ranked("column"), ...ranked("badge"), ...states.keys()])]
}

function card(visit: Visit, plan: PlanVisit, item: Readings["activity"]) {
  const { language } = visit
  const { id, code, title, due } = item
  return (
    <>
      <a href={href(visit, itemPath(id))}>{code}</a>{" "}
      <span lang={plan.lang} class="words">
        {title}
      </span>{" "}
      <small>{factsOf(language, plan, item).join(" · ")}</small>
      {due?.overdue && (
        <>
          {" "}
          <span class="late">▲ {translate(language, "home.overdue")}</span>
        </>
      )}
    </>
  )
}

function factsOf(language: Language, plan: PlanVisit, item: Readings["activity"]): string[] {
  const { state, substate, due, holder } = item
  return [
    substate ? stateText(language, { state, substate, kind: item.kind }) : "",
    holder === "nobody" ? "" : whoText(language, plan, holder),
    dueText(language, due),
    dueInferred(item) ? translate(language, "wording.inferred") : "",
  ].filter((each) => each !== "")
}
