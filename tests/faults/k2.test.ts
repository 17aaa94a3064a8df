import { examine } from "@demarche/cli/exported"
import { clearance, mayRead } from "@demarche/workflows/offices"
import type { Office } from "@demarche/workflows/terms"
import { afterAll, beforeAll, expect, test } from "vitest"
import { ccmFile } from "../http/ccm.ts"
import { contractOf } from "../http/documented.ts"
import { PLAN } from "../http/world.ts"
import { readers, run, type Secret, type StoryRun, texts, toldTo, type UnclearedReader } from "./twoRuns.ts"

const one: Secret = {
  answered: "delegation-a",
  objected: "delegation-a",
  supported: "delegation-b",
  late: "delegation-g",
  came: "thematic-g",
  address: "one@d.example",
  label: "Script of Delegation A",
  holder: "delegation-a",
  person: { id: "person-one", office: "observer", zone: "Asia/Tokyo" },
}
const other: Secret = {
  answered: "delegation-b",
  objected: "delegation-b",
  supported: "delegation-a",
  late: "delegation-h",
  came: "thematic-h",
  address: "other@d.example",
  label: "Robot of Delegation B",
  holder: "delegation-b",
  person: { id: "person-two", office: "partner", zone: "Africa/Cairo" },
}

/** All doors take their time where the machine has other work, in milliseconds. */
const LONGEST = 300_000

let first: StoryRun
let forPublic: StoryRun
let forCommittee: StoryRun
beforeAll(async () => {
  first = await run(one)
  forPublic = await run(other)
  const { objected, supported, late, person } = one
  forCommittee = await run({ ...other, objected, supported, late, person })
}, LONGEST)
afterAll(async () => {
  for (const { world } of [first, forPublic, forCommittee]) await world.stop()
})

const clearanceOf = (reader: UnclearedReader) => {
  const [, office = "observer"] = readers[reader]?.split(":") ?? []
  if (reader === "secretariat of another part") return "committee"
  return reader === "an ended mandate" ? "public" : clearance[office as Office]
}
const all = Object.keys(readers) as UnclearedReader[]

test.each(all)(
  "K2 slow: by no door does %s tell apart two runs that differ in what is hidden",
  async (reader) => {
    const second = clearanceOf(reader) === "public" ? forPublic : forCommittee
    const [here, there] = [await toldTo(first, reader), await toldTo(second, reader)]
    expect([...there.keys()]).toEqual([...here.keys()])
    expect([...here.keys()].filter((door) => there.get(door) !== here.get(door))).toEqual([])
    expect(here.size).toBeGreaterThan(300)
    if (reader === "observer of an addressed party")
      expect([...here.keys()].join()).toContain("letter 2 Silence broken")
  },
  LONGEST,
)

test.each(all)(
  "K2.4 slow: %s reads of all texts those that are for them, and hears of those alone that they are erased",
  async (reader) => {
    const { world } = first
    const { application } = world.hosted
    const erased: string[] = []
    for (const { hash, door, visibility } of await texts(application)) {
      const { status } = await world.ask("GET", `/api/texts/${hash}`, { as: readers[reader] })
      const gone = (await application.world.texts.get(hash)) === "erased"
      if (gone) erased.push(door)
      const may = mayRead(clearanceOf(reader))({ visibility })
      expect([door, status]).toEqual([door, may ? (gone ? 410 : 200) : 404])
    }
    expect(erased.join()).toMatch(/ObjectionRaised.*PersonUpdated/)
  },
)

test(
  "K2.5 slow: by a mandate that has ended nobody reads more than the public, or does anything",
  async () => {
    const { world } = first
    // The frame of a page and a sentence at home say who is signed in, and nothing of the plan.
    const whoReads =
      /<header>.*?<\/header>|<p><a class=[^>]*>Sign in<\/a> [^<]*<\/p>|<p>You hold no office in (?:this|any) work plan[^<]*<\/p>/gs
    const unframed = (told: ReadonlyMap<string, string>) =>
      new Map([...told].map(([door, text]) => [door, text.replaceAll(whoReads, "")]))
    const ended = unframed(await toldTo(first, "an ended mandate"))
    const nobody = unframed(await toldTo(first, "nobody"))
    for (const [door, told] of nobody) {
      if (!door.startsWith("GET"))
        expect([door, ended.get(door)]).toEqual([door, expect.stringMatching(/"status":4\d\d/)])
      else if (/^\{"status":(200|302)/.test(told)) expect([door, ended.get(door)]).toEqual([door, told])
      else expect([door, ended.get(door)]).toEqual([door, expect.stringMatching(/^\{"status":4\d\d/)])
    }
    for (const [template, { post }] of Object.entries(contractOf(world.hosted.application).document.paths)) {
      if (!post || template.includes("{")) continue
      const headers = { "Content-Type": template === "/api/plans" ? "application/yaml" : "application/json" }
      const text = { "Content-Type": "text/markdown" }
      const asked = {
        as: readers["an ended mandate"],
        query: { plan: PLAN, dryRun: "true" },
        headers: template === "/api/texts" ? text : headers,
        body: template === "/api/plans" ? ccmFile() : JSON.stringify(bodies[template] ?? {}),
      }
      const { status, body } = await world.ask("POST", template, asked)
      expect([template, status === 403 || body.failing]).toEqual([
        template,
        status === 403 || [expect.objectContaining({ code: "OFFICE" })],
      ])
    }
  },
  LONGEST,
)

/** What each door that begins something is sent. */
const bodies: Record<string, object> = {
  "/api/keys": { label: "Mine", office: "delegate", plans: [PLAN] },
  "/api/requests": { title: "A note" },
  "/api/webhooks": { url: "https://a.example/", label: "Mine" },
}

test("K2.1 slow: an export holds what the history of that clearance shows, and verifies", async () => {
  for (const as of [...Object.values(readers), "isu:secretariat"]) {
    const { body } = await first.world.ask("GET", `/api/history/export?plan=${PLAN}`, { as })
    const lines = async function* () {
      yield* body.split("\n")
    }
    expect((await examine(lines())).findings).toEqual([])
    const exported = body
      .trim()
      .split("\n")
      .map((line: string) => JSON.parse(line))
    const shown: string[] = []
    for (let next: string | null = ""; next !== null; ) {
      const page: { items: { stream: string; version: number }[]; next: string | null } = await first.world.get(
        `/api/history?plan=${PLAN}&limit=100${next && `&next=${next}`}`,
        { as },
      )
      shown.push(...page.items.map(({ stream, version }) => `${stream}@${version}`))
      next = page.next
    }
    expect(exported.map(({ stream, version }: { stream: string; version: number }) => `${stream}@${version}`)).toEqual(
      shown,
    )
  }
})

test.each([
  ["for an unknown party", { party: "atlantis" }, "PARTY_UNKNOWN"],
  ["that has expired already", { expires: "2026-06-01T00:00:00Z" }, "EXPIRES_IN_THE_PAST"],
])("K2.6 slow: a key %s is refused before it is made", async (_, given, code) => {
  const body = { label: "A script", office: "delegate", plans: [PLAN], ...given }
  const answer = await first.world.ask("POST", "/api/keys", { as: "isu:secretariat", body })
  expect([answer.status, answer.body.failing?.map((rule: { code: string }) => rule.code)]).toEqual([422, [code]])
})
