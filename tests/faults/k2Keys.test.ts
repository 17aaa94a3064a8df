import { afterAll, beforeAll, expect, test } from "vitest"
import { ccmFile } from "../http/ccm.ts"
import { AUSTRIA, ISU, type Json, openCcm, PLAN, PRESIDENCY, type World } from "../http/world.ts"
import { readers } from "./twoRuns.ts"

const LABEL = "Script of the statistics office"
const OTHER = "another-plan"

let world: World
let id = ""
beforeAll(async () => {
  world = await openCcm("2026-06-01T10:00:00+02:00")
  await world.send(ISU, ccmFile().replaceAll(PLAN, OTHER))
  const body = { label: LABEL, office: "partner", party: "unidir", plans: [PLAN, OTHER] }
  const made = await world.ask("POST", "/api/keys", { as: ISU, body })
  id = made.body.id
  await world.ask("POST", `/api/keys/${id}/transitions/revokeKey`, { as: PRESIDENCY, body: { reason: "no" } })
  await world.ask("POST", `/api/keys/${id}/transitions/revokeKey`, { as: ISU, body: { reason: "it was lost" } })
})
afterAll(() => world.stop())

const shownBy = async (door: string, as: string | undefined, plan: string): Promise<string> => {
  const { body } = await world.ask("GET", door, { as, query: { plan, limit: "100" } })
  return typeof body === "string" ? body : JSON.stringify(body)
}
const doors = (plan: string) => ["/api/history", "/api/history/export", `/api/plans/${plan}/history`]

test.each([PLAN, OTHER])(
  "K2.6 who made and revoked a key, with its label, stands in the record of %s",
  async (plan) => {
    const { items } = await world.get(`/api/plans/${plan}/history?limit=100`, { as: ISU })
    const noted = items.filter(({ events }: Json) => /^Key/.test(events[0]?.type))
    const key = { key: `key-${id}`, label: LABEL, person: "isu", as: "secretariat", visibility: "restricted" }
    expect(noted.map(({ events: [event] }: Json) => event)).toEqual([
      { type: "KeyIssued", ...key, office: "partner", party: "unidir" },
      { type: "KeyWithdrawn", ...key },
    ])
    expect(noted[1].reason).toBe("it was lost")
    for (const door of doors(plan))
      expect([door, await shownBy(door, ISU, plan)]).toEqual([door, expect.stringContaining(LABEL)])
  },
)

test("K2.6 coordinators, Presidency and auditor read it, nobody else", async () => {
  for (const as of [AUSTRIA, PRESIDENCY, "auditor:auditor"])
    for (const door of doors(PLAN)) expect(await shownBy(door, as, PLAN)).toContain(LABEL)
  for (const [reader, as] of Object.entries(readers))
    for (const door of doors(PLAN)) {
      const shown = await shownBy(door, as, PLAN)
      expect([reader, door, shown.includes(LABEL), shown.includes(`key-${id}`)]).toEqual([reader, door, false, false])
    }
})
