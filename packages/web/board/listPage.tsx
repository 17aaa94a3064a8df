import { valid } from "@demarche/http/requestBody"
import { translate } from "@demarche/i18n"
import * as z from "zod"
import { itemPath, type PageMaker, planPath } from "../page.ts"
import { href, type PlanVisit, planOf, type Visit } from "../visit.ts"
import { TitleWords } from "../written.tsx"
import { activitiesOf, filtered, filtersIn, type ListedActivity, PAGE_SIZE } from "./activities.ts"
import { Notes } from "./card.tsx"
import { columns } from "./columns.ts"
import { FilterForm } from "./filterForm.tsx"
import { notesOf } from "./notes.ts"

const PageQuery = z.object({ page: z.coerce.number().int().min(1).default(1) })

/** The activities of the board as a table: those that the filters let through, a page at a time. */
export const listPage: PageMaker = async (visit, { plan: id = "" }) => {
  const { language, query } = visit
  const plan = await planOf(visit, id)
  const all = await activitiesOf(visit, plan)
  const chosen = await filtered(visit, plan, all)
  const pages = Math.max(1, Math.ceil(chosen.length / PAGE_SIZE))
  const page = Math.min(valid(PageQuery, { page: query.page || undefined }).page, pages)
  const title = translate(language, "board.list")
  return {
    title: page === 1 ? title : `${title} (${page})`,
    plan,
    section: "board",
    main: (
      <>
        <h1>{title}</h1>
        <p class="acts">
          <a href={href(visit, planPath(id, "board"))}>{translate(language, "board.asBoard")}</a>
        </p>
        <FilterForm visit={visit} plan={plan} activities={all} />
        {chosen.length === 0 ? (
          <p>{translate(language, "board.filters.none")}</p>
        ) : (
          <>
            <Table visit={visit} plan={plan} activities={chosen.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)} />
            <Paging visit={visit} path={`${planPath(id)}/list`} page={page} count={chosen.length} />
            <Files visit={visit} path={`${planPath(id)}/list`} count={chosen.length} />
          </>
        )}
      </>
    ),
  }
}

interface ActivityTable {
  visit: Visit
  plan: PlanVisit
  activities: ListedActivity[]
}

function Table({ visit, plan, activities }: ActivityTable) {
  const { language } = visit
  return (
    <section class="wide" aria-label={translate(language, "board.list")} tabindex={0}>
      <table>
        <thead>
          <tr>
            {columns.map(({ name }) => (
              <th scope="col">{translate(language, `board.columns.${name}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {activities.map((activity) => (
            <tr>
              {columns.map(({ name, says, titled }) =>
                name === "code" ? (
                  <th scope="row">
                    <a href={href(visit, itemPath(activity.id))}>{activity.code}</a>
                  </th>
                ) : titled ? (
                  <td>
                    <TitleWords language={language} plan={plan} of={titled(plan, activity) ?? { title: "" }} />
                  </td>
                ) : (
                  <td>
                    {name === "notes" ? (
                      <Notes notes={notesOf(visit, plan, activity)} />
                    ) : (
                      <bdi>{says(visit, plan, activity)}</bdi>
                    )}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface Paged {
  visit: Visit
  path: string
  page: number
  count: number
}

function Paging({ visit, path, page, count }: Paged) {
  const { language } = visit
  const at = (other: number) => href(visit, path, { ...filtersIn(visit), page: other > 1 ? other : undefined })
  const from = (page - 1) * PAGE_SIZE + 1
  const to = Math.min(page * PAGE_SIZE, count)
  return (
    <nav aria-label={translate(language, "board.pages.title")} class="acts">
      {page > 1 && <a href={at(page - 1)}>{translate(language, "board.pages.previous")}</a>}
      <span>{translate(language, "board.pages.shown", { from, to, count })}</span>
      {to < count && <a href={at(page + 1)}>{translate(language, "board.pages.next")}</a>}
    </nav>
  )
}

function Files({ visit, path, count }: Omit<Paged, "page">) {
  const { language } = visit
  return (
    <p class="acts">
      <span>{translate(language, "board.files.these", { count })}</span>
      {(["csv", "xlsx"] as const).map((ending) => (
        <a href={href(visit, `${path}.${ending}`, filtersIn(visit))} download>
          {translate(language, `board.files.${ending}`)}
        </a>
      ))}
    </p>
  )
}
