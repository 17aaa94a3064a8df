import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { FIRST, SECOND, twinsFile } from "../http/twins.ts"
import { adopted, cli, PLAN, PLAN_FILE, type Ran, temporary } from "./console.ts"

const folder = temporary()
const data = join(folder.path, "data")
const at = (...argv: string[]) => cli([...argv, "--data", data])
const as = (office: string, ...argv: string[]) => at(...argv, "--office", office, "--party", "austria")
const soon = `${new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)}T18:00`

beforeAll(async () => {
  expect(await at("plan", "import", PLAN_FILE)).toMatchObject({ code: 0, err: "" })
  expect(await adopted(at)).toMatchObject({ code: 0, err: "" })
})
afterAll(folder.remove)

test("slow: what has a title in the reader's language is called by it", async () => {
  const [file, kept] = ["twins.yaml", "twins"].map((name) => join(folder.path, name))
  writeFileSync(file ?? "", twinsFile())
  const held = (...argv: string[]) => cli([...argv, "--data", kept ?? ""])
  expect(await held("plan", "import", file ?? "")).toMatchObject({ code: 0, err: "" })
  const asked = [
    ["activity", "list", "--plan", PLAN],
    ["activity", "show", `${PLAN}.t2-a2`],
    ["output", "list", "--plan", PLAN],
    ["output", "show", `${PLAN}.o3`],
  ]
  for (const argv of asked) {
    const { code, out } = await held(...argv, "--lang", "fr")
    expect({ argv, code, second: out.includes(SECOND), first: out.includes(FIRST) }).toEqual({
      ...{ argv, code: 0, second: true, first: false },
    })
  }
})

describe("plan", () => {
  test("check tells the warnings as compilers do, offline", async () => {
    const { code, out } = await cli(["plan", "check", PLAN_FILE])
    const lines = out.trimEnd().split("\n")
    const warnings = lines.slice(0, -1)
    expect(code).toBe(0)
    expect(warnings.every((line) => /^.+\.yaml:\d+:\d+ [A-Z_]+ .+/.test(line))).toBe(true)
    expect(lines.at(-1)).toBe(`${PLAN}: 21 activities, 5 outputs, 19 people, ${warnings.length} warnings`)
  })

  test("check names each place that is wrong, and ends with 2", async () => {
    const file = join(folder.path, "bad.yaml")
    writeFileSync(file, readFileSync(PLAN_FILE, "utf8").replace("schema_version: 2", "schema_version: 9"))
    const { code, err } = await cli(["plan", "check", file])
    expect(code).toBe(2)
    expect(err).toMatch(/bad\.yaml:\d+:\d+ schema_version 9 is not 2/)
    expect(await at("plan", "import", file)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/\d+:\d+: schema_version/),
    })
  })

  test("check says in the reader's language what is no YAML, and so does an import", async () => {
    const file = join(folder.path, "tab.yaml")
    writeFileSync(file, readFileSync(PLAN_FILE, "utf8").replace("\nwork_plan:\n", "\nwork_plan:\n\t"))
    const said = (ran: Ran) => [ran.code, ran.err.replaceAll("\u00a0", " ")]
    const french = "cette ligne est en retrait par une tabulation : employez des espaces"
    expect(said(await cli(["plan", "check", file, "--lang", "fr"]))).toEqual([
      2,
      expect.stringMatching(new RegExp(`^demarche: ${file}:\\d+:1 ${french}\n$`)),
    ])
    expect(said(await at("plan", "import", file, "--lang", "fr"))).toEqual([2, expect.stringContaining(french)])
    expect(said(await cli(["plan", "check", file]))).toEqual([2, expect.stringContaining("a tab indents this line")])
  })

  test("a preview records nothing, not even an empty folder", async () => {
    const elsewhere = join(folder.path, "elsewhere")
    const { code, out } = await cli(["plan", "import", PLAN_FILE, "--dry-run", "--data", elsewhere])
    expect(code).toBe(0)
    expect(out).toContain("Nothing was written")
    expect(existsSync(elsewhere)).toBe(false)
  })

  test("sent again it is compared; what differs is shown and amended", async () => {
    const file = join(folder.path, "other.yaml")
    const title = "Meeting with the ISU and UNIDIR to discuss possible action"
    writeFileSync(file, readFileSync(PLAN_FILE, "utf8").replace(title, `${title} soon`))
    const preview = await at("plan", "import", file, "--dry-run")
    expect(preview.out).toMatch(/activity:ccm-gso-2025-2026\.x-q1-3 amended\n {4}title: "Meeting/)
    expect((await at("plan", "import", file)).out).toContain("compared with the file")
    expect((await at("plan", "import", file, "--dry-run")).out).not.toContain("x-q1-3")
  })
})

test("rows that were lost are made again by the next command", async () => {
  const before = await at("activity", "list", "--plan", PLAN)
  for (const name of readdirSync(data)) if (name.startsWith("views.db")) rmSync(join(data, name))
  expect(await at("activity", "list", "--plan", PLAN)).toEqual(before)
})

describe("activity list", () => {
  test("a line an activity, cut to the terminal, overdue ones said to be", async () => {
    const { out } = await cli(["activity", "list", "--plan", PLAN, "--data", data], { columns: 90 })
    const lines = out.trimEnd().split("\n")
    expect(lines).toHaveLength(21)
    expect(lines.every((line) => line.length <= 90)).toBe(true)
    expect(lines.find((line) => line.startsWith("t1-a1 "))).toMatch(/…\s+Planned\s+Coordinator\s+Q1 2026, Overdue$/)
    expect(out).not.toContain("\u001b")
  })

  test("colours only where the terminal has them", async () => {
    const coloured = { colours: { out: true, err: true } }
    const { out } = await cli(["activity", "list", "--plan", PLAN, "--data", data], coloured)
    expect(out).toContain("\u001b[31m")
  })

  test("what is blocked, and why", async () => {
    const { out } = await as("coordinator", "activity", "list", "--plan", PLAN, "--track", "t1", "--blocked")
    expect(out).toContain("Begin drafting (startDrafting): Drafting begins once a consultation has been closed")
    expect(out).not.toContain("not possible in the present state")
  })

  test("as JSON it is the API's", async () => {
    const { out } = await at("activity", "list", "--plan", PLAN, "--due", "none", "--json")
    const { items, next } = JSON.parse(out)
    expect(next).toBeNull()
    expect(items.map(({ due }: { due: unknown }) => due)).toEqual(items.map(() => null))
  })

  test("before it was recorded there was nothing", async () => {
    expect((await at("activity", "list", "--plan", PLAN, "--as-of", "2020-01-01T00:00:00Z")).out).toBe("")
    expect(await at("activity", "list", "--plan", "no-such-plan")).toMatchObject({ code: 5, out: "" })
  })
})

describe("activity do", () => {
  const id = `${PLAN}.t2-a2`
  const take = (...argv: string[]) => as("coordinator", "activity", "do", ...argv)

  test("shows what would happen, does it, and shows what can be done then", async () => {
    const open = [id, "openConsultation", `closes=${soon}`, 'invited=["isu", "delegation-a"]', "--reason", "as planned"]
    const preview = await take(...open, "--dry-run")
    expect(preview).toMatchObject({ code: 0, out: expect.stringContaining("Nothing was written") })
    expect((await as("coordinator", "activity", "show", id)).out).toContain("Planned, since")
    const done = await take(...open)
    expect(done.out).toMatch(
      /t2-a2 {2}In consultation {2}v2 [\w-]{8}\n {2}opened a consultation of 2 parties, until .+ 6 p\.m\. \(Geneva time\)/,
    )
    const { out } = await as("coordinator", "activity", "show", id)
    expect(out).toMatch(/Consultation 1 +\w+, \d+ \w+ \d{4}, 6 p\.m\. \(Geneva time\); 0 of 2 have answered/)
    expect(out).toMatch(/Can be done now[\s\S]+closeConsultation {2}Close the consultation {2}round=… {2}summary=…/)
    expect(out).toMatch(
      /Blocked[\s\S]+startDrafting {2}Begin drafting\n {4}Drafting begins once a consultation has been closed/,
    )
    expect(out).toMatch(/Not for your office: .*redact/)
  })

  test("the workflow's no is told in sentences, in both languages, and ends with 1", async () => {
    const refused = await take(id, "startDrafting")
    expect(refused).toMatchObject({ code: 1, out: "" })
    expect(refused.err).toMatch(/^demarche: .+\n {2}CONSULTATION_MISSING: Drafting begins once/)
    const french = await take(id, "startDrafting", "--lang", "fr", "--json")
    expect(french.err).toContain("La rédaction commence lorsqu’une consultation")
    expect(JSON.parse(french.out)).toMatchObject({ status: 422, failing: [{ code: "CONSULTATION_MISSING" }] })
  })

  test("a body from a file; a version no longer current ends with 6 and says what changed", async () => {
    const body = join(folder.path, "body.json")
    writeFileSync(body, JSON.stringify({ round: 1, summary: "Said from a file" }))
    const close = [id, "closeConsultation", "--body", `@${body}`, "--reason", "all have answered"]
    const stale = await take(...close, "--if-match", "1")
    expect(stale).toMatchObject({
      code: 6,
      err: expect.stringMatching(/What changed since:\n {2}v2 .+ opened a consultation/),
    })
    expect(await take(...close, "--if-match", "2")).toMatchObject({ code: 0 })
  })

  test("an --id is done once, and refused with another body", async () => {
    const link = (target: string) =>
      take(`${PLAN}.t1-a2`, "linkTo", "relation=feeds", `target=${target}`, "--id", "link-1", "--json")
    const [first, again] = [await link(`${PLAN}.t1-a3`), await link(`${PLAN}.t1-a3`)]
    expect(again.out).toBe(first.out)
    expect(await link(`${PLAN}.t1-a1`)).toMatchObject({
      code: 6,
      err: expect.stringContaining("use a new key for a new request"),
    })
  })

  test("bad input is named, and ends with 2", async () => {
    const named = async (said: RegExp, ...argv: string[]) =>
      expect(await take(...argv)).toMatchObject({ code: 2, err: expect.stringMatching(said) })
    await named(/attribution: Invalid option/, id, "openConsultation", `closes=${soon}`, "invited=isu", "attribution=x")
    await named(/nonsense: key=value/, id, "openConsultation", "nonsense")
    await named(/--body: is not a JSON object/, id, "openConsultation", "--body", "[1]")
    await named(
      /no-such-file cannot be read: there is no such file or folder/,
      id,
      "openConsultation",
      "--body",
      "@no-such-file",
    )
    await named(/Idempotency-Key: takes printable ASCII/, id, "openConsultation", "--id", "é €")
    await named(/If-Match: is a version/, id, "openConsultation", "--if-match", "x")
    await named(/there is no option --nonsense here/, id, "openConsultation", "--nonsense")
  })
})

test("whoever holds the folder gives keys as its secretariat, whatever office the key is for", async () => {
  const { code, out } = await at("key", "add", "--label", "audit", "--office", "auditor", "--plan", PLAN)
  expect(code).toBe(0)
  const [, id = ""] = out.split("_")
  expect(await at("key", "revoke", id, "--reason", "the audit is over")).toMatchObject({ code: 0 })
  expect(await at("key", "revoke", id, "--reason", "once more")).toMatchObject({ code: 1 })
})

test("when a command ends, what follows from it is done: the activities that it called for are there", async () => {
  const children = ["x-q3-3a", "x-q3-3b"].map((code) => ({ code, title: `Prepare ${code}`, kind: "document" }))
  const done = await as(
    "coordinator",
    "activity",
    "do",
    `${PLAN}.x-q3-3`,
    "expandPlaceholder",
    `children=${JSON.stringify(children)}`,
    "--mandate",
    "Coordination Committee",
  )
  expect(done).toMatchObject({ code: 0 })
  await using views = sqliteStore(data).views
  for (const { code } of children) expect(await views.get(`activity:${PLAN}.${code}`)).toMatchObject({ version: 1 })
})

describe("history", () => {
  test("a line a commit: when, who as what, the sentence, why, version and hash", async () => {
    const { out } = await at("history", `${PLAN}.t2-a2`)
    const lines = out.trimEnd().split("\n")
    expect(lines).toHaveLength(3)
    expect(lines[1]).toMatch(
      /^\d+ \w+ \d{4}, [\d.]+ [ap]\.m\. \(Geneva time\) {2}t2-a2 {2}operator as Coordinator opened a consultation of 2 parties, until .+ {2}\(as planned\) {2}v2 [\w-]{8}$/,
    )
    expect((await at("history", `${PLAN}.o1`)).out).toContain("promised the output")
    expect(await at("history", `${PLAN}.no-such`)).toMatchObject({ code: 5 })
  })

  test("of a plan it is all there is, by person, type and time", async () => {
    const count = async (...argv: string[]) => (await at("history", PLAN, ...argv)).out.split("\n").length - 1
    expect(await count()).toBeGreaterThan(47)
    expect(await count("--type", "ConsultationOpened")).toBe(1)
    expect(await count("--person", "nobody")).toBe(0)
    expect(await count("--until", "2020-01-01T00:00:00Z")).toBe(0)
    expect(await count("--as-of", "2020-01-01T00:00:00Z", "--until", "2099-01-01T00:00:00Z")).toBe(0)
    expect(
      JSON.parse((await at("history", `${PLAN}.t2-a2`, "--type", "ConsultationOpened", "--json")).out).items,
    ).toMatchObject([{ version: 2 }])
    expect(await at("history", "no-such-plan")).toMatchObject({ code: 5 })
  })

  test("what would move the reader's cursor is not recorded, and nothing of it is printed", async () => {
    const reason = "gone\u001b[2J\u009b1m\u202e away"
    const { code, out, err } = await as("coordinator", "activity", "do", `${PLAN}.t1-a3`, "cancel", "--reason", reason)
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining("TEXT_CONTROLS") })
    for (const control of ["\u001b", "\u009b", "\u202e"]) expect(out + err).not.toContain(control)
  })
})

describe("where the record is", () => {
  test("by the environment too, and one place only", async () => {
    const list = ["activity", "list", "--plan", PLAN]
    expect(await cli(list, { env: { DEMARCHE_DATA: data, LANG: "fr_CH.UTF-8" } })).toMatchObject({
      code: 0,
      out: expect.stringContaining("En retard"),
    })
    expect(await cli(list)).toMatchObject({
      code: 2,
      err: expect.stringContaining("--data DIR, --tables, or --server URL"),
    })
    expect(await cli([...list, "--data", data, "--server", "http://localhost"])).toMatchObject({ code: 2 })
  })

  test("a folder without a record is not begun by a slip of the pen", async () => {
    const typo = join(folder.path, "typo")
    expect(await cli(["activity", "list", "--plan", PLAN, "--data", typo])).toMatchObject({
      code: 5,
      err: expect.stringContaining("holds no record"),
    })
    expect(existsSync(typo)).toBe(false)
  })
})

describe("a command line that is wrong", () => {
  const wrong = async (...argv: string[]) => {
    const { code, out, err } = await cli(argv)
    expect({ code, out }).toEqual({ code: 2, out: "" })
    return err.replaceAll("\u00a0", " ")
  }

  test.each([
    [["plan", "chek"], "there is no command chek here: did you mean check?", "il n’y a pas de commande chek ici"],
    [["plan", "check"], "file is missing: `--help` after the command says", "il manque file : `--help` après"],
    [
      ["plan", "check", "x", "--lnag"],
      "there is no option --lnag here: did you mean --lang?",
      "vouliez-vous dire --lang ?",
    ],
    [["activity", "list"], "--plan <plan> is missing", "il manque --plan <plan>"],
    [["activity", "list", "--plan"], "--plan <plan> needs a value", "--plan <plan> demande une valeur"],
    [["key", "add", "--office", "chair"], "chair is not one of coordinator, presidency", "chair ne fait pas partie de"],
    [["plan", "check", tmpdir()], "cannot be read: it is a folder", "est illisible : c’est un dossier"],
  ])("%j is told so in the reader's language", async (argv, english, french) => {
    expect(await wrong(...argv)).toContain(`demarche: ${english}`.replace(/^demarche: (?=chair|cannot)/, ""))
    expect(await wrong("--lang", "fr", ...argv)).toContain(french)
  })

  test("half an id of an item is no item's, and a transition that there is not is told with those that there are", async () => {
    expect(await at("activity", "show", "t2-a2")).toMatchObject({
      code: 2,
      err: expect.stringContaining("write the plan’s"),
    })
    const { code, err } = await at("activity", "do", `${PLAN}.t2-a2`, "circulat")
    expect({ code, err }).toMatchObject({ code: 5, err: expect.stringMatching(/It takes one of .*circulate, /) })
  })

  test("a field that is missing is told with what each field takes", async () => {
    const { err } = await at("activity", "do", `${PLAN}.t2-a2`, "recordCheck", "check=gender")
    expect(err).toMatch(/What recordCheck takes:\n {2}check=\{"of": text, "option"\?: text, .+\n {2}\[text=text\]\n/)
  })
})
