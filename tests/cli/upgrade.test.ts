import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { parsePlan } from "@demarche/plan-file/parse"
import { SCHEMA_LINE } from "@demarche/plan-file/planSchema"
import { afterAll, describe, expect, test } from "vitest"
import { cli, PLAN_FILE, temporary } from "./console.ts"

const folder = temporary()
afterAll(folder.remove)

const old = fileURLToPath(new URL("../plan-file/format1/ccm-gso-2025-2026.yaml", import.meta.url))
const file = (name: string, text: string) => {
  const path = join(folder.path, name)
  writeFileSync(path, text)
  return path
}

describe("plan upgrade", () => {
  test("writes the plan to the output, and what is left out beside it", async () => {
    const { code, out, err } = await cli(["plan", "upgrade", old])
    expect(code).toBe(0)
    expect(parsePlan(out, "yaml").plan.procedure).toBe("ccm")
    expect(out.split("\n").slice(0, 2)).toEqual([SCHEMA_LINE, readFileSync(old, "utf8").split("\n")[0]])
    expect(err).toMatch(/^quarter_rule is left out: .+\nlap_clusters is left out: .+\n$/)
  })

  test("writes into a file, also over the old one", async () => {
    const path = file("plan.yaml", readFileSync(old, "utf8"))
    expect(await cli(["plan", "upgrade", path, "--out", path])).toMatchObject({ code: 0, out: "" })
    expect((await cli(["plan", "check", path])).code).toBe(0)
    expect(await cli(["plan", "upgrade", path])).toMatchObject({ code: 2, err: expect.stringContaining("format 1") })
  })

  test("reads and writes JSON by its name", async () => {
    const path = file("plan.json", '{"schema_version": 1}')
    const { code, out, err } = await cli(["plan", "upgrade", path, "--lang", "fr"])
    expect(out).toBe('{\n  "schema_version": 2\n}\n')
    expect({ code, err }).toMatchObject({
      code: 2,
      err: expect.stringContaining("plan.json:1:1 work_plan il manque «\u00a0work_plan\u00a0»"),
    })
  })

  test("refuses what is no file of format 1, and what it cannot read or write", async () => {
    expect(await cli(["plan", "upgrade", PLAN_FILE])).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringContaining("nothing to upgrade"),
    })
    expect(await cli(["plan", "upgrade", file("bad.yaml", "a: [")])).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringMatching(/bad\.yaml:\d+:\d+/),
    })
    expect((await cli(["plan", "upgrade", join(folder.path, "none.yaml")])).code).toBe(2)
    const link = join(folder.path, "link.yaml")
    symlinkSync(join(folder.path, "target.yaml"), link)
    expect(await cli(["plan", "upgrade", old, "--out", link])).toMatchObject({
      code: 2,
      err: expect.stringContaining("no ordinary file"),
    })
    expect(existsSync(join(folder.path, "target.yaml"))).toBe(false)
  })

  test("is what the import of such a file advises", async () => {
    const { code, err } = await cli(["plan", "check", old])
    expect(code).toBe(2)
    expect(err).toContain("4:17 schema_version this is format 1, and format 2 is read: `demarche plan upgrade FILE`")
  })
})
