import { pages } from "@demarche/web/pages"
import { afterAll, beforeAll, expect, test } from "vitest"
import { circulated, openCcm, PLAN, PRESIDENCY, type World } from "../http/world.ts"
import { plain } from "./pageText.ts"

const ITEM = `${PLAN}.t2-a2`

/** The end of the silence as the Presidency is told it, which reads in Vientiane, and as any page may write it. */
const told = {
  en: "6 p.m. (Geneva time; 11 p.m. in Vientiane)",
  fr: "18 heures (heure de Genève ; 23 heures à Vientiane)",
}
const written = /(?:Monday, 8 June 2026, |lundi 8 juin 2026 à )(\d+ (?:p\.m\.|heures) \([^)]*\))/g

let world: World
beforeAll(async () => {
  world = await openCcm("2026-06-01T09:00:00+02:00")
  await circulated(world)
})
afterAll(() => world.stop())

test.each(["en", "fr"] as const)(
  "on every page a deadline is told in its reader's zone too: in %s",
  async (language) => {
    const { version } = await world.get(`/api/activities/${ITEM}`)
    const tells: string[] = []
    for (const path of Object.keys(pages).filter((each) => !/sign|desk|:token|:act|:key/.test(each))) {
      const parts = { ":plan": PLAN, ":id": ITEM, ":code": "o3", ":number": path.startsWith("/items") ? version : 1 }
      const address = Object.entries(parts).reduce((said, [name, value]) => said.replace(name, String(value)), path)
      const { status, body } = await world.ask("GET", `/${language}${address}`, { as: PRESIDENCY })
      expect([path, status]).toEqual([path, 200])
      const text = plain(body).replaceAll("\u00a0", " ")
      for (const [, deadline] of text.matchAll(written)) {
        expect([path, deadline]).toEqual([path, told[language]])
        tells.push(path)
      }
    }
    expect(new Set(tells)).toEqual(
      new Set(["/plans/:plan", "/plans/:plan/board", "/plans/:plan/list", "/items/:id", "/items/:id/:number"]),
    )
  },
)
