import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { createWebhooks } from "@demarche/application/webhooks/webhooks"
import { type Served, serve } from "@demarche/server/serve"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { sources } from "../house/files.ts"
import { AUSTRIA, circulated, ISU, type Json, openCcm, PRESIDENCY, type World } from "../http/world.ts"
import { cli, PLAN, temporary } from "./console.ts"

const folder = temporary()
let world: World
let served: Served

beforeAll(async () => {
  const mail = { mailer: { send: async () => {} }, home: "https://d.example", key: "k" }
  const hooks = createWebhooks({ call: async () => ({ taken: true, said: "204" }) }, "k")
  world = await openCcm("2026-06-01T10:00:00+02:00", undefined, mail, hooks)
  await circulated(world)
  await world.at("2026-06-02T09:00:00+02:00")
  await world.take(AUSTRIA, "t1-a1", "cancel", { reason: "no need", mandate: "the Coordination Committee" })
  const reporter = { info() {}, error: console.error }
  const settings = {
    hostname: "127.0.0.1",
    port: 0,
    home: "https://d.example",
    letterKey: "k",
    reporter,
    demo: world.clock,
  }
  served = await serve(world.hosted, settings)
})
afterAll(async () => {
  await served.stop()
  await world.stop()
  folder.remove()
})

const ask = (as: string | undefined, ...argv: string[]) =>
  cli([...argv, "--server", served.url, ...(as ? ["--key", `demo:${as}`] : [])])
const done = async (as: string | undefined, ...argv: string[]) => {
  const { code, out, err } = await ask(as, ...argv)
  expect({ code, err }).toEqual({ code: 0, err: "" })
  return out
}
const item = (code: string, as = ISU): Promise<Json> =>
  world.get(`/api/${/^o\d/.test(code) ? "outputs" : "activities"}/${PLAN}.${code}`, { as })
/** A file that holds a text, as a field names it. */
function fileOf(name: string, text: string): string {
  const path = join(folder.path, name)
  writeFileSync(path, text)
  return `@${path}`
}

test("the plan's document, as the API has it: Markdown, JSON, in the past, in French", async () => {
  const address = `/api/plans/${PLAN}/document`
  const markdown = { Accept: "text/markdown" }
  expect(await done(undefined, "plan", "document", PLAN)).toBe(await world.get(address, { headers: markdown }))
  expect(await done(undefined, "plan", "document", PLAN)).toContain("**t1-a1** · Consultation · Cancelled")
  expect(JSON.parse(await done(AUSTRIA, "plan", "document", PLAN, "--json"))).toEqual(
    await world.get(address, { as: AUSTRIA }),
  )
  const past = await done(undefined, "plan", "document", PLAN, "--as-of", "2026-06-01T08:00:00Z", "--lang", "fr")
  expect(past).toMatch(/^> .*1er juin 2026 à 10\sheures[\s\S]+\*\*t1-a1\*\* · Consultation · Prévue/)
  expect(await ask(undefined, "plan", "document", "no-such-plan")).toMatchObject({ code: 5, out: "" })
})

describe("a field has the type that its command gives it", () => {
  test("2026 and a,b are texts where a text is asked, and lists, numbers and booleans where these are", async () => {
    const output = (...argv: string[]) => done(AUSTRIA, "output", "do", `${PLAN}.o4`, ...argv)
    await output("linkEvidence", "deliverable=o4-2", "source=A report, 2026", "place=unidir.org/2026")
    await output("assess", "deliverable=o4-1", `finding=${fileOf("finding.txt", "Seen,\nand heard.\n")}`, "met=true")
    const { deliverables } = await item("o4")
    expect(deliverables.find(({ id }: Json) => id === "o4-2").evidence).toMatchObject([{ source: "A report, 2026" }])
    expect(deliverables.find(({ id }: Json) => id === "o4-1")).toMatchObject({ met: true })
    const { items } = await world.get(`/api/outputs/${PLAN}.o4/history`, { as: ISU })
    const [{ finding }] = items.at(-1).events
    expect(await world.get(`/api/texts/${finding}`, { as: ISU })).toBe("Seen,\nand heard.")

    const take = (...argv: string[]) => done(AUSTRIA, "activity", "do", ...argv)
    const closes = "closes=2026-06-10T18:00"
    await take(`${PLAN}.t2-a1`, "openConsultation", closes, "invited=isu,delegation-a", "--reason", "2026")
    const [round] = (await item("t2-a1")).consultations
    expect(round).toMatchObject({ round: 1, silent: ["isu", "delegation-a"] })
    await take(`${PLAN}.t2-a1`, "closeConsultation", "round=1", "summary=yes,no", "--reason", "early")
    const [{ summary }] = (await item("t2-a1")).consultations
    expect(await world.get(`/api/texts/${summary}`, { as: AUSTRIA })).toBe("yes,no")
    await take(`${PLAN}.t1-a2`, "setDue", 'rules=[{"kind":"date","on":"2026-07-01"}]', "--reason", "asked")
    expect((await item("t1-a2")).due.on).toBe("2026-07-01")
  })

  test("what is none of that type is refused by the field's name, and nothing is recorded", async () => {
    const before = (await item("o4")).version
    const wrong = ["deliverable=o4-1", "finding=x", "met=perhaps"]
    const refused = await ask(AUSTRIA, "output", "do", `${PLAN}.o4`, "assess", ...wrong)
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining("met: ") })
    expect((await item("o4")).version).toBe(before)
  })
})

test.each([
  ["en", "Completed"],
  ["fr", "Achevée"],
])(
  "what an activity has come to is called by its kind, in the answer as where it is shown: in %s",
  async (lang, word) => {
    const { items } = await world.get("/api/activities", { as: AUSTRIA, query: { plan: PLAN } })
    const isFree = ({ kind, state, partners }: Json) =>
      kind === "ongoing" && state === "planned" && partners.every(({ required }: Json) => !required)
    const { id } = items.find(isFree)
    await done(AUSTRIA, "activity", "do", id, "reportProgress", "period=2026-Q2", "text=It goes on")
    const conclude = ["activity", "do", id, "conclude", "summary=Done", "--reason", "it took place", "--lang", lang]
    expect(await done(AUSTRIA, ...conclude, "--dry-run")).toMatch(new RegExp(`^\\S+  ${word}  v`))
    expect(await done(AUSTRIA, ...conclude)).toMatch(new RegExp(`^\\S+  ${word}  v`))
    expect(await done(AUSTRIA, "activity", "show", id, "--lang", lang)).toContain(word)
  },
)

test("a request is submitted and accepted, the plan takes what is its own", async () => {
  const submitted = await done(PRESIDENCY, "request", "do", PLAN, "submit", "title=2026", "--id", "one")
  const [, id = ""] = submitted.match(/(ccm\S+\.r-\w+)/) ?? []
  expect(await world.get(`/api/requests/${id}`)).toMatchObject({ title: "2026", state: "submitted" })
  await done(AUSTRIA, "request", "do", id, "accept", "code=r-2026")
  expect(await item("r-2026")).toMatchObject({ title: "2026" })
  const meeting = ["id=prepcom", "title=Preparatory meeting", "kind=committee", "month=2026-07"]
  expect(await done(ISU, "plan", "do", PLAN, "addMeeting", ...meeting)).toContain("added a meeting")
})

test("outputs and requests are listed and shown, with evidence and what can be done", async () => {
  const { items } = await world.get(`/api/outputs?plan=${PLAN}`)
  const lines = (await done(AUSTRIA, "output", "list", "--plan", PLAN)).trimEnd().split("\n")
  expect(lines).toHaveLength(items.length)
  expect(lines.find((line) => line.startsWith("o4 "))).toMatch(/ Partly fulfilled +Coordinator +September 2026/)
  const open = await done(AUSTRIA, "output", "list", "--plan", PLAN, "--state", "partlyFulfilled", "--json")
  expect(JSON.parse(open).items.map(({ code }: Json) => code)).toEqual(["o4"])
  const shown = await done(AUSTRIA, "output", "show", `${PLAN}.o4`)
  expect(shown).toMatch(
    /State {4}Partly fulfilled, since 2 June 2026[\s\S]+o4-2 {2}Support issue.+\n {2}A report, 2026\n/,
  )
  expect(shown).toMatch(/Can be done now[\s\S]+linkEvidence[\s\S]+Blocked[\s\S]+fulfil/)
  expect(JSON.parse(await done(undefined, "output", "show", `${PLAN}.o4`, "--json"))).toMatchObject({ code: "o4" })
  const [request] = (await done(undefined, "request", "list", "--plan", PLAN, "--due", "none")).split("  ")
  expect(await done(undefined, "request", "show", `${PLAN}.${request}`)).toMatch(
    /2026\n[\s\S]+State {4}Accepted[\s\S]+r-2026/,
  )
})

describe("person", () => {
  test("is added, changed, shown and ended", async () => {
    const id = `${PLAN}.intern`
    const offices = '[{"office":"delegate","party":"austria","from":"2026-01-01"}]'
    const add = ["person", "add", id, "name=2026", "language=fr", "zone=Europe/Vienna", `offices=${offices}`]
    expect(await done(ISU, ...add, "--dry-run")).toContain("Nothing was written")
    expect(await ask(ISU, "person", "show", id)).toMatchObject({ code: 5, err: expect.stringContaining("intern") })
    await done(ISU, ...add)
    expect(await done(ISU, "person", "show", id)).toBe(
      "intern  2026  fr  Europe/Vienna\n  State party delegate, Austria, 2026-01-01 –\n",
    )
    await done(ISU, "person", "update", id, "language=en", "wants=")
    expect(JSON.parse(await done(ISU, "person", "show", id, "--json"))).toMatchObject({ language: "en" })
    await done(ISU, "person", "end", id, "--reason", "gone home")
    expect(await done(ISU, "person", "show", id)).toContain("Austria, 2026-01-01 – 2026-06-0")
  })

  test("all are listed to the committee, and to nobody else", async () => {
    const listed = await done(AUSTRIA, "person", "list", "--plan", PLAN)
    const { people } = await world.get(`/api/plans/${PLAN}`, { as: AUSTRIA })
    expect(listed.trimEnd().split("\n")).toHaveLength(people.length)
    expect(listed).toMatch(/^coordinator-austria +\S.*Coordinator, Austria, \d{4}/m)
    expect(await ask(undefined, "person", "list", "--plan", PLAN)).toMatchObject({ code: 4, out: "" })
    expect(await ask(ISU, "person", "show", "isu")).toMatchObject({ code: 2, err: expect.stringContaining("isu: ") })
    expect(await ask(AUSTRIA, "person", "end", `${PLAN}.isu`, "--reason", "no")).toMatchObject({ code: 1 })
  })
})

test("keys are listed with what became of them, for those who run the plan", async () => {
  const key = (label: string, ...more: string[]) =>
    ask(ISU, "key", "add", "--label", label, "--office", "auditor", "--plan", PLAN, ...more)
  const [lasting, lost] = [await key("audit", "--expires", "2026-12-01T00:00:00Z"), await key("lost")]
  const idOf = ({ out }: { out: string }) => out.split("_")[1] ?? ""
  await done(ISU, "key", "revoke", idOf(lost), "--reason", "lost")
  const lines = (await done(PRESIDENCY, "key", "list", "--plan", PLAN)).trimEnd().split("\n")
  expect(lines.find((line) => line.startsWith(idOf(lasting)))).toMatch(
    /^\w{16} +audit +Auditor +until 1 December 2026, .* Active$/,
  )
  expect(lines.find((line) => line.startsWith(idOf(lost)))).toMatch(/lost +Auditor +Revoked$/)
  expect(await done("thematic-a:thematicCoordinator", "key", "list", "--plan", PLAN)).toContain("no key")
  expect(JSON.parse(await done(ISU, "key", "list", "--plan", PLAN, "--json")).items).toHaveLength(3)
})

test("letters are listed and read, one's own alone by whom they are to", async () => {
  const list = async (as: string, ...more: string[]) =>
    (await done(as, "notice", "list", "--plan", PLAN, ...more)).trimEnd().split("\n")
  const [all, mine] = [await list(ISU), await list("thematic-a:thematicCoordinator")]
  expect(all.length).toBeGreaterThan(mine.length)
  const sent = await list(ISU, "--status", "sent", "--recipient", "thematic-a")
  expect(sent[0]).toMatch(/^\d+ June 2026, .+ t2-a2\S* +.*Delegation A.* Sent +ccm-\S+\.k-[0-9a-f]{32}$/)
  const id = sent[0]?.split(" ").at(-1) ?? ""
  const shown = await done("thematic-a:thematicCoordinator", "notice", "show", id)
  const { letter } = await world.get(`/api/notices/${id}`, { as: ISU })
  expect(letter.split("\n").length).toBeGreaterThan(3)
  expect(shown).toContain(letter.trimEnd())
  expect(await ask("thematic-b:thematicCoordinator", "notice", "show", id)).toMatchObject({ code: 5, out: "" })
  expect(JSON.parse(await done(ISU, "notice", "show", id, "--json"))).toMatchObject({ id, status: "sent" })
})

test("a webhook is registered and listed, one of its calls listed and made once more; a calendar feed is asked for and ended", async () => {
  const hook = ["url=https://unidir.example/hook", "label=2026"]
  expect(await done(ISU, "webhook", "do", PLAN, "register", ...hook)).toContain("whsec_")
  await world.take(AUSTRIA, "t1-a3", "setDue", { rules: [], reason: "none is known" })
  const { items } = await world.get("/api/deliveries", { as: ISU, query: { plan: PLAN } })
  const [called] = items
  expect(await done(ISU, "delivery", "do", called.id, "redeliver")).toContain(called.id)
  const [hooked] = (await done(ISU, "webhook", "list", "--plan", PLAN)).split("\n")
  expect(hooked).toMatch(/^ccm\S+\.w-\w{16} +2026 +https:\/\/unidir\.example\/hook +\* +Active +since 2 June 2026/)
  expect(JSON.parse(await done(ISU, "webhook", "list", "--plan", PLAN, "--json")).items).toHaveLength(1)
  const calls = (await done(ISU, "delivery", "list", "--plan", PLAN, "--webhook", called.webhook)).split("\n")
  expect(calls.some((line) => line.endsWith(called.id) && line.includes(called.about))).toBe(true)
  expect(await done(ISU, "delivery", "list", "--plan", PLAN, "--status", "givenUp")).toBe("")
  expect(await ask(AUSTRIA, "webhook", "list", "--plan", PLAN)).toMatchObject({ code: 4, out: "" })

  const feed = await ask(AUSTRIA, "feed", "add", "--plan", PLAN)
  const id = `${PLAN}.coordinator-austria`
  expect(feed).toMatchObject({ code: 0, err: expect.stringContaining(id) })
  const { pathname, search } = new URL(feed.out.trim())
  expect((await world.ask("GET", pathname + search)).body).toContain("BEGIN:VCALENDAR")
  expect(await done(AUSTRIA, "feed", "do", id, "revokeFeed")).toContain(id)
  expect((await world.ask("GET", pathname + search)).status).toBe(404)
})

test.each([
  ["activity", "--state", "planed", "planned"],
  ["activity", "--track", "t9", "t2-2"],
  ["activity", "--due", "soon", "overdue"],
  ["output", "--state", "done", "partlyFulfilled"],
  ["request", "--state", "done", "acknowledged"],
  ["notice", "--status", "gone", "suppressed"],
  ["delivery", "--status", "gone", "givenUp"],
])("%s list %s %s is refused with those that there are", async (command, option, value, known) => {
  expect(await ask(ISU, command, "list", "--plan", PLAN, option, value)).toMatchObject({
    code: 2,
    out: "",
    err: expect.stringContaining(known),
  })
})

describe("every command that the help names", () => {
  /** The commands in a help text, by their names. */
  const commandsIn = (help: string) =>
    [...(help.split("\nCommands:\n")[1] ?? "").matchAll(/^ {2}([a-z-]+)(?= |$)/gm)].map(([, name = ""]) => name)
  /** The words of command lines that tests give: what stands between brackets and quotation marks. */
  const given = sources()
    .filter(({ path }) => path.startsWith("tests/"))
    .map(({ text }) => text.replaceAll(/"(?:\.\.\.)?,\s*"/g, " "))
    .join("\n")

  test("is run by a test", async () => {
    const top = commandsIn((await cli(["--help"])).out).filter((name) => name !== "help")
    expect(top.length).toBeGreaterThan(12)
    const all: string[] = []
    for (const name of top) {
      const inner = commandsIn((await cli([name, "--help"])).out).filter((each) => each !== "help")
      all.push(...(inner.length > 0 ? inner.map((each) => `${name} ${each}`) : [name]))
    }
    expect(all).toContain("person add")
    expect(all.filter((command) => !new RegExp(`["(\`]${command}["\\s]`).test(given))).toEqual([])
  })
})
