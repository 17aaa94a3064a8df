import { isDeepStrictEqual } from "node:util"
import { importPlan } from "@demarche/application/importPlan"
import { DocumentReading } from "@demarche/http/planDocument"
import { parsePlan } from "@demarche/plan-file/parse"
import { PlanFile } from "@demarche/plan-file/planFile"
import { readSource } from "@demarche/plan-file/source"
import { commands as planCommands } from "@demarche/workflows/planCommands"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { stringify } from "yaml"
import * as z from "zod"
import { ccmFile } from "../http/ccm.ts"
import { AUSTRIA, ISU, type Json, openCcm, PLAN, type World } from "../http/world.ts"

let world: World
beforeEach(async () => {
  world = await openCcm("2026-03-02T10:00:00+01:00")
})
afterEach(() => world.stop())

const reason = "as decided"

async function send(body: string, { as = ISU, dryRun = false } = {}): Promise<Json[]> {
  if (!dryRun) return (await world.send(as, body)).differences
  const asked = { as, body, headers: { "Content-Type": "application/yaml" }, query: { dryRun: "true" } }
  const { status, body: answer } = await world.ask("POST", "/api/plans", asked)
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(answer)}`)
  return answer.differences
}

/** The plan file, changed as a value. */
function changed(change: (file: Json) => void): string {
  const file: Json = readSource(ccmFile(), "yaml").value
  change(file)
  return stringify(file, { aliasDuplicateObjects: false })
}

const one = (file: Json, list: string, id: string) => file[list].find((entry: Json) => entry.id === id)

describe("K5.1 people are compared over both", () => {
  test("a new address, an ended mandate, a new delegate, a deputy taken out are taken over, and then nothing differs", async () => {
    const file = changed((plan) => {
      one(plan, "people", "thematic-a").address = "new-a@demarche.example"
      one(plan, "people", "thematic-b").offices[0].to = "2026-08-01"
      plan.people.push({
        ...one(plan, "people", "thematic-c"),
        id: "newcomer",
        name: "New",
        address: "new@demarche.example",
      })
    })
    const differences = await send(file)
    expect(differences.every(({ taken }) => taken)).toBe(true)
    expect(differences.map(({ change }) => change)).toContain("added")
    const { people } = await world.get(`/api/plans/${PLAN}`, { as: ISU })
    const known = (id: string) => people.find((each: Json) => each.id === id)
    expect(known("newcomer")).toBeDefined()
    expect(known("thematic-b").offices[0].to).toBe("2026-08-01")
    expect(await send(file)).toEqual([])
  })

  test("who is in the file no more is told, with what to do", async () => {
    const differences = await send(changed((plan) => plan.people.splice(0, 1)))
    const why = { code: "personGone" }
    const how = expect.stringMatching(/“endPerson”/)
    expect(differences).toContainEqual(expect.objectContaining({ change: "missing", taken: false, why, how }))
  })

  test("a mandate is taken on after it had ended, and one that is not in the file any more is told", async () => {
    await send(changed((plan) => Object.assign(one(plan, "people", "thematic-a").offices[0], { to: "2026-06-30" })))
    const longer = changed((plan) => Object.assign(one(plan, "people", "thematic-a").offices[0], { to: "2026-09-30" }))
    // the warning that no letter would reach the party to the end of the cycle changes with it
    expect((await send(longer)).map(({ taken }) => taken)).toEqual([true, true])
    expect(await send(longer)).toEqual([])
    const other = changed((plan) => {
      Object.assign(one(plan, "people", "thematic-a").offices[0], { to: "2026-09-30", office: "delegate" })
    })
    expect(await send(other)).toContainEqual(
      expect.objectContaining({ taken: false, how: expect.stringMatching(/endMandate/) }),
    )
  })

  test("a coordinator hears of an office above their own and takes nothing of it over; the act says the same as a dry run, but for addresses, which nothing keeps", async () => {
    const file = changed((plan) => (one(plan, "people", "isu").address = "new-isu@demarche.example"))
    const preview = await send(file, { as: AUSTRIA, dryRun: true })
    expect(preview).toEqual([expect.objectContaining({ taken: false, how: expect.stringMatching(/secretariat/) })])
    const field = "people.isu.address"
    const told = { field, stands: "isu@demarche.example", file: "new-isu@demarche.example" }
    expect(preview[0]?.fields).toEqual([told])
    const kept = { ...preview[0], fields: [{ field, stands: null, file: null }] }
    expect(await send(file, { as: AUSTRIA })).toEqual([kept])
  })

  test("no text of a person's entry is kept with what an import came to", async () => {
    const texts = Object.entries(planCommands.updatePerson.fields()).flatMap(([field, schema]) =>
      JSON.stringify(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" })).includes('"text":true')
        ? [field]
        : [],
    )
    expect(texts).toEqual(["name", "salutation", "address"])
    const values = { name: "Their New Name", salutation: "Dear Newly Named", address: "newly@demarche.example" }
    const file = changed((plan) => Object.assign(one(plan, "people", "thematic-a"), values))
    const kept = await send(file)
    for (const field of texts) {
      const difference = kept
        .flatMap(({ fields }) => fields)
        .find((each: Json) => each.field === `people.thematic-a.${field}`)
      expect(difference).toEqual({ field: `people.thematic-a.${field}`, stands: null, file: null })
    }
  })

  test("what was redacted does not come back", async () => {
    const { people } = await world
      .get(`/api/plans/${PLAN}/history`, { as: ISU })
      .then(({ items }: Json) => ({ people: items.flatMap(({ events }: Json) => events) }))
    const { name } = people.find((event: Json) => event.type === "PersonAdded" && event.person === "thematic-a")
    await world.take(ISU, "plan", "redact", { text: name, reason })
    expect(await send(ccmFile())).toEqual([
      expect.objectContaining({ taken: false, how: expect.stringMatching(/redacted/) }),
    ])
  })
})

test("K5.1 what another version of the program finds in the same file is no difference, until the file says something else", async () => {
  const { plan: file } = parsePlan(ccmFile(), "yaml")
  const by = { person: "isu", office: "secretariat" } as const
  const sent = { by, mandateImplied: true, correlation: "another version" }
  const found = { code: "ANOTHER", path: "work_plan", line: 1, note: "found by another version" }
  const { application } = world.hosted
  expect((await importPlan(application, { ...sent, file, warnings: [found] })).differences).toEqual([])
  expect(await send(ccmFile())).toEqual([])
  const cycle = { ...file.work_plan.cycle, label: "another cycle" }
  const other = { ...file, work_plan: { ...file.work_plan, cycle } }
  const [difference] = (await importPlan(application, { ...sent, file: other, warnings: [found] })).differences
  expect(difference?.fields.map(({ field }) => field)).toEqual(expect.arrayContaining(["cycle", "warnings"]))
  expect(await send(ccmFile())).toHaveLength(1)
  const { warnings } = await world.get(`/api/plans/${PLAN}`)
  expect(warnings.map(({ code }: Json) => code)).not.toContain("ANOTHER")
})

describe("K5.2 an amendment replaces", () => {
  test("a dependency that was taken out of the file is gone, and what was linked by a decision stays", async () => {
    await world.take(AUSTRIA, "t2-a2", "linkTo", { relation: "relatesTo", target: "a document" })
    const { links } = await world.get(`/api/activities/${PLAN}.t2-a2`)
    const without = changed((plan) => {
      for (const field of ["depends_on", "feeds", "parent"]) delete one(plan, "activities", "t2-a2")[field]
      for (const each of plan.activities) if (each.id === "t2-a2") each.depends_on = []
    })
    await send(changed((plan) => (one(plan, "activities", "t2-a2").depends_on = ["t2-a1"])))
    expect((await linksOf("t2-a2")).length).toBe(links.length + 1)
    await send(without)
    expect(await linksOf("t2-a2")).toEqual([{ relation: "relatesTo", target: "a document" }])
    expect(await send(without)).toEqual([])
  })

  test("a meeting that was moved stays moved when another one is changed in the file", async () => {
    const { meetings } = await world.get(`/api/plans/${PLAN}`)
    const first = meetings.find(({ from }: Json) => from)
    const second = meetings.find(({ from }: Json) => !from)
    await world.take(AUSTRIA, "plan", "moveMeeting", { meeting: first.id, from: "2026-10-05", to: "2026-10-06" })
    await world.take(AUSTRIA, "plan", "addMeeting", { id: "extra", title: "Extra", month: "2026-10" })
    const file = changed((plan) => (one(plan, "deadline_events", second.id).title = "Another title"))
    await send(file)
    const after = (await world.get(`/api/plans/${PLAN}`)).meetings
    const known = (id: string) => after.find((meeting: Json) => meeting.id === id)
    expect([known(first.id).from, known(second.id).title, known("extra")?.title]).toEqual([
      "2026-10-05",
      "Another title",
      "Extra",
    ])
    expect(await send(file)).toEqual([])
  })

  const linksOf = async (code: string) => (await world.get(`/api/activities/${PLAN}.${code}`)).links
})

describe("K5 what is read of a plan is taken as it was read", () => {
  const lists = Object.entries(DocumentReading.shape).flatMap(([list, schema]) =>
    list in planCommands.amend.fields() && schema instanceof z.ZodArray ? [list] : [],
  )

  test("in every list, with nothing changed by it", async () => {
    expect(lists).toEqual(expect.arrayContaining(["meetings", "objectives", "tracks", "parties"]))
    const before = await world.get(`/api/plans/${PLAN}`, { as: ISU })
    for (const list of lists) {
      await world.take(ISU, "plan", "amend", { [list]: before[list], reason })
      const after = await world.get(`/api/plans/${PLAN}`, { as: ISU })
      expect({ ...after, version: before.version }).toEqual(before)
    }
    expect(await send(ccmFile())).toEqual([])
  })

  test("and what is not set is read as null and taken so", async () => {
    const read = await world.get(`/api/plans/${PLAN}`, { as: ISU })
    const unset = Object.keys(planCommands.amend.fields()).filter((field) => read[field] === null)
    expect(unset).toContain("reminders")
    const body = { title: read.title, ...Object.fromEntries(unset.map((field) => [field, null])), reason }
    await world.take(ISU, "plan", "amend", body)
  })

  test("and what an amendment does not take of an entry is refused by its name where it was changed", async () => {
    const { meetings } = await world.get(`/api/plans/${PLAN}`, { as: ISU })
    const marked = meetings.findIndex(({ annotations }: Json) => annotations)
    meetings[marked].annotations = []
    const asked = { as: ISU, body: { meetings, reason } }
    const { status, body } = await world.ask("POST", `/api/plans/${PLAN}/transitions/amend`, asked)
    expect([status, body.errors]).toEqual([
      400,
      [{ path: `meetings.${marked}`, message: expect.stringContaining("annotations") }],
    ])
  })
})

describe("K5.3 meaning is compared, not bytes", () => {
  test.each([
    ["a comment at the top", (text: string) => `# A comment\n${text}`],
    ["decomposed accents", (text: string) => text.normalize("NFD")],
    ["another way to write the same YAML", () => changed(() => {})],
  ])("%s is no difference", async (_, rewrite) => {
    expect(await send(rewrite(ccmFile()))).toEqual([])
  })
})

/** Every place of the plan file's schema, by the keys that lead to it; of a list its entries. */
function placesOf(schema: z.core.$ZodType, path: string[] = []): string[][] {
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([key, field]) => placesOf(field, [...path, key]))
  if (schema instanceof z.ZodArray && placesOf(schema.element, []).some((inner) => inner.length > 0))
    return placesOf(schema.element, [...path, "[]"])
  if (schema instanceof z.ZodPipe) return placesOf(schema.in, path)
  const { def } = schema._zod
  if (!(schema instanceof z.ZodUnion) && "innerType" in def && def.innerType instanceof z.ZodType)
    return placesOf(def.innerType, path)
  return [path]
}

describe("K5 a change of any place of the plan file is told", () => {
  const places = placesOf(PlanFile).filter(
    ([first, second]) => first !== "schema_version" && !(first === "work_plan" && second === "id"),
  )

  test("they are many", () => expect(places.length).toBeGreaterThan(80))

  test.each(places.map((place) => ({ place: place.join(".").replaceAll(".[]", "[]"), keys: place })))(
    "$place: taken out",
    async ({ keys }) => {
      const found = whereSaid(keys)
      if (!found) return
      const file = changed((plan) => removeAt(plan, found))
      const asked = { as: ISU, body: file, headers: { "Content-Type": "application/yaml" }, query: { dryRun: "true" } }
      const { status, body } = await world.ask("POST", "/api/plans", asked)
      if (status === 400) return
      expect(status).toBe(200)
      const same = isDeepStrictEqual(parsePlan(file, "yaml").plan, parsePlan(ccmFile(), "yaml").plan)
      if (same) expect(body.differences).toEqual([])
      else expect(body.differences).not.toEqual([])
    },
  )

  /** The first place in the plan file that says something there. */
  function whereSaid(keys: string[]): (string | number)[] | undefined {
    const file: Json = readSource(ccmFile(), "yaml").value
    const search = (
      value: Json,
      [key, ...rest]: string[],
      path: (string | number)[],
    ): (string | number)[] | undefined => {
      if (value === undefined || value === null) return undefined
      if (key === undefined) return path
      if (key !== "[]") return search(value[key], rest, [...path, key])
      const entries: Json[] = Array.isArray(value) ? value : []
      for (const [at, entry] of entries.entries()) {
        const found = search(entry, rest, [...path, at])
        if (found) return found
      }
      return undefined
    }
    return search(file, keys, [])
  }

  function removeAt(plan: Json, path: (string | number)[]): void {
    const inner = path.slice(0, -1).reduce((value: Json, key) => value[key], plan)
    delete inner[path.at(-1)!]
  }
})
