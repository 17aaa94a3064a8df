import { expect, test } from "vitest"
import { files } from "../house/files.ts"
import { read, rowsOf } from "./documents.ts"

const operations = read("docs/operations.md")
const sources = (...rooms: string[]) =>
  files()
    .filter(({ path }) => /\.tsx?$/.test(path) && rooms.some((room) => path.startsWith(room)))
    .map(({ text }) => text)
    .join("\n")

test("every file says the same Node", () => {
  const { devDependencies } = JSON.parse(read("package.json"))
  expect(read(".node-version").trim()).toBe(devDependencies.node)
})

test("CI runs .ci/run on a clone, and nothing else", () => {
  const steps = [...read(".github/workflows/ci.yml").matchAll(/^ +- (?:uses|run): (.+)$/gm)].map(
    ([, step = ""]) => step,
  )
  expect(steps).toEqual([expect.stringMatching(/^actions\/checkout@/), ".ci/run"])
})

test("the messages and variables that operations.md lists are those of the server", () => {
  const server = sources("packages/server", "packages/application", "packages/mail")
  const logged = rowsOf(operations.slice(operations.indexOf("## Logs"))).map(([, message = ""]) =>
    message.replaceAll("`", ""),
  )
  expect(logged.length).toBeGreaterThan(3)
  expect(logged.filter((message) => !server.includes(`"${message}"`))).toEqual([])
  const starting = operations.slice(operations.indexOf("| variable |"), operations.indexOf("## Letters"))
  const variables = rowsOf(starting).map(([name = ""]) => name.replaceAll("`", ""))
  const settings = read("packages/application/settings.ts")
  const ofIssuer = settings.slice(
    settings.indexOf("export const OpenIdVariables"),
    settings.indexOf(".transform((given"),
  )
  const known = [...`${read("packages/server/configuration.ts")}${ofIssuer}`.matchAll(/^ +([A-Z][A-Z_]+): /gm)].map(
    ([, name = ""]) => name,
  )
  expect(variables.toSorted()).toEqual(known.toSorted())
})

test("every script that a document runs is there", () => {
  const { scripts } = JSON.parse(read("package.json"))
  const named = ["README.md", "CONTRIBUTING.md", "docs/api/README.md", "docs/deploy.md", "docs/operations.md"].flatMap(
    (path) => [...read(path).matchAll(/npm run ([\w:-]+)/g)].map(([, script = ""]) => script),
  )
  expect(named.filter((script) => !(script in scripts))).toEqual([])
})
