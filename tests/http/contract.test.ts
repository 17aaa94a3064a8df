import { chainFault, leafHash } from "@demarche/event-store"
import { apiOptionsOf } from "@demarche/server/serve"
import { Validator } from "@seriousme/openapi-schema-validator"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { documentedApi } from "./documented.ts"
import { wordDocument } from "./wordDocument.ts"
import { AUSTRIA, ISU, type Json, openCcm, PLAN, readyToCirculate, thematic, type World } from "./world.ts"

let world: World
beforeEach(async () => {
  world = await openCcm("2026-03-01T10:00:00+01:00")
})
afterEach(async () => {
  await world.stop()
})

const t2a2 = `/api/activities/${PLAN}.t2-a2`
const opening = { closes: "2026-03-20T18:00", invited: ["isu"] }

describe("reading", () => {
  test("an item says what could be done, what could not and why, and the fields each command takes", async () => {
    const { transitions, version } = await world.get(t2a2, { as: AUSTRIA })
    const named = Object.fromEntries(transitions.map((each: Json) => [each.name, each]))
    expect(named.openConsultation).toMatchObject({
      allowed: true,
      failing: [],
      fields: { required: ["closes", "invited"] },
    })
    expect(named.startDrafting).toMatchObject({
      allowed: false,
      failing: [{ code: "CONSULTATION_MISSING", sentence: expect.any(String) }],
    })
    expect(named.agree.failing.map(({ code }: Json) => code)).toContain("STEP_NOT_KEPT")
    expect(named.support.failing).toMatchObject([{ code: "NOT_NOW" }])
    expect(Object.keys(named)).not.toContain("plan")
    expect(Object.keys(named)).not.toContain("recordDue")
    const { headers } = await world.ask("GET", t2a2)
    expect(headers.get("ETag")).toBe(`"${version}"`)
    expect(headers.get("Cache-Control")).toBe("no-store")
  })

  test("lists are filtered and paged, each item once", async () => {
    const seen: string[] = []
    let next: string | null = null
    do {
      const page = await world.get("/api/activities", { query: { plan: PLAN, limit: "8", ...(next && { next }) } })
      expect(page.items.length).toBeLessThanOrEqual(8)
      seen.push(...page.items.map(({ code }: Json) => code))
      next = page.next
    } while (next)
    expect(new Set(seen).size).toBe(21)
    expect(seen).toHaveLength(21)
    const codes = async (query: Record<string, string>) =>
      (await world.get("/api/activities", { query: { plan: PLAN, limit: "100", ...query } })).items.map(
        ({ code }: Json) => code,
      )
    expect(await codes({ track: "t2-3" })).toEqual(["t2-3-a1", "t2-3-a2"])
    expect(await codes({ quarter: "2026-Q2" })).toEqual(["t2-a2", "t2-a3", "x-q2-3"])
    expect(await codes({ state: "agreed" })).toEqual([])
    await world.at("2026-04-01T10:00:00+02:00")
    expect(await codes({ due: "overdue" })).toEqual(["t1-a1", "x-q1-2", "x-q1-3", "x-q1-4"])
  })

  test("the record of a plan is newest first, paged, and can be asked by person and by type", async () => {
    await world.at("2026-03-01T10:01:00+01:00")
    await world.take(AUSTRIA, "t2-a2", "openConsultation", opening)
    const all: Json[] = []
    let next: string | null = null
    do {
      const page = await world.get("/api/history", {
        as: ISU,
        query: { plan: PLAN, limit: "20", ...(next && { next }) },
      })
      all.push(...page.items)
      next = page.next
    } while (next)
    expect(all[0]).toMatchObject({
      stream: `activity:${PLAN}.t2-a2`,
      events: [{ type: "ConsultationOpened" }],
      actor: { person: "coordinator-austria" },
    })
    expect(new Set(all.map(({ stream, version }) => `${stream}@${version}`)).size).toBe(all.length)
    expect(all.map(({ recordedAt }) => recordedAt)).toEqual(
      all
        .map(({ recordedAt }) => recordedAt)
        .toSorted()
        .toReversed(),
    )
    const by = async (query: Record<string, string>) =>
      (await world.get("/api/history", { as: ISU, query: { plan: PLAN, ...query } })).items
    expect(await by({ person: "coordinator-austria" })).toHaveLength(2)
    expect(await by({ type: "PlanImported" })).toHaveLength(1)
    expect(await by({ since: "2026-03-01T10:00:01+01:00" })).toHaveLength(1)
  })

  test("people are shown to the committee, and not to the public", async () => {
    const people = async (as?: string) => (await world.get(`/api/plans/${PLAN}`, as ? { as } : {})).people
    expect(await people()).toBeNull()
    expect((await people(thematic("a"))).map(({ name }: Json) => name)).toContain("Presidency")
  })
})

describe("writing", () => {
  test("a dry run says what would happen, there and elsewhere, and writes nothing", async () => {
    const would = await world.ask("POST", `${t2a2}/transitions/openConsultation?dryRun=true`, {
      as: AUSTRIA,
      body: opening,
    })
    expect(would).toMatchObject({
      status: 200,
      body: { dryRun: true, state: "consulting", version: 2, events: [{ type: "ConsultationOpened" }] },
    })
    expect((await world.get(t2a2)).version).toBe(1)
    const moved = await world.ask("POST", `/api/plans/${PLAN}/transitions/moveMeeting?dryRun=true`, {
      as: ISU,
      body: { meeting: "3rc", from: "2026-09-14", to: "2026-09-18" },
    })
    expect(moved.body.consequences).toContainEqual({ stream: `activity:${PLAN}.x-q3-1`, transition: "recordDue" })
  })

  test("If-Match with the version seen is taken, and the answer carries the next", async () => {
    const { headers } = await world.ask("GET", t2a2)
    const answer = await world.ask("POST", `${t2a2}/transitions/openConsultation`, {
      as: AUSTRIA,
      body: opening,
      headers: { "If-Match": headers.get("ETag") ?? "" },
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get("ETag")).toBe('"2"')
  })

  test("a page cannot be used past a deadline: If-Match compares what the reader saw", async () => {
    await readyToCirculate(world)
    await world.take(AUSTRIA, "t2-a2", "circulate", { until: "2026-03-10T18:00" })
    const before = (await world.ask("GET", t2a2)).headers.get("ETag") ?? ""
    world.jump("2026-03-10T18:00:00+01:00")
    const comment = (seen: string) =>
      world.ask("POST", `${t2a2}/transitions/comment`, {
        as: AUSTRIA,
        body: { text: "Noted." },
        headers: { "If-Match": seen },
      })
    expect((await comment(before)).status).toBe(412)
    const after = (await world.ask("GET", t2a2)).headers.get("ETag") ?? ""
    expect((await comment(after)).status).toBe(200)
  })

  test("a draft is uploaded as Markdown or Word and added by its hash; a redacted one is gone, and the chain stands", async () => {
    const sent = async (body: string | ArrayBuffer, type: string) => {
      const app = documentedApi(
        world.hosted.application,
        apiOptionsOf(world.hosted, {
          reporter: { info() {}, error() {} },
          home: "https://d.example",
          demo: world.clock,
        }),
      )
      const response = await app.request(`/api/texts?plan=${PLAN}`, {
        method: "POST",
        body,
        headers: { "Content-Type": type, Authorization: `Bearer demo:${AUSTRIA}` },
      })
      return (await response.json()) as { hash: string }
    }
    const word = await sent(
      await wordDocument("Reference points", ["The norm protects civilians."]),
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )
    expect((await world.ask("GET", `/api/texts/${word.hash}`, { as: ISU })).body).toMatch(
      /# Reference points[\s\S]*The norm protects civilians/,
    )
    const { hash } = await sent("# Draft\n", "text/markdown")
    await world.take(AUSTRIA, "t2-a2", "waiveConsultation", { reason: "time" })
    await world.take(AUSTRIA, "t2-a2", "startDrafting")
    expect((await world.take(AUSTRIA, "t2-a2", "addDraft", { text: hash })).events).toMatchObject([
      { type: "DraftAdded", text: hash },
    ])
    expect((await world.ask("GET", `/api/texts/${hash}`)).status).toBe(404)
    await world.take(ISU, "t2-a2", "redact", { text: hash, reason: "names a person" })
    const gone = await world.ask("GET", `/api/texts/${hash}`, { as: ISU })
    expect(gone).toMatchObject({ status: 410, body: { type: expect.stringMatching(/erased$/) } })
  })
})

describe("the export", () => {
  test("anyone can take the public record away and verify it; one altered byte is named", async () => {
    await world.take(AUSTRIA, "t2-a2", "openConsultation", {
      ...opening,
      invited: ["thematic-coordinators"],
      attribution: "chathamHouse",
    })
    await world.take(thematic("a"), "t2-a2", "recordInput", { round: 1, text: "in confidence" })
    const text: string = await world.get(`/api/history/export?plan=${PLAN}`)
    expect(text).not.toContain("thematic-a")
    const commits: Json[] = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
    const streams = Map.groupBy(commits, ({ stream }) => stream)
    for (const each of streams.values())
      expect(chainFault(each.toSorted((a, b) => a.version - b.version))).toBeUndefined()
    const whole = (await world.get(`/api/history/export?plan=${PLAN}`, { as: ISU }))
      .trim()
      .split("\n")
      .map((line: string) => JSON.parse(line))
    const hidden = commits.find(({ events }) => events.some((event: Json) => event.hash))
    const shown = whole.find(({ hash }: Json) => hash === hidden.hash)
    expect(leafHash(shown.events[0])).toBe(hidden.events[0].hash)
    const [first] = streams.get(`activity:${PLAN}.t2-a2`)?.toSorted((a, b) => a.version - b.version) ?? []
    first.events[0].value.title = first.events[0].value.title.replace("ISU", "ISV")
    expect(chainFault([first])).toEqual({ stream: `activity:${PLAN}.t2-a2`, version: 1, fault: "hash" })
  })
})

describe("doors", () => {
  test("a key acts as its office in its plans, is shown once and kept as a hash, and ends when revoked or expired", async () => {
    const { status, body } = await world.ask("POST", "/api/keys", {
      as: ISU,
      body: { label: "a bot", office: "secretariat", plans: [PLAN], expires: "2026-04-01T00:00:00Z" },
    })
    expect(status).toBe(201)
    const auth = { Authorization: `Bearer ${body.key}` }
    const comment = (headers: Record<string, string>) =>
      world.ask("POST", `${t2a2}/transitions/comment`, { body: { text: "Noted." }, headers })
    const taken = await comment(auth)
    expect(taken.status).toBe(200)
    const { items } = await world.get(`${t2a2}/history`, { as: ISU })
    expect(items.at(-1).actor).toEqual({ person: `key-${body.id}`, office: "secretariat" })
    for await (const commit of world.hosted.application.world.events.scan())
      expect(JSON.stringify(commit)).not.toContain(body.key)
    expect((await comment({ Authorization: `Bearer ${body.key.slice(0, -1)}x` })).status).toBe(401)
    await world.take(ISU, `/api/keys/${body.id}`, "revokeKey", { reason: "lost" })
    expect((await comment(auth)).status).toBe(401)
    const late = await world.ask("POST", "/api/keys", {
      as: ISU,
      body: { label: "a bot", office: "secretariat", plans: [PLAN], expires: "2026-04-01T00:00:00Z" },
    })
    world.jump("2026-04-01T00:00:00Z")
    expect((await comment({ Authorization: `Bearer ${late.body.key}` })).status).toBe(401)
  })

  test("a key for one plan is nothing in another", async () => {
    const { body } = await world.ask("POST", "/api/keys", {
      as: ISU,
      body: { label: "a bot", office: "secretariat", plans: [PLAN] },
    })
    const elsewhere = await world.ask("POST", "/api/activities/other-plan.t1/transitions/comment", {
      body: { text: "x" },
      headers: { Authorization: `Bearer ${body.key}` },
    })
    expect(elsewhere.status).toBe(403)
  })

  test("outside demo mode none of its doors exist", async () => {
    const app = documentedApi(
      world.hosted.application,
      apiOptionsOf(world.hosted, { reporter: { info() {}, error() {} }, home: "https://d.example" }),
    )
    const acted = await app.request(`${t2a2}/transitions/comment`, {
      method: "POST",
      body: "{}",
      headers: { Authorization: `Bearer demo:${AUSTRIA}`, "Content-Type": "application/json" },
    })
    expect(acted.status).toBe(401)
    expect(
      (await app.request("/api/demo/clock", { method: "POST", body: '{"now":"2027-01-01T00:00:00Z"}' })).status,
    ).toBe(404)
    const clicked = await app.request("/en/sign-in/demo", {
      method: "POST",
      body: new URLSearchParams({ as: `${PLAN}:coordinator-austria` }),
    })
    expect(clicked.status).toBe(404)
  })

  test("who asks too often is told when to come back", async () => {
    const tenancy = {
      ...apiOptionsOf(world.hosted, {
        reporter: { info() {}, error() {} },
        home: "https://d.example",
        demo: world.clock,
      }),
      rates: { read: 4, write: 2 },
      milliseconds: () => 15_000,
    }
    const app = documentedApi(world.hosted.application, tenancy)
    const statuses = []
    for (let count = 0; count < 3; count++) statuses.push((await app.request("/api/plans")).status)
    expect(statuses).toEqual([200, 200, 429])
    expect((await app.request("/api/plans")).headers.get("Retry-After")).toBe("45")
  })
})

describe("of itself", () => {
  test("health says whether the store takes writes, and 503 with the reason when not", async () => {
    expect(await world.get("/healthz")).toMatchObject({
      status: "ok",
      store: "writable",
      now: "2026-03-01T09:00:00.000Z",
    })
    const reason = "/data/events.db: database or disk is full"
    world.hosted.application.world.events.health = async () => ({ writable: false, reason, obstacle: "full" })
    const { status, body } = await world.ask("GET", "/healthz")
    expect([status, body.store]).toEqual([503, "full"])
    expect(JSON.stringify(body)).not.toContain("/data")
  })

  test("the OpenAPI document is valid by the specification's own schema", async () => {
    const { valid, errors } = await new Validator().validate(await world.get("/api/openapi.json"))
    expect(errors).toBeUndefined()
    expect(valid).toBe(true)
  })

  test("the OpenAPI document names every transition with its fields, and every path of it answers", async () => {
    const document = await world.get("/api/openapi.json")
    expect(document.openapi).toBe("3.1.0")
    const paths = Object.keys(document.paths)
    for (const name of ["circulate", "object", "correct", "redact"])
      expect(paths).toContain(`/api/activities/{id}/transitions/${name}`)
    const { schema } =
      document.paths["/api/activities/{id}/transitions/circulate"].post.requestBody.content["application/json"]
    expect(schema.required).toEqual(["until"])
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(["until", "reason", "onBehalfOf"]))
    for (const [path, methods] of Object.entries(document.paths as Record<string, Json>)) {
      if (!methods.get) continue
      const url = path
        .replace("{plan}", PLAN)
        .replace("/activities/{id}", `/activities/${PLAN}.t2-a2`)
        .replace("/outputs/{id}", `/outputs/${PLAN}.o1`)
        .replace("/requests/{id}", `/requests/${PLAN}.r-none`)
        .replace("/notices/{id}", `/notices/${PLAN}.k-none`)
        .replace("/deliveries/{id}", `/deliveries/${PLAN}.d-none`)
        .replace("{hash}", "A".repeat(43))
      const asked = /history$|export$|notices|reminders|webhooks|deliveries/.test(path) && !path.includes("{")
      const required = (methods.get.parameters ?? []).filter((each: Json) => each.in === "query" && each.required)
      const query = asked
        ? { plan: PLAN, until: "2030-01-01T00:00:00Z" }
        : Object.fromEntries(required.map(({ name, example }: Json) => [name, example]))
      const { status } = await world.ask("GET", url, { query })
      const open = Array.isArray(methods.get.security)
      expect(status, path).toBe(!open ? 401 : /requests\/\{id\}|workflows|texts/.test(path) ? 404 : 200)
    }
  })

  test("every answer bears the headers that keep a browser safe", async () => {
    const { headers } = await world.ask("GET", "/api/plans")
    expect(headers.get("Content-Security-Policy")).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff")
    expect(headers.get("Referrer-Policy")).toBe("no-referrer")
    expect(headers.get("Strict-Transport-Security")).toMatch(/max-age/)
  })
})
