import { globSync } from "node:fs"
import * as workflows from "@demarche/workflows"
import { build } from "esbuild"
import { expect, test } from "vitest"
import { root } from "../house/files.ts"

/** What a module loads, by paths from the root. */
async function loadedBy(entry: string): Promise<string[]> {
  const { metafile } = await build({
    ...{ absWorkingDir: root, entryPoints: [entry], bundle: true, write: false, metafile: true },
    ...{ format: "esm", platform: "node", logLevel: "silent" },
  })
  return Object.keys(metafile.inputs)
}

const machines = (loaded: string[]) =>
  loaded.filter((path) => /(^|\/)node_modules\/xstate\//.test(path) || /^workflows\/.*(machine|decide)\.ts$/.test(path))

// Who may do what, what is asked, what a state means: a token, a letter, a list of fields needs no more.
const light = [
  ...globSync(["workflows/*Commands.ts", "workflows/activity/commands.ts"], { cwd: root }).sort(),
  ...["catalogue", "commandList", "offices", "states", "terms"].map((name) => `workflows/${name}.ts`),
  "packages/application/answers/actionLink.ts",
  "packages/i18n/index.ts",
  "packages/mail/letter.ts",
  "packages/workplan/index.ts",
]

test.each(light)("%s loads no state machine", async (entry) => {
  expect(machines(await loadedBy(entry))).toEqual([])
})

test("each workflow has its list of commands", () => {
  expect(light.filter((path) => /ommands\.ts$/.test(path))).toHaveLength(Object.keys(workflows).length)
})

test("a workflow does load one", async () => {
  expect(machines(await loadedBy("workflows/activity/index.ts"))).toEqual(
    expect.arrayContaining(["workflows/activity/machine.ts", expect.stringMatching(/node_modules\/xstate\//)]),
  )
})
