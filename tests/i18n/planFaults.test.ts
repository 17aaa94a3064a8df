import { readdirSync, readFileSync } from "node:fs"
import { planFaultText } from "@demarche/i18n"
import { catalogues } from "@demarche/i18n/catalogues"
import { PlanFile } from "@demarche/plan-file/planFile"
import { languages, usualLanguage } from "@demarche/workflows/languages"
import { expect, test } from "vitest"
import { ISU, openCcm } from "../http/world.ts"
import { small } from "../plan-file/bits.ts"
import { issuesOf } from "./wrongValues.ts"

const room = new URL("../../packages/plan-file/", import.meta.url)
const sources = readdirSync(room)
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(new URL(name, room), "utf8"))

/** The sentences that a source makes with `messageOf`, with {0}, {1}… in the places of what they name. */
function sentencesIn(source: string): string[] {
  return [...source.matchAll(/(?<=[^\w.])messageOf`/g)].map(({ index, 0: tag }) => {
    let said = ""
    let places = 0
    for (let at = index + tag.length; source[at] !== "`"; ) {
      if (source.startsWith("${", at)) {
        at = endOfPlace(source, at + 2)
        said += `{${places++}}`
      } else {
        if (source[at] === "\\") at++
        said += source[at++]
      }
    }
    return said
  })
}

function endOfPlace(source: string, from: number): number {
  let at = from
  for (let open = 1; open > 0; at++) open += source[at] === "{" ? 1 : source[at] === "}" ? -1 : 0
  return at
}

const placesIn = (said: string) => [...said.matchAll(/\{\d\}/g)].map(String).sort()
const sentences = new Set(sources.flatMap(sentencesIn))
const others = languages.filter((language) => language !== usualLanguage)

test.each(others)("each sentence on a plan file is said in %s, and names the same", (language) => {
  const { planFile } = catalogues[language]
  expect(sentences.size).toBeGreaterThan(100)
  expect([...sentences].filter((said) => !Object.hasOwn(planFile, said))).toEqual([])
  const kept = ["{0}, {1}", "{0} {1}"]
  expect([...sentences].filter((said) => planFile[said] === said && !kept.includes(said))).toEqual([])
  expect([...sentences].filter((said) => placesIn(planFile[said] ?? "").join() !== placesIn(said).join())).toEqual([])
})

test.each(others)("so is what the format's schemas ask for", (language) => {
  const asked = issuesOf(PlanFile)
    .filter(({ code }) => code === "custom" || code === "invalid_format")
    .filter((issue) => !("params" in issue && issue.params?.parts) && !("format" in issue && issue.format === "date"))
    .map(({ message }) => message)
    .filter((message) => !message.startsWith("there is no time zone"))
  expect(asked.length).toBeGreaterThan(10)
  expect(asked.filter((message) => planFaultText(language, { say: message, values: [] }) === message)).toEqual([])
})

test.each(others)("nothing in %s is left over", (language) => {
  const { planFile } = catalogues[language]
  const words = [...sources, ...[...schemaTexts()]].join("\n")
  const unsaid = Object.keys(planFile).filter(
    (said) => !sentences.has(said) && !words.includes(said.replace(/^an? /, "")),
  )
  expect(unsaid).toEqual([])
})

function* schemaTexts(): Generator<string> {
  for (const room of ["workflows", "packages/workplan/time", "packages/workplan/rules"]) {
    const folder = new URL(`../../${room}/`, import.meta.url)
    for (const name of readdirSync(folder)) if (name.endsWith(".ts")) yield readFileSync(new URL(name, folder), "utf8")
  }
}

test("over HTTP a file is refused in its reader's language, and with nothing else", async () => {
  const world = await openCcm("2026-06-01T10:00:00+02:00")
  const send = async (language: string) => {
    const headers = { "Accept-Language": language, "Content-Type": "application/yaml" }
    const wrong = small.replace("  title: A small plan", "\ttitle: A small plan")
    const { status, body } = await world.ask("POST", "/api/plans?dryRun=true", { as: ISU, headers, body: wrong })
    return [status, body.errors]
  }
  const place = { path: "", line: 4, column: 1 }
  expect(await send("en")).toEqual([400, [{ ...place, message: "a tab indents this line: indent with spaces" }]])
  expect(await send("fr")).toEqual([
    400,
    [{ ...place, message: "cette ligne est en retrait par une tabulation\u00a0: employez des espaces" }],
  ])
  await world.stop()
})
