import { definedWorkflows } from "@demarche/application/application"
import { AsOfQuery } from "@demarche/http/asOf"
import { HistoryPageQuery, HistoryQuery } from "@demarche/http/historyEntry"
import { listQuery } from "@demarche/http/itemFilters"
import { TransitionBody } from "@demarche/http/transition"
import { faultText } from "@demarche/i18n"
import { languages } from "@demarche/workflows/languages"
import { itemKinds } from "@demarche/workplan"
import { describe, expect, test } from "vitest"
import { AUSTRIA, openCcm, PLAN } from "../http/world.ts"
import { plain } from "../web/pageText.ts"
import { issuesOf } from "./wrongValues.ts"

/** Words of zod and of our schemas that no French sentence has. */
const ENGLISH = /\b(?:Invalid|expected|received|Too|Unrecognized|must|have|with|such|the|lower-case|is|an)\b/

const commands = [...definedWorkflows].flatMap(([kind, { commands }]) =>
  [...commands].map(([name, schema]) => [`${kind}.${name}`, schema] as const),
)
const queries = [
  ...Object.entries({ AsOfQuery, HistoryPageQuery, HistoryQuery, TransitionBody }),
  ...itemKinds.map((kind) => [`a list of ${kind}`, listQuery({ workflows: definedWorkflows }, kind)] as const),
]

test.each([...commands, ...queries])("what %s says of wrong values is French for who reads French", (_, schema) => {
  const issues = issuesOf(schema)
  expect(issues.length).toBeGreaterThan(0)
  const wrong = issues.filter((issue) => {
    const said = faultText("fr", issue)
    const given = "values" in issue ? issue.values.join(", ") : "keys" in issue ? issue.keys.join(", ") : ""
    return said === issue.message || !/^[A-Z].*\.$/.test(said) || ENGLISH.test(said.replace(given, ""))
  })
  expect(wrong.map(({ message }) => message)).toEqual([])
  expect(issues.map((issue) => faultText("en", issue))).toEqual(issues.map(({ message }) => message))
})

describe("over HTTP", () => {
  test("a refusal of a command and a page of a problem say it in their reader's language, and no more", async () => {
    const world = await openCcm("2026-06-01T10:00:00+02:00")
    const ask = async (language: string) => {
      const headers = { "Accept-Language": language }
      const path = `/api/activities/${PLAN}.t2-a2/transitions/openConsultation`
      const command = await world.ask("POST", path, { as: AUSTRIA, headers, body: { closes: 7, invited: ["§"] } })
      const list = await world.ask("GET", `/api/activities?plan=${PLAN}&due=soon`, { headers })
      const page = await world.ask("GET", `/${language}/plans/${PLAN}/list?due=soon`, { as: AUSTRIA })
      expect([command.status, list.status, page.status]).toEqual([400, 400, 400])
      return { command: command.body.errors, list: list.body.errors, page: plain(page.body) }
    }
    expect(languages).toEqual(["en", "fr"])
    const [english, french] = [await ask("en"), await ask("fr")]
    expect(english.command).toEqual([
      { path: "closes", message: expect.stringMatching(/^Invalid input/) },
      { path: "invited.0", message: expect.any(String) },
    ])
    expect(french.command).toEqual([
      { path: "closes", message: expect.stringMatching(/^Indiquez|^N’a pas/) },
      { path: "invited.0", message: expect.not.stringMatching(ENGLISH) },
    ])
    const known = "overdue, month, quarter, none"
    expect(french.list).toEqual([{ path: "due", message: `Choisissez parmi\u00a0: ${known}.` }])
    expect(french.page).toContain(`due : Choisissez parmi : ${known}.`)
    expect(english.page).toContain('due: Invalid option: expected one of "overdue"|"month"|"quarter"|"none"')
    await world.stop()
  })
})
