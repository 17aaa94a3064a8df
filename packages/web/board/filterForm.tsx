import { periodText, titleIn, titleText, translate, translateDynamic } from "@demarche/i18n"
import { periodOf } from "@demarche/workplan"
import { whoText } from "../names.ts"
import { planPath } from "../page.ts"
import { KeptQuery } from "../pastControls.tsx"
import { href, type PlanVisit, type Visit } from "../visit.ts"
import { filtersIn, type ListedActivity, type ListFilterName } from "./activities.ts"

interface Filtering {
  visit: Visit
  plan: PlanVisit
  /** All activities of the plan: what may be asked for is what some of them have. */
  activities: ListedActivity[]
}

/** The filters of the list as a form whose address can be kept: it opens while a filter is set. */
export function FilterForm({ visit, plan, activities }: Filtering) {
  const { language } = visit
  const path = `${planPath(plan.id)}/list`
  const set = filtersIn(visit)
  return (
    <search>
      <details open={Object.keys(set).length > 0}>
        <summary>{translate(language, "board.filters.title")}</summary>
        <form action={href({ language, query: {} }, path)} class="filters">
          <KeptQuery visit={visit} />
          <p>
            <label for="q">{translate(language, "board.filters.q")}</label>
            <input id="q" name="q" type="search" maxlength={200} value={set.q} aria-describedby="q-hint" />
            <span class="hint" id="q-hint">
              {translate(language, "board.filters.qHint")}
            </span>
          </p>
          {choices(visit, plan, activities).map(({ name, options }) => (
            <p>
              <label for={name}>{translate(language, `board.filters.${name}`)}</label>
              <select id={name} name={name}>
                <option value="">{translate(language, "board.filters.any")}</option>
                {options.map(({ value, text, lang }) => (
                  <option value={value} lang={lang} selected={set[name] === value}>
                    {text}
                  </option>
                ))}
              </select>
            </p>
          ))}
          {plan.procedure.actionPlans.length > 0 && (
            <p>
              <label for="action">{translate(language, "board.filters.action")}</label>
              <input id="action" name="action" type="number" min={1} value={set.action} />
            </p>
          )}
          <p class="acts">
            <button type="submit">{translate(language, "board.filters.apply")}</button>
            {Object.keys(set).length > 0 && (
              <a href={href(visit, path)}>{translate(language, "board.filters.clear")}</a>
            )}
          </p>
        </form>
      </details>
    </search>
  )
}

interface Choice {
  name: Exclude<ListFilterName, "q" | "action">
  options: { value: string; text: string; lang?: string }[]
}

/** What can be chosen in each list of the form; a list with nothing to choose from is left out. */
function choices({ language }: Visit, plan: PlanVisit, activities: ListedActivity[]): Choice[] {
  const inUse = <T,>(of: (activity: ListedActivity) => T | null | undefined) => [
    ...new Set(activities.flatMap((each) => of(each) ?? [])),
  ]
  const all: Choice[] = [
    {
      name: "state",
      options: inUse(({ state }) => state).map((value) => ({
        value,
        text: translateDynamic(language, `states.${value}`),
      })),
    },
    {
      name: "track",
      options: plan.fields.tracks.map((track) => {
        const { text, language: lang } = titleIn(language, track, plan.lang)
        return { value: track.id, text, lang }
      }),
    },
    {
      name: "quarter",
      options: inUse(({ due }) => due && periodOf(due.on, "everyQuarter"))
        .sort()
        .map((value) => ({ value, text: periodText(language, value) })),
    },
    {
      name: "due",
      options: (["overdue", "month", "quarter", "none"] as const).map((value) => ({
        value,
        text: translate(language, `board.filters.dues.${value}`),
      })),
    },
    {
      name: "holder",
      options: inUse(({ turn }) => turn?.holder).map((value) => ({ value, text: whoText(language, plan, value) })),
    },
    {
      name: "waiting",
      options: (["true", "false"] as const).map((value) => ({
        value,
        text: translate(language, `board.filters.waitings.${value}`),
      })),
    },
    {
      name: "check",
      options: plan.procedure.checks.map(({ id: value, title }) => ({
        value,
        text: titleText(language, title) ?? value,
      })),
    },
  ]
  return all.filter(({ options }) => options.length > 0)
}
