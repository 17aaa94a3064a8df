import { afterAll, beforeAll, expect, test } from "vitest"
import { openCcm, PLAN, type World } from "../http/world.ts"
import { plain } from "./pageText.ts"

let world: World
beforeAll(async () => {
  world = await openCcm("2026-06-01T09:00:00+02:00")
})
afterAll(() => world.stop())

test.each(["", "/board", "/list", "/outputs"])(
  "at the head of a plan's page%s stands in which language its words are",
  async (section) => {
    const headOf = async (language: string) => {
      const { body } = await world.ask("GET", `/${language}/plans/${PLAN}${section}`)
      return plain(body.slice(0, body.indexOf("</header>"))).replaceAll("\u00a0", " ")
    }
    expect(await headOf("fr")).toMatch(/^.*2025-2026.* \[original : anglais\]/)
    expect(await headOf("en")).not.toContain("[original")
  },
)
