import { expect, test } from "vitest"
import { ccmFile } from "./ccm.ts"
import { AUSTRIA, ISU, openCcm, PLAN } from "./world.ts"

const offices = (office: string) => [{ office, from: "2026-01-01" }]

test("a coordinator lets people in, and nobody above the coordinators", async () => {
  const world = await openCcm()
  await world.take(AUSTRIA, "plan", "addPerson", { person: "dora", name: "Dora", offices: offices("delegate") })
  await world.take(AUSTRIA, "plan", "updatePerson", { person: "dora", address: "dora@demarche.example" })
  const secretary = { person: "sam", name: "Sam", offices: offices("secretariat") }
  expect(await world.refused(AUSTRIA, "plan", "addPerson", secretary)).toEqual(["OFFICE_ABOVE"])
  const readdressed = { person: "isu", address: "dora@demarche.example" }
  expect(await world.refused(AUSTRIA, "plan", "updatePerson", readdressed)).toEqual(["OFFICE_ABOVE"])
  expect(await world.refused(AUSTRIA, "plan", "grantMandate", { person: "dora", ...offices("observer")[0] })).toEqual([
    "OFFICE",
  ])
  const { people } = await world.get(`/api/plans/${PLAN}`, { as: ISU })
  expect(people.map(({ id }: { id: string }) => id)).toContain("dora")
})

test("a coordinator's file readdresses nobody above the coordinators: the rest of it is taken over", async () => {
  const world = await openCcm()
  const file = ccmFile()
    .replaceAll("isu@demarche.example", "else@demarche.example")
    .replaceAll("thematic-a@demarche.example", "other@demarche.example")
  const { differences } = await world.send(AUSTRIA, file)
  const told = differences.map(
    ({ fields, taken, how }: { fields: { field: string }[]; taken: boolean; how?: string }) => [
      fields[0]?.field,
      taken,
      how,
    ],
  )
  expect(told).toEqual([
    ["people.isu.address", false, "It is taken over when the Presidency or the secretariat sends the file."],
    ["people.thematic-a.address", true, undefined],
  ])
})
