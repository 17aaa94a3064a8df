import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { catalogue } from "@demarche/i18n"
import { parsePlan } from "@demarche/plan-file/parse"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { cli, PLAN_FILE, temporary } from "../cli/console.ts"
import { read } from "../plan-file/bits.ts"
import { ccmFile } from "./ccm.ts"
import { ISU, type Json, openWorld, PLAN, type World } from "./world.ts"

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.stop())

const notesOf = ({ warnings }: Json): string[] => warnings.map(({ code, note }: Json) => `${code} ${note}`)

/** The whole shipped plan without the warnings that a reader gave it, so that every sentence is ours. */
const unread = ccmFile().replace(/ {2}warnings:\n( {4}.*\n)+/, "")

describe("warnings", () => {
  test("slow: are told in the reader's language, and alike at every door", async () => {
    const folder = temporary()
    const file = join(folder.path, "plan.yaml")
    writeFileSync(file, unread)
    const { id } = await world.send(ISU, unread)
    const told: Record<string, string[]> = {}
    for (const lang of ["en", "fr"]) {
      const headers = { "Accept-Language": lang }
      const checked = await cli(["plan", "check", file, "--json", "--lang", lang])
      const sent = { as: ISU, body: unread, headers: { ...headers, "Content-Type": "application/yaml" } }
      const preview = await world.ask("POST", "/api/plans", { ...sent, query: { dryRun: "true" } })
      const doors = [
        JSON.parse(checked.out),
        preview.body,
        await world.get(`/api/imports/${id}`, { as: ISU, headers }),
        await world.get(`/api/plans/${PLAN}`, { headers }),
      ].map(notesOf)
      expect(doors).toEqual(doors.map(() => doors[0]))
      told[lang] = doors[0] ?? []
    }
    folder.remove()
    expect(told.en).toContain("NO_APPROVER the document does not say who approves 5 of 5 outputs")
    expect(told.fr).toContain("NO_APPROVER le document n’indique pas qui approuve 5 produits attendus sur 5")
    expect(told.fr?.filter((note) => told.en?.includes(note))).toEqual([])
    expect(told.fr?.join("\n")).not.toMatch(/missing|\{|undefined|\d{4}-/)
  })

  test("in a reader's own words stay as they are, also where the command line prints them", async () => {
    const printed = await cli(["plan", "check", PLAN_FILE, "--lang", "fr"])
    expect(printed.out).toContain("three numbered tracks (1, 2, 3) plus 2.2 and 2.3 follow; there is no 2.1")
    expect(printed.out).toContain("11 activités sur 14 des volets ne sont rattachées à aucun trimestre")
  })

  test("each has a sentence by its code", () => {
    const codes = read("../../packages/plan-file/warnings.ts").matchAll(/"([A-Z]+(?:_[A-Z]+)+)"/g)
    const unsaid = [...codes].filter(([, code]) => !catalogue("en").has(`warnings.${code}`))
    expect(unsaid).toEqual([])
  })

  test("slow: are all kept, however many, and are no difference when the file is sent again", async () => {
    const many = Array.from({ length: 1_000 }, (_, at) => ({ code: "ODD", note: `oddity ${at} ${"x".repeat(200)}` }))
    const file = unread
      .replace("\n  warnings:\n", "\n")
      .replace("\n  cycle:", `\n  warnings: ${JSON.stringify(many)}\n  cycle:`)
    const found = parsePlan(file, "yaml").warnings
    expect(found.length).toBeGreaterThan(1_000)
    expect(await world.send(ISU, file)).toMatchObject({ state: "finished", warnings: { length: found.length } })
    const { warnings } = await world.get(`/api/plans/${PLAN}`)
    expect(warnings.map(({ code, line }: Json) => [code, line])).toEqual(found.map(({ code, line }) => [code, line]))
    expect(await world.send(ISU, file)).toMatchObject({ created: false, differences: [] })
  })
})
