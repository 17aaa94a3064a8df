import { type Page, planPath } from "../page.ts"
import { href, type Visit } from "../visit.ts"
import { LIVE_ADDRESS } from "./script.ts"
import { versionAt } from "./version.ts"

/** How long before a page was made what came then is told of once more, since a list may have been read without it, in milliseconds. */
const MARGIN = 5_000

/** Whether a page as it stands today may change before its reader: an item, and what shows a whole plan. */
export function isLive({ path, past }: Visit, { plan, section, status = 200 }: Page): boolean {
  return plan !== undefined && !past && status === 200 && (section !== undefined || itemAt(path) !== undefined)
}

/** Loads the script of the line. */
export function NewsScript() {
  return <script src={LIVE_ADDRESS} defer />
}

/** The line in which the script says what has changed since the page was made; its room is kept, so that nothing moves. */
export function NewsLine({ visit, page: { plan } }: { visit: Visit; page: Page }) {
  if (!plan) return <></>
  const at = (what: "pulse" | "news") => href(visit, `${planPath(plan.id)}/${what}`, { item: itemAt(visit.path) })
  const made = new Date(Date.parse(visit.now) - MARGIN).toISOString()
  return (
    <p
      id="news"
      class="news"
      role="status"
      data-pulse={at("pulse")}
      data-news={at("news")}
      data-version={versionAt(made)}
    />
  )
}

/** The item whose page is at an address below the language. */
function itemAt(path: string): string | undefined {
  return path.match(/^\/items\/([^/]+)$/)?.[1]
}
