import { planSchema } from "@demarche/plan-file/planSchema"
import { expect, test } from "vitest"
import { openWorld } from "../http/world.ts"
import { cli } from "./console.ts"

test("the schema of a plan file is printed, served to anybody, and that of the API's document but for its draft", async () => {
  const world = await openWorld()
  const printed = await cli(["plan", "schema"])
  const served = await world.ask("GET", "/assets/plan.schema.json")
  const document = await world.get("/api/openapi.json")
  await world.stop()
  expect(printed).toMatchObject({ code: 0, err: "" })
  expect(JSON.parse(printed.out)).toEqual(planSchema("draft-7"))
  expect(served.headers.get("Content-Type")).toBe("application/schema+json")
  expect(served.body).toEqual(planSchema("draft-7"))
  const { $schema, ...inDocument } = planSchema("draft-2020-12")
  expect($schema).toContain("2020-12")
  expect(document.components.schemas.PlanDocument).toEqual(inDocument)
})
