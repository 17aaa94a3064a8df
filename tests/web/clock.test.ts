import { languages } from "@demarche/workflows/languages"
import { afterEach, beforeEach, expect, test } from "vitest"
import { browserOf, formsIn } from "../http/browser.ts"
import { openWorld, type World } from "../http/world.ts"
import { textOf } from "./pageText.ts"

let world: World
beforeEach(async () => {
  world = await openWorld("2026-06-05T10:00:00+02:00")
})
afterEach(() => world.stop())

test.each(languages)(
  "in %s the clock of a trial goes on by a button, or to a day, and is found from every page",
  async (language) => {
    const browser = browserOf(world)
    const path = `/${language}/clock`
    expect(
      (await world.ask("GET", "/clock", { headers: { "Accept-Language": language } })).headers.get("Location"),
    ).toBe(path)
    expect((await browser.get(`/${language}/`)).body).toContain(`href="${path}"`)
    const page = (await browser.get(path)).body
    expect(textOf(page).text).toMatch(/5 June 2026|5 juin 2026/)
    expect(formsIn(page).map(({ action }) => action)).toEqual([path, path])
    for (const [fields, to] of [
      [{ hours: "1" }, "2026-06-05T09:00:00.000Z"],
      [{ hours: "168" }, "2026-06-12T09:00:00.000Z"],
      [{ day: "2026-07-01", time: "06:30" }, "2026-07-01T06:30:00.000Z"],
    ] as const) {
      const moved = await browser.send(path, fields)
      expect([moved.status, moved.headers.get("Location"), world.clock.now()]).toEqual([303, path, to])
    }
  },
)

test.each([
  ["an instant that is past", { day: "2026-06-05", time: "07:59" }],
  ["no day", { day: "", time: "06:30" }],
  ["nothing", {}],
  ["hours back", { hours: "-1" }],
  ["hours without end", { hours: "1e300" }],
  ["what is no number", { hours: "soon" }],
])("the clock does not move to %s, and what was typed stays", async (_, fields: Record<string, string>) => {
  const { status, body } = await browserOf(world).send("/en/clock", fields)
  expect([status, body]).toEqual([422, expect.stringContaining("The clock was not moved")])
  for (const name of ["day", "time"])
    expect(body).toMatch(new RegExp(`name="${name}"[^>]* ${fields[name] ? `value="${fields[name]}"` : "aria-invalid"}`))
  expect(world.clock.now()).toBe("2026-06-05T08:00:00.000Z")
})
