import { execute } from "@demarche/application/execute"
import { idOf } from "@demarche/event-store"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { cursorAt } from "@demarche/http/cursor"
import { host } from "@demarche/server/host"
import { apiOptionsOf } from "@demarche/server/serve"
import { createSite } from "@demarche/web/site"
import { usualLanguage } from "@demarche/workflows/languages"
import { PLAN } from "../http/world.ts"
import { asked, clock, DEPTH, folder, furnish, KEY, quiet, streamOf } from "./fixture.ts"
import type { Line } from "./line.ts"
import { byTurns, cpuOf, longestPiece } from "./measure.ts"
import { countingReads } from "./reads.ts"

const ACTIVITIES = 1_000
const COMMITS = 200
const ROUNDS = 5
/** How often a page asks the store, however much there is. */
const MOST_READS = 16

const idsInOrder = Array.from({ length: ACTIVITIES }, (_, index) => idOf(streamOf(index))).sort()

/** What a page costs beside the answers of the API that say the same. */
const compared = [
  {
    what: `a list of ${ACTIVITIES} activities`,
    page: `/plans/${PLAN}/list`,
    answers: [`/api/activities?plan=${PLAN}&limit=100`],
  },
  {
    what: `a board of ${ACTIVITIES} activities`,
    page: `/plans/${PLAN}/board`,
    /** A board says how many there are in each state, which the API says in its whole list alone. */
    answers: Array.from({ length: ACTIVITIES / 100 }, (_, page) => {
      const next = page === 0 ? "" : `&next=${cursorAt(idsInOrder[100 * page - 1] ?? "")}`
      return `/api/activities?plan=${PLAN}&limit=100${next}`
    }),
  },
  {
    what: `an item with ${COMMITS} commits`,
    page: `/items/${PLAN}.b0`,
    answers: [`/api/activities/${PLAN}.b0`, `/api/activities/${PLAN}.b0/history?limit=100`],
  },
]

/** The CPU time of a page beside that of the API's answers, and the longest piece of it in which nobody else is answered. */
export async function pages(): Promise<Line[]> {
  using place = folder()
  await furnish(place.path, ACTIVITIES)
  const { store, during } = countingReads(sqliteStore(place.path))
  const hosted = host(store, clock, quiet)
  for (let commit = DEPTH; commit < COMMITS; commit++)
    await execute(hosted.application, asked(streamOf(0), `pages#${commit}`))
  await hosted.settled()
  const site = createSite(hosted.application, {
    ...apiOptionsOf(hosted, { reporter: quiet, home: "https://d.example" }),
    rates: { read: 1e9, write: 1e9 },
  })
  const get = async (path: string) => {
    const response = await site.request(path, { headers: { Authorization: `Bearer ${KEY}` } })
    const text = await response.text()
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${text.slice(0, 300)}`)
  }
  const lines: Line[] = []
  for (const { what, page, answers } of compared) {
    const path = `/${usualLanguage}${page}`
    const { reference: value, ...figures } = await byTurns(
      ROUNDS,
      () => cpuOf(() => get(path)),
      () => cpuOf(() => Promise.all(answers.map(get))),
    )
    const reference = { of: "the API's answer", value }
    lines.push(
      { what: `the page of ${what}, CPU`, unit: "ms", ...figures, reference, wanted: { of: "ratio", most: 3 } },
      {
        what: `the page of ${what}: the longest piece, CPU`,
        unit: "ms",
        ours: await longestPiece(() => get(path)),
        wanted: { of: "ours", most: 50 },
      },
    )
    const [ours, others] = [await during(() => get(path)), await during(() => Promise.all(answers.map(get)))]
    lines.push({
      what: `the page of ${what}: questions to the store`,
      unit: "",
      ours: ours.asked,
      reference: { of: "the API's answer", value: others.asked },
      wanted: { of: "ours", most: MOST_READS },
    })
    lines.push({
      what: `the page of ${what}: commits and rows they give`,
      unit: "",
      ours: ours.given,
      reference: { of: "the API's answer", value: others.given },
    })
  }
  await hosted.stop()
  return lines
}
