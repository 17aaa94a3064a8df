import { afterEach, beforeEach, expect, test } from "vitest"
import { ccmFile } from "./ccm.ts"
import { type Asked, AUSTRIA, CAMEROON, ISU, openCcm, PLAN, readyToCirculate, thematic, type World } from "./world.ts"

let world: World
let before: string
beforeEach(async () => {
  world = await openCcm("2026-03-01T10:00:00+01:00")
  before = await everything()
})
afterEach(async () => {
  await world.stop()
})

/** Every stream's head, so that a refusal can be seen to have left nothing behind. */
async function everything(): Promise<string> {
  const heads: string[] = []
  for await (const { stream, version, hash } of world.hosted.application.world.events.scan())
    heads.push(`${stream}@${version} ${hash}`)
  return heads.sort().join("\n")
}

const t2a2 = `/api/activities/${PLAN}.t2-a2`
const opening = { closes: "2026-03-20T18:00", invited: ["isu"] }
const open = `${t2a2}/transitions/openConsultation`
const yaml = { "Content-Type": "application/yaml" }

/** What is sent, the status it gets, and words that say where and why. */
const table: [string, string, string, Asked, number, RegExp][] = [
  ["the health with a slash behind it", "GET", "/healthz/", {}, 404, /leave out the last slash/],
  ["a calendar with a slash behind it", "GET", `/calendar/${PLAN}.ics/`, {}, 404, /leave out the last slash/],
  ["a list with a slash behind it", "GET", "/api/activities/", {}, 404, /leave out the last slash/],
  [
    "unparsable YAML",
    "POST",
    "/api/plans",
    { as: ISU, body: "schema_version: 1\n  work_plan: [", headers: yaml },
    400,
    /"line":2/,
  ],
  [
    "duplicate ids",
    "POST",
    "/api/plans",
    { as: ISU, body: ccmFile().replace("id: t1-a2", "id: t1-a1"), headers: yaml },
    400,
    /t1-a1.*"line":\d+|"line":\d+.*t1-a1/,
  ],
  [
    "a dangling reference",
    "POST",
    "/api/plans",
    { as: ISU, body: ccmFile().replace("track: t1\n", "track: t9\n"), headers: yaml },
    400,
    /t9/,
  ],
  [
    "an office that does not exist in a plan file",
    "POST",
    "/api/plans",
    { as: ISU, body: ccmFile().replace("office: coordinator", "office: emperor"), headers: yaml },
    400,
    /office/,
  ],
  [
    "a plan file of another media type",
    "POST",
    "/api/plans",
    { as: ISU, body: "x", headers: { "Content-Type": "application/pdf" } },
    415,
    /application\/yaml/,
  ],
  [
    "a person in a zone that does not exist",
    "POST",
    `/api/plans/${PLAN}/transitions/updatePerson`,
    { as: ISU, body: { person: "observer", zone: "Mars/Olympus_Mons" } },
    400,
    /"path":"zone".*no time zone.*Mars/,
  ],
  [
    "a closing time in a DST gap",
    "POST",
    open,
    { as: AUSTRIA, body: { ...opening, closes: "2026-03-29T02:30" } },
    400,
    /closes.*does not exist in Europe\/Zurich/,
  ],
  [
    "a closing time that happens twice",
    "POST",
    open,
    { as: AUSTRIA, body: { ...opening, closes: "2026-10-25T02:30" } },
    400,
    /happens twice/,
  ],
  [
    "a closing time that is none",
    "POST",
    open,
    { as: AUSTRIA, body: { ...opening, closes: "tomorrow" } },
    400,
    /closes/,
  ],
  [
    "a closing time in the past",
    "POST",
    open,
    { as: AUSTRIA, body: { ...opening, closes: "2026-02-20T18:00" } },
    422,
    /CLOSES_IN_THE_PAST/,
  ],
  [
    "an invited party nobody knows",
    "POST",
    open,
    { as: AUSTRIA, body: { ...opening, invited: ["atlantis"] } },
    422,
    /PARTY_UNKNOWN/,
  ],
  ["an office that may not", "POST", open, { as: thematic("a"), body: opening }, 422, /OFFICE/],
  [
    "an office the person does not hold",
    "POST",
    open,
    { as: "thematic-a:coordinator", body: opening },
    403,
    /coordinator/,
  ],
  ["an office that does not exist", "POST", open, { as: "thematic-a:emperor", body: opening }, 401, /emperor/],
  ["nobody", "POST", open, { body: opening }, 401, /sign in/],
  [
    "a credential of no kind known",
    "POST",
    open,
    { body: opening, headers: { Authorization: "Basic eDp5" } },
    401,
    /credential/,
  ],
  ["an unknown transition", "POST", `${t2a2}/transitions/abolish`, { as: AUSTRIA, body: {} }, 404, /abolish/],
  [
    "an unknown activity",
    "POST",
    `/api/activities/${PLAN}.t9-a9/transitions/agree`,
    { as: AUSTRIA, body: {} },
    404,
    /activity/,
  ],
  ["an id that is none", "GET", "/api/activities/..%2f..", {}, 404, /item/],
  ["an unknown address", "GET", "/api/nothing", {}, 404, /nothing/],
  [
    "a wrong If-Match",
    "POST",
    open,
    { as: AUSTRIA, body: opening, headers: { "If-Match": '"7"' } },
    412,
    /"version":1,"seen":7/,
  ],
  [
    "an If-Match that is none",
    "POST",
    open,
    { as: AUSTRIA, body: opening, headers: { "If-Match": "yesterday" } },
    400,
    /If-Match/,
  ],
  [
    "an Idempotency-Key with a space",
    "POST",
    open,
    { as: AUSTRIA, body: opening, headers: { "Idempotency-Key": "a b" } },
    400,
    /Idempotency-Key/,
  ],
  ["a field nobody asked for", "POST", open, { as: AUSTRIA, body: { ...opening, colour: "blue" } }, 400, /colour/],
  ["a field of another type", "POST", open, { as: AUSTRIA, body: { ...opening, invited: "isu" } }, 400, /invited/],
  ["a type in the body", "POST", open, { as: AUSTRIA, body: { ...opening, type: "agree" } }, 400, /address/],
  [
    "what happened tomorrow",
    "POST",
    open,
    { as: AUSTRIA, body: { ...opening, occurredAt: "2026-03-02T10:00:00+01:00" } },
    400,
    /future/,
  ],
  [
    "what happened before it was planned",
    "POST",
    open,
    { as: AUSTRIA, body: { ...opening, occurredAt: "2026-02-01T10:00:00+01:00" } },
    422,
    /HAPPENED_TOO_EARLY/,
  ],
  ["no JSON", "POST", open, { as: AUSTRIA, body: "{closes:" }, 400, /JSON/],
  ["a JSON array", "POST", open, { as: AUSTRIA, body: "[]" }, 400, /object/],
  [
    "another media type",
    "POST",
    open,
    { as: AUSTRIA, body: "a=b", headers: { "Content-Type": "application/x-www-form-urlencoded" } },
    415,
    /application\/json/,
  ],
  [
    "64 KB and one byte",
    "POST",
    `${t2a2}/transitions/comment`,
    { as: AUSTRIA, body: `{"text":"${"x".repeat(64 * 1024 + 1 - 11)}"}` },
    413,
    /65536/,
  ],
  ["depth 21", "POST", open, { as: AUSTRIA, body: `{"a":${"[".repeat(20)}${"]".repeat(20)}}` }, 400, /deeper than 20/],
  [
    "half a surrogate pair",
    "POST",
    `${t2a2}/transitions/comment`,
    { as: AUSTRIA, body: '{"text":"\\ud800"}' },
    400,
    /surrogate/,
  ],
  [
    "the hash of a text nobody has",
    "POST",
    `${t2a2}/transitions/comment`,
    { as: AUSTRIA, body: { text: "A".repeat(43) } },
    400,
    /hash/,
  ],
  ["as of tomorrow", "GET", `${t2a2}?asOf=2026-03-02T10:00:00Z`, {}, 400, /future/],
  ["as of no instant", "GET", `${t2a2}?asOf=yesterday`, {}, 400, /asOf/],
  ["a view that is none", "GET", `${t2a2}?view=as-wished`, {}, 400, /view/],
  ["a page of 101", "GET", "/api/activities?limit=101", {}, 400, /limit/],
  ["a place that is none", "GET", `/api/history?plan=${PLAN}&next=zzz`, {}, 400, /next/],
  ["a text that is not there", "GET", `/api/texts/${"A".repeat(43)}`, {}, 404, /text/],
  [
    "a draft of another kind",
    "POST",
    `/api/texts?plan=${PLAN}`,
    { as: ISU, body: "x", headers: { "Content-Type": "image/png" } },
    415,
    /markdown/,
  ],
  [
    "a Word document that is none",
    "POST",
    `/api/texts?plan=${PLAN}`,
    {
      as: ISU,
      body: "x",
      headers: { "Content-Type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
    },
    400,
    /Word/,
  ],
  [
    "a change from another site",
    "POST",
    open,
    { as: AUSTRIA, body: opening, headers: { "Sec-Fetch-Site": "cross-site" } },
    403,
    /site/,
  ],
  ["a key for no plan", "POST", "/api/keys", { as: ISU, body: { label: "x", office: "secretariat" } }, 400, /plans/],
  [
    "a key from who may not",
    "POST",
    "/api/keys",
    { as: AUSTRIA, body: { label: "x", office: "secretariat", plans: [PLAN] } },
    422,
    /OFFICE/,
  ],
  [
    "a meeting that ends before it begins",
    "POST",
    `/api/plans/${PLAN}/transitions/moveMeeting`,
    { as: ISU, body: { meeting: "3rc", from: "2026-09-18", to: "2026-09-14" } },
    422,
    /MEETING_ENDS_FIRST/,
  ],
  [
    "a day that does not exist",
    "POST",
    `/api/plans/${PLAN}/transitions/moveMeeting`,
    { as: ISU, body: { meeting: "3rc", from: "2026-02-30", to: "2026-03-02" } },
    400,
    /from/,
  ],
  ["the clock moved back", "POST", "/api/demo/clock", { body: { now: "2025-01-01T00:00:00Z" } }, 400, /forward/],
]

test.each(table)("%s", async (_, method, path, asked, status, says) => {
  const answer = await world.ask(method, path, asked)
  expect(answer.status, JSON.stringify(answer.body)).toBe(status)
  expect(answer.headers.get("Content-Type")).toBe("application/problem+json")
  expect(answer.body).toMatchObject({
    type: expect.stringMatching(/^https:.*\/problems\//),
    title: expect.any(String),
    status,
  })
  expect(JSON.stringify(answer.body)).toMatch(says)
  expect(JSON.stringify(answer.body)).not.toMatch(/\bat .*\.ts:\d+/)
  expect(await everything()).toBe(before)
})

test("64 KB exactly is read", async () => {
  const body = `{"text":"${"x".repeat(64 * 1024 - 11)}"}`
  expect(Buffer.byteLength(body)).toBe(64 * 1024)
  const { status } = await world.ask("POST", `${t2a2}/transitions/comment`, { as: AUSTRIA, body })
  expect(status).toBe(400)
})

test("depth 20 is read", async () => {
  const { status, body } = await world.ask("POST", open, {
    as: AUSTRIA,
    body: `{"a":${"[".repeat(19)}${"]".repeat(19)}}`,
  })
  expect(status).toBe(400)
  expect(JSON.stringify(body)).not.toMatch(/deeper/)
})

test("a reused Idempotency-Key is refused, and the first answer stands", async () => {
  const headers = { "Idempotency-Key": "k-1" }
  const first = await world.ask("POST", open, { as: AUSTRIA, body: opening, headers })
  const again = await world.ask("POST", open, { as: AUSTRIA, body: opening, headers })
  expect([again.status, again.body]).toEqual([200, first.body])
  const other = await world.ask("POST", open, {
    as: AUSTRIA,
    body: { ...opening, closes: "2026-03-27T18:00" },
    headers,
  })
  expect([other.status, other.body.type]).toEqual([422, expect.stringMatching(/key-reused$/)])
  const someoneElse = await world.ask("POST", open, { as: "coordinator-cameroon:coordinator", body: opening, headers })
  expect(someoneElse.status).toBe(422)
  expect((await world.get(t2a2)).version).toBe(2)
})

test("a stale writer is told what changed since", async () => {
  await world.take(AUSTRIA, "t2-a2", "openConsultation", opening)
  const stale = await world.ask("POST", `${t2a2}/transitions/waiveConsultation`, {
    as: AUSTRIA,
    body: { reason: "x" },
    headers: { "If-Match": '"1"' },
  })
  expect(stale).toMatchObject({
    status: 412,
    body: { version: 2, seen: 1, changed: [{ version: 2, events: ["ConsultationOpened"] }] },
  })
})

test("a silence cannot be opened in the past and be over at once", async () => {
  await readyToCirculate(world)
  await world.at("2026-03-20T10:00:00+01:00")
  const past = { until: "2026-03-09T18:00", occurredAt: "2026-03-02T10:00:00+01:00" }
  expect(await world.refused(AUSTRIA, "t2-a2", "circulate", past)).toEqual(["SILENCE_TOO_SHORT"])
})

test("a silence that is too short is told how early it could end, in the plan’s zone and the reader’s, at its field", async () => {
  await readyToCirculate(world)
  await world.at("2026-06-05T14:20:30+02:00")
  const refused = async (as: string, act: string, until: string, language = "en") => {
    const asked = { as, body: { until, ...(act === "extendSilence" && { reason: "as asked" }) } }
    const { body } = await world.ask("POST", `${t2a2}/transitions/${act}`, {
      ...asked,
      headers: { "Accept-Language": language },
    })
    return body.failing
  }
  const at = "2026-06-10T12:21:00.000Z"
  const fields = ["until"]
  expect(await refused(CAMEROON, "circulate", "2026-06-08T18:00")).toMatchObject([
    {
      ...{ code: "SILENCE_TOO_SHORT", fields, earliest: { at, zone: "Europe/Zurich", wall: "2026-06-10T14:21" } },
      sentence: expect.stringMatching(
        /If it is recorded now, it can end on Wednesday, 10 June 2026, 2\.21 p\.m\. \(Geneva time; 1\.21 p\.m\. in Douala\) at the earliest\.$/,
      ),
    },
  ])
  const [{ sentence }] = await refused(CAMEROON, "circulate", "2026-06-08T18:00", "fr")
  expect(sentence).toMatch(/au plus tôt le mercredi 10 juin 2026 à 14\u00a0h\u00a021 \(heure de Genève/)
  await world.take(CAMEROON, "t2-a2", "circulate", { until: "2026-06-10T14:21" })
  expect(await refused(AUSTRIA, "extendSilence", "2026-06-10T20:00")).toMatchObject([
    { code: "SILENCE_TOO_SHORT", earliest: { wall: "2026-06-10T14:22" } },
  ])
})

test("a mandate that has lapsed is OFFICE", async () => {
  await world.at("2026-11-01T10:00:00+01:00")
  expect(await world.refused(AUSTRIA, "t2-a2", "openConsultation", { ...opening, closes: "2026-11-20T18:00" })).toEqual(
    ["OFFICE"],
  )
})

test("a failing rule is told in the reader's language", async () => {
  const refused = (language: string) =>
    world.ask("POST", `${t2a2}/transitions/waiveConsultation`, {
      as: AUSTRIA,
      body: {},
      headers: { "Accept-Language": language },
    })
  const [en, fr] = await Promise.all([refused("en"), refused("fr-CH, en;q=0.5")])
  expect(en.body.failing).toMatchObject([{ code: "REASON", sentence: expect.stringMatching(/reason/i) }])
  expect(fr.body.failing).toMatchObject([{ code: "REASON", sentence: expect.stringMatching(/motif|raison/i) }])
})

test("no request, however odd, is answered with a 5xx", async () => {
  const odd = [
    "",
    "null",
    "{}",
    "[[[",
    '{"text":null}',
    '{"__proto__":{"x":1}}',
    '{"constructor":1}',
    "\u0000",
    '{"reason":""}',
    '{"occurredAt":"2026-13-01T00:00:00Z"}',
    '{"onBehalfOf":"../x"}',
  ]
  const { items } = { items: (await world.get(t2a2)).transitions as { name: string }[] }
  for (const { name } of items)
    for (const body of odd) {
      const { status } = await world.ask("POST", `${t2a2}/transitions/${name}`, { as: ISU, body })
      expect(status, `${name} ${body}`).toBeLessThan(500)
    }
})
