import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { cli, PLAN, PLAN_FILE, temporary } from "./console.ts"

const folder = temporary()
const data = join(folder.path, "data")
const file = join(folder.path, "export.ndjson")
let lines: string[] = []

beforeAll(async () => {
  expect(await cli(["plan", "import", PLAN_FILE, "--data", data])).toMatchObject({ code: 0 })
  expect(await cli(["export", "--plan", PLAN, "--data", data, "--output", file])).toMatchObject({ code: 0 })
  lines = readFileSync(file, "utf8").trimEnd().split("\n")
})
afterAll(folder.remove)

const path = () => join(folder.path, "given.ndjson")
const verify = (content: string | Uint8Array, ...argv: string[]) => {
  writeFileSync(path(), content)
  return cli(["verify", path(), ...argv])
}
const of = (version: number) =>
  lines.findIndex((line) => line.startsWith(`{"stream":"plan:${PLAN}","version":${version},`))
const without = (...versions: number[]) => lines.filter((_, index) => !versions.map(of).includes(index)).join("\n")
const changed = (version: number, change: (line: string) => string) =>
  lines.map((line, index) => (index === of(version) ? change(line) : line)).join("\n")

describe("an export", () => {
  test("is intact in whatever order its lines come, and with a line that comes twice", async () => {
    const intact = { code: 0, out: `Intact: ${lines.length} commits in 28 streams.\n`, err: "" }
    expect(await verify(lines.join("\n"))).toEqual(intact)
    expect(await verify([...lines.toReversed(), ""].join("\n"))).toEqual(intact)
    expect((await verify([...lines, lines[3]].join("\n"))).code).toBe(0)
  })

  test("one altered byte is found, wherever it is", async () => {
    const bytes = readFileSync(file)
    const codes = new Set<number>()
    for (let at = 0; at < bytes.length - 1; at += 499) {
      const altered = Uint8Array.from(bytes)
      altered[at] = (altered[at] ?? 0) ^ 1
      codes.add((await verify(altered)).code)
    }
    expect([...codes].sort()).toEqual([1, 2])
  })

  test("tampering ends with 1, and is named by stream, version and kind", async () => {
    const place = `plan:${PLAN}@5`
    const named = async (content: string, said: string) =>
      expect(await verify(content)).toMatchObject({
        code: 1,
        out: "",
        err: expect.stringContaining(`${place} ${said}`),
      })
    await named(
      changed(5, (line) => line.replace('"PersonAdded"', '"PersonEnded"')),
      "was altered",
    )
    await named(
      changed(5, (line) => line.replace('"type":', '"type": ')),
      "was rewritten",
    )
    await named(
      changed(5, (line) => line.replace(/"type":"\w+"/, '$&,"type":"PersonAdded"')),
      "was rewritten",
    )
    await named(
      changed(5, (line) => line.replace('"events":', '"state":{},"events":')),
      "carries something",
    )
    await named([...lines, lines[of(5)]?.replace('"PersonAdded"', '"PersonEnded"')].join("\n"), "stands here twice")
    const swapped = JSON.parse(lines[of(4)] ?? "").hash
    await named(
      changed(5, (line) => line.replace(swapped, "x".repeat(43))),
      "was altered",
    )
  })

  test("a hash beside a value does not vouch for it", async () => {
    const { leafHash } = await import("@demarche/event-store")
    const forged = changed(5, (line) => {
      const commit = JSON.parse(line)
      const [event] = commit.events
      commit.events = [{ ...event, hash: leafHash(event), value: { ...event.value, person: "somebody-else" } }]
      return JSON.stringify(commit)
    })
    expect(await verify(forged)).toMatchObject({ code: 1, err: expect.stringContaining("carries something") })
  })

  test("a gap or a missing beginning ends with 3", async () => {
    expect(await verify(without(5))).toMatchObject({
      code: 3,
      err: expect.stringContaining(`plan:${PLAN}: version 5 is missing`),
    })
    expect(await verify(without(1, 2))).toMatchObject({
      code: 3,
      err: expect.stringContaining("versions 1 to 2 are missing"),
    })
    const both = without(5).replace(/("version":7,.*)"PersonAdded"/, '$1"PersonEnded"')
    expect(await verify(both)).toMatchObject({ code: 1, err: expect.stringContaining("2 findings") })
  })

  test("what cannot be read ends with 2", async () => {
    expect(await verify(`${lines.join("\n")}\n{"stream":`)).toMatchObject({
      code: 2,
      err: expect.stringContaining(`line ${lines.length + 1} is not a commit`),
    })
    expect(await verify("garbage")).toMatchObject({ code: 2 })
    expect(await verify("null\n7\n[]")).toMatchObject({ code: 2, err: expect.stringContaining("3 findings") })
    expect(await verify("")).toMatchObject({ code: 2, err: expect.stringContaining("holds no commit") })
    expect(await cli(["verify", join(folder.path, "no-such")])).toMatchObject({
      code: 2,
      err: expect.stringContaining("no such file"),
    })
    expect(await cli(["verify", folder.path])).toMatchObject({ code: 2 })
  })

  test("as JSON, and in French", async () => {
    const { code, out, err } = await verify(without(5), "--json", "--lang", "fr")
    expect(code).toBe(3)
    expect(err).toContain("la version 5 manque")
    expect(JSON.parse(out).findings).toEqual([
      { kind: "truncated", stream: `plan:${PLAN}`, version: 5, until: 5, fault: "gap" },
    ])
  })
})

describe("a folder", () => {
  const ofFolder = () => cli(["verify", "--data", data])
  const sql = (statement: string) => {
    const db = new DatabaseSync(join(data, "events.db"))
    db.exec(statement)
    db.close()
  }
  const plan = `stream = 'plan:${PLAN}' AND version`

  test("is refolded whole: intact, a state changed, a commit altered, one removed, no database", async () => {
    expect(await ofFolder()).toEqual({ code: 0, out: `Intact: ${lines.length} commits in 28 streams.\n`, err: "" })
    const head = lines.filter((line) => line.startsWith(`{"stream":"plan:${PLAN}"`)).length
    sql(
      `UPDATE commits SET body = replace(body, '"zone":"Europe/Zurich"', '"zone":"Europe/Berlin"') WHERE ${plan} = ${head}`,
    )
    expect(await ofFolder()).toMatchObject({
      code: 1,
      err: expect.stringContaining(`@${head} state.context.zone: refolded "Europe/Zurich"`),
    })
    sql(`UPDATE commits SET body = replace(body, 'PersonAdded', 'PersonEnded') WHERE ${plan} = 5`)
    expect(await ofFolder()).toMatchObject({ code: 1, err: expect.stringContaining(`plan:${PLAN}@5 was altered`) })
    sql(`DELETE FROM commits WHERE ${plan} = 4`)
    const gone = await ofFolder()
    expect(gone).toMatchObject({ code: 1, err: expect.stringContaining(`plan:${PLAN}@4 is missing`) })
    expect(gone.err).toContain(`plan:${PLAN}@5 was altered`)
    writeFileSync(join(data, "events.db"), "this is no database, but long enough to be looked at ".repeat(100))
    expect(await ofFolder()).toMatchObject({ code: 2, err: expect.stringContaining("events.db") })
    expect(await cli(["activity", "list", "--plan", PLAN, "--data", data])).toMatchObject({ code: 2 })
  })

  test("that is not there", async () => {
    expect(await cli(["verify", "--data", join(folder.path, "no-such")])).toMatchObject({ code: 5 })
  })
})
