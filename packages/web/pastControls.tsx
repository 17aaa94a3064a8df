import type { Past } from "@demarche/engine"
import { instantText, translate } from "@demarche/i18n"
import { dayOf } from "@demarche/workplan"
import { href, keptQuery, type Visit } from "./visit.ts"

/** Which reading of the past a page may show, in the order in which they are offered. */
const views = ["as-known", "as-it-was"] as const

/** Asks for the same page as it stood on another day of its plan: a form of its own, so that it needs no script. */
export function PastForm({ visit, zone = "UTC" }: { visit: Visit; zone?: string | undefined }) {
  const { language, path, query, past } = visit
  const { asOf, view, ...others } = query
  return (
    <details>
      <summary>{past ? translate(language, "frame.past.title") : translate(language, "frame.past.now")}</summary>
      <form action={href({ language, query: {} }, path)}>
        {Object.entries(others).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <p class="field">
          <label for="as-of">{translate(language, "frame.past.day")}</label>{" "}
          <input id="as-of" type="date" name="asOf" required value={past && dayOf(past.asOf, zone)} />
        </p>
        <p class="field">
          <label for="past-view">{translate(language, "frame.past.view")}</label>{" "}
          <select id="past-view" name="view">
            {views.map((each) => (
              <option value={each} selected={past?.view === each}>
                {translate(language, `frame.past.views.${each}`)}
              </option>
            ))}
          </select>
        </p>
        <button type="submit">{translate(language, "frame.past.show")}</button>
      </form>
    </details>
  )
}

/** Which past a page shows, in the zone of its plan, and the way back. */
export function PastBanner({ visit, past, zone = "UTC" }: { visit: Visit; past: Past; zone?: string | undefined }) {
  const { language, path, query } = visit
  const view = past.view === "as-it-was" ? "asItWas" : "asKnown"
  return (
    <p class="banner">
      {translate(language, "frame.past.banner", { instant: instantText(language, past.asOf, zone), view })}{" "}
      {translate(language, "frame.past.noActs")}{" "}
      <a href={href({ language, query }, path, { ...query, asOf: undefined, view: undefined })}>
        {translate(language, "frame.past.back")}
      </a>
    </p>
  )
}

/** The instant of the past that is read, for a form that leads elsewhere. */
export function KeptQuery({ visit: { query } }: { visit: Visit }) {
  return <>{keptQuery.map((name) => query[name] && <input type="hidden" name={name} value={query[name]} />)}</>
}
