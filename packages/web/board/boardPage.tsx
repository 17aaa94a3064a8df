import { workflowOf } from "@demarche/application/application"
import { translate, translateDynamic } from "@demarche/i18n"
import { metaOf } from "@demarche/workflows/states"
import { type PageMaker, planPath } from "../page.ts"
import { KeptQuery } from "../pastControls.tsx"
import { href, type PlanVisit, planOf, type Visit } from "../visit.ts"
import { activitiesOf, byDue, type ListedActivity, PAGE_SIZE } from "./activities.ts"
import { Card } from "./card.tsx"

/** A plan's activities in the columns of their states, and below them those that are in none. */
export const boardPage: PageMaker = async (visit, { plan: id = "" }) => {
  const { application, language } = visit
  const plan = await planOf(visit, id)
  const ofState = Map.groupBy(byDue(await activitiesOf(visit, plan)), ({ state }) => state)
  const { columns, others } = ranked(workflowOf(application, "activity").states)
  const outside = others.filter((state) => ofState.has(state))
  const title = translate(language, "board.title")
  return {
    title,
    plan,
    section: "board",
    main: (
      <>
        <h1>{title}</h1>
        <search class="acts">
          <form action={href({ language, query: {} }, `${planPath(id)}/list`)} class="inline">
            <KeptQuery visit={visit} />
            <label for="q">{translate(language, "board.filters.q")}</label>{" "}
            <input id="q" name="q" type="search" maxlength={200} />{" "}
            <button type="submit">{translate(language, "board.filters.search")}</button>
          </form>
          <a href={href(visit, `${planPath(id)}/list`)}>{translate(language, "board.asList")}</a>
        </search>
        <div class="board">
          {columns.map((state) => (
            <StateColumn visit={visit} plan={plan} state={state} activities={ofState.get(state) ?? []} />
          ))}
        </div>
        {outside.length > 0 && (
          <>
            <h2>{translate(language, "board.others")}</h2>
            <div class="board">
              {outside.map((state) => (
                <StateColumn visit={visit} plan={plan} state={state} activities={ofState.get(state) ?? []} below />
              ))}
            </div>
          </>
        )}
      </>
    ),
  }
}

interface InColumn {
  visit: Visit
  plan: PlanVisit
  state: string
  activities: ListedActivity[]
  /** It stands under a heading of its own, below the columns. */
  below?: boolean
}

function StateColumn({ visit, plan, state, activities, below }: InColumn) {
  const { language } = visit
  const count = activities.length
  const name = translateDynamic(language, `states.${state}`)
  const Heading = below ? "h3" : "h2"
  return (
    <section aria-labelledby={`state-${state}`}>
      <Heading id={`state-${state}`}>
        {name} <small>({count})</small>
      </Heading>
      {count === 0 && <p class="quiet">{translate(language, "board.none")}</p>}
      {count > 0 && (
        <ul class="list">
          {activities.slice(0, PAGE_SIZE).map((activity) => (
            <li>
              <Card visit={visit} plan={plan} activity={activity} />
            </li>
          ))}
        </ul>
      )}
      {count > PAGE_SIZE && (
        <p>
          <a href={href(visit, `${planPath(plan.id)}/list`, { state })}>
            {translate(language, "board.all", { count, state: name })}
          </a>
        </p>
      )}
    </section>
  )
}

/** The states that are columns, in their order, and the others: first the badges in theirs. */
function ranked(states: ReadonlyMap<string, { meta: object }>): { columns: string[]; others: string[] } {
  const by = (rank: "column" | "badge") =>
    [...states]
      .map(([state, seen]) => ({ state, at: metaOf(seen)[rank] ?? 0 }))
      .filter(({ at }) => at > 0)
      .sort((one, other) => one.at - other.at)
      .map(({ state }) => state)
  const columns = by("column")
  return { columns, others: [...new Set([...by("badge"), ...states.keys()])].filter((each) => !columns.includes(each)) }
}
