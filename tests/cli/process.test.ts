import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { exits } from "@demarche/cli/exits"
import { afterAll, expect, test } from "vitest"
import { PLAN, PLAN_FILE, temporary } from "./console.ts"

const root = fileURLToPath(new URL("../..", import.meta.url))
const { bin } = JSON.parse(readFileSync(join(root, "packages/cli/package.json"), "utf8"))
const folder = temporary()
afterAll(folder.remove)

/** The file that npm links as `demarche`, run as npx runs it: by its first line, with the house's own Node ahead. */
function demarche(...argv: string[]) {
  const env = { ...process.env, PATH: `${join(root, "node_modules/.bin")}:${process.env.PATH}`, TZ: "Asia/Vientiane" }
  const { status, stdout, stderr } = spawnSync(join(root, "packages/cli", bin.demarche), argv, {
    env,
    cwd: folder.path,
  })
  return { code: status, out: stdout.toString(), err: stderr.toString() }
}

test("the help tells every exit code", () => {
  const { code, out } = demarche("--help")
  expect(code).toBe(0)
  for (const { code, means } of Object.values(exits)) expect(out).toContain(`  ${code}  ${means}`)
})

test("from a plan file to its record, and what is wrong in a sentence", () => {
  expect(demarche("plan", "import", PLAN_FILE, "--data", "data")).toMatchObject({ code: 0, err: "" })
  const { code, out } = demarche("history", PLAN, "--data", "data")
  expect(code).toBe(0)
  expect(out).toMatch(
    /\(Vientiane time\) {2}ccm-gso-2025-2026 {2}operator as Implementation Support Unit \(ISU\) proposed/,
  )
  expect(out).not.toContain("\u001b")
  const refused = demarche("activity", "do", `${PLAN}.t2-a2`, "startDrafting", "--data", "data")
  expect(refused).toMatchObject({ code: 1, out: "" })
  expect(refused.err).not.toMatch(/\bat .+\.ts:\d+/)
  expect(demarche().code).toBe(2)
})
