import { importPlan } from "@demarche/application/importPlan"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { parsePlan } from "@demarche/plan-file/parse"
import { host } from "@demarche/server/host"
import { apiOptionsOf } from "@demarche/server/serve"
import { createSite } from "@demarche/web/site"
import { withActivities, withPeople } from "../faults/longPlan.ts"
import { ccmFile } from "../http/ccm.ts"
import { PLAN } from "../http/world.ts"
import { clock, folder, quiet } from "./fixture.ts"
import type { Line } from "./line.ts"
import { cpuOf, longestPiece } from "./measure.ts"
import { countingReads } from "./reads.ts"

const [ACTIVITIES, PEOPLE] = [10_000, 800]
const TIMES = 3

/** Every page that shows something of a whole plan, and the API's first hundred, as the secretariat. */
const opened: Record<string, string> = {
  "what needs its reader": `/en/plans/${PLAN}`,
  "the board": `/en/plans/${PLAN}/board`,
  "the list": `/en/plans/${PLAN}/list`,
  "the list, searched": `/en/plans/${PLAN}/list?q=dialogues`,
  "the outputs": `/en/plans/${PLAN}/outputs`,
  "the desk": `/en/plans/${PLAN}/desk`,
  "the API's first hundred": `/api/activities?plan=${PLAN}&limit=100`,
}

/** What the largest plan that is promised takes: CPU, the longest piece in which nobody else is answered, what is read. */
export async function scale(): Promise<Line[]> {
  using place = folder()
  const { store, during } = countingReads(sqliteStore(place.path))
  const hosted = host(store, clock, quiet)
  const file = withPeople(withActivities(ccmFile(), PLAN, ACTIVITIES), PEOPLE, 1)
  const { plan, warnings } = parsePlan(file, "yaml")
  const by = { person: "isu", office: "secretariat", party: "isu" } as const
  await importPlan(hosted.application, { file: plan, warnings, by, mandateImplied: true, correlation: "bench" })
  await hosted.settled()
  const options = apiOptionsOf(hosted, { reporter: quiet, home: "https://d.example" })
  const claim = async () => ({ person: by.person, office: by.office, mandateImplied: false })
  const site = createSite(hosted.application, { ...options, authenticators: [claim], rates: { read: 1e9, write: 1e9 } })
  const lines: Line[] = []
  for (const [what, path] of Object.entries(opened)) {
    const get = async () => {
      const response = await site.request(path)
      await response.text()
      if (!response.ok) throw new Error(`GET ${path}: ${response.status}`)
    }
    await get()
    const of = `${what} of ${ACTIVITIES} activities`
    lines.push({ what: `${of}, CPU`, unit: "ms", ours: await cpuOf(get, TIMES) })
    const ours = await longestPiece(get)
    lines.push({ what: `${of}: the longest piece, CPU`, unit: "ms", ours, wanted: { of: "ours", most: 50 } })
    lines.push({ what: `${of}: commits and rows they give`, unit: "", ours: (await during(get)).given })
  }
  await hosted.stop()
  return lines
}
