import { readFileSync } from "node:fs"
import { openWorld, type World } from "./world.ts"

/** A schedule of a body whose rules put adoption and amendments on a path: a silence procedure. */
export const PLAN = "bwc-wg-2023-2025"
export const [chair, staff, stateA] = ["chair:coordinator", "secretary:secretariat", "a:delegate"] as const

/** The plan file of the same body without such a path, and with it. */
export const atOnceFile = readFileSync(new URL("bodies/bwc.yaml", import.meta.url), "utf8")
export const amendableFile = atOnceFile.replace(
  "  checks:\n",
  "  adoption: schedule\n  amendments: { path: schedule, title: Adjustment }\n  checks:\n",
)
/** The same, adopted by a word of its chair. */
export const adoptedAtOnceFile = amendableFile.replace("  adoption: schedule\n", "")

/** The schedule, adopted by silence in June 2023, as it stands on 4 April 2024. */
export async function openAmendable(): Promise<World> {
  const world = await openWorld("2023-06-05T10:00:00+02:00")
  const adoption = `/api/activities/${PLAN}.adoption`
  await world.send(staff, amendableFile)
  await world.take(chair, adoption, "recordCheck", { check: { of: "plan", actions: [1] } })
  await world.take(chair, adoption, "circulate", { until: "2023-06-06T12:00" })
  await world.at("2023-06-06T12:01:00+02:00")
  world.jump("2024-04-04T09:00:00+02:00")
  return world
}
