import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { apiKeyAuth } from "@demarche/http/authentication"
import { jwtAuth } from "@demarche/http/jwtAuth"
import { apiOptionsOf } from "@demarche/server/serve"
import { base64url, exportJWK, exportSPKI, generateKeyPair, type JWK, type JWTPayload, SignJWT } from "jose"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest"
import { ccmFile } from "./ccm.ts"
import { documentedApi } from "./documented.ts"
import { ISU, type Json, openCcm, PLAN, type World } from "./world.ts"

const NOW = "2026-03-01T10:00:00.000Z"
const now = Date.parse(NOW) / 1_000
const t2a2 = `/api/activities/${PLAN}.t2-a2`
const austria = "coordinator-austria"

type Pair = Awaited<ReturnType<typeof generateKeyPair>>
const keys = new Map<string, Pair>()
let stranger: Pair
let issuer: Awaited<ReturnType<typeof openIssuer>>
let world: World
let app: ReturnType<typeof documentedApi>

beforeAll(async () => {
  for (const alg of ["RS256", "ES256", "EdDSA"]) keys.set(alg, await generateKeyPair(alg, { extractable: true }))
  stranger = await generateKeyPair("ES256")
})
beforeEach(async () => {
  world = await openCcm(NOW)
  issuer = await openIssuer()
  app = appFor(issuer.url)
})
afterEach(async () => {
  issuer.close()
  await world.stop()
})
afterAll(() => keys.clear())

/** An OpenID issuer on this machine: its discovery document and its keys, and how often it was asked for each. */
async function openIssuer(change: { issuer?: string; jwks_uri?: string | undefined } = {}, more: JWK[] = []) {
  const asked: string[] = []
  const published = await Promise.all(
    [...keys].map(async ([alg, { publicKey }]) => ({ ...(await exportJWK(publicKey)), kid: `the-${alg}-key`, alg })),
  )
  const server = createServer((request, response) => {
    asked.push(request.url ?? "")
    const documents: Record<string, object> = {
      "/.well-known/openid-configuration": { issuer: url, jwks_uri: `${url}/keys`, ...change },
      "/keys": { keys: [...published, ...more] },
    }
    const document = documents[request.url ?? ""]
    response.writeHead(document ? 200 : 404, { "Content-Type": "application/json" }).end(JSON.stringify(document ?? {}))
  })
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    asked,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** The real app over the world's house, let as the Lambda lets it. */
function appFor(url: string) {
  const { application } = world.hosted
  return documentedApi(application, {
    ...apiOptionsOf(world.hosted, { reporter: { info() {}, error: console.error }, home: "https://d.example" }),
    authenticators: [
      apiKeyAuth(application),
      jwtAuth({ issuer: url, audiences: ["demarche", "plans"] }, world.clock.now),
    ],
    issuer: url,
  })
}

interface Minted {
  alg?: string
  kid?: string | undefined
  key?: Pair["privateKey"] | Uint8Array
}

/** A token as the issuer would sign it; `claims` go over what stands in every one, and undefined takes one away. */
function token(claims: Record<string, unknown> = {}, of: Minted = {}): Promise<string> {
  const { alg = "ES256", key = keys.get(alg)?.privateKey } = of
  const kid = "kid" in of ? of.kid : `the-${alg}-key`
  const all = { iss: issuer.url, aud: "demarche", sub: austria, exp: now + 300, ...claims }
  return new SignJWT(all).setProtectedHeader({ alg, ...(kid && { kid }) }).sign(key!)
}

async function ask(bearer: string, { office = "coordinator", path = t2a2, body, headers = {} }: Ask = {}) {
  const response = await app.request(path, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      Authorization: `Bearer ${bearer}`,
      ...(office && { "Demarche-Office": office }),
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  })
  await world.hosted.settled()
  return { status: response.status, headers: response.headers, body: (await response.json()) as Json }
}
interface Ask {
  office?: string | undefined
  path?: string
  body?: unknown
  headers?: Record<string, string>
}

const opening = { closes: "2026-03-20T18:00", invited: ["isu"] }
const open = { path: `${t2a2}/transitions/openConsultation`, body: opening }

describe("a token lets its person act as an office of theirs", () => {
  test.each(["RS256", "ES256", "EdDSA"])("signed with %s", async (alg) => {
    expect(await ask(await token({}, { alg }), open)).toMatchObject({ status: 200, body: { state: "consulting" } })
    const { items } = await world.get(`${t2a2}/history`, { as: ISU })
    expect(items.at(-1).actor).toEqual({ person: austria, office: "coordinator", party: "austria" })
  })

  test("by demarche_person where the issuer says it, whatever its own name for them is", async () => {
    expect(await ask(await token({ sub: "00u1abc", demarche_person: austria }), open)).toMatchObject({ status: 200 })
  })

  test.each<[string, JWTPayload]>([
    ["for one of several audiences", { aud: ["another", "plans"] }],
    ["up to 5 seconds late, as clocks differ", { exp: now - 4 }],
    ["up to 5 seconds early", { nbf: now + 4 }],
  ])("%s", async (_, claims) => expect(await ask(await token(claims), open)).toMatchObject({ status: 200 }))

  test("and no other: the plan's own mandates decide", async () => {
    for (const [person, office] of [
      [austria, "secretariat"],
      ["a-stranger", "coordinator"],
    ]) {
      const refused = await ask(await token({ sub: person }), { ...open, office })
      expect(refused).toMatchObject({
        status: 403,
        body: { detail: `${person} does not hold the office ${office} in ${PLAN}` },
      })
    }
  })

  test("while its mandate lasts: after that they neither act nor see more than the public", async () => {
    await ask(await token(), open)
    const seen = async () => (await ask(await token(), { path: `/api/plans/${PLAN}` })).body.people?.[0].name
    expect(await seen()).toBe("Coordinator (Austria)")
    await world.take(ISU, "plan", "endMandate", {
      person: austria,
      office: "coordinator",
      party: "austria",
      on: "2026-02-28",
    })
    expect(await seen()).toBeUndefined()
    const close = {
      path: `${t2a2}/transitions/closeConsultation`,
      body: { round: 1, summary: "Said by one who left", reason: "It is over" },
    }
    expect(await ask(await token(), close)).toMatchObject({ status: 422, body: { failing: [{ code: "OFFICE" }] } })
  })

  test("asking the issuer for its keys once, and not where no token comes", async () => {
    await app.request(t2a2)
    expect(issuer.asked).toEqual([])
    for (const alg of ["RS256", "ES256", "RS256"]) await ask(await token({}, { alg }))
    expect(issuer.asked).toEqual(["/.well-known/openid-configuration", "/keys"])
  })
})

test("a key that the issuer takes up is known half a minute later", async () => {
  const more: JWK[] = []
  issuer.close()
  issuer = await openIssuer({}, more)
  app = appFor(issuer.url)
  await ask(await token())
  more.push({ ...(await exportJWK(stranger.publicKey)), alg: "ES256", kid: "new" })
  const signed = await token({}, { kid: "new", key: stranger.privateKey })
  expect(await ask(signed)).toMatchObject({ status: 401 })
  halfAMinuteLater()
  expect(await ask(signed)).toMatchObject({ status: 200 })
})

function halfAMinuteLater() {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 31_000 })
  onTestFinished(() => void vi.useRealTimers())
}

const part = (value: object) => base64url.encode(JSON.stringify(value))
const unsigned = (header: object) =>
  `${part(header)}.${part({ iss: issuer.url, aud: "demarche", sub: austria, exp: now + 300 })}`

const bad: [what: string, bearer: () => Promise<string> | string, said: string | RegExp][] = [
  ["that has expired", () => token({ exp: now - 6 }), "this token has expired"],
  ["that never expires", () => token({ exp: undefined }), /has to say when it expires/],
  ["whose end is no number", () => token({ exp: "tomorrow" as never }), /has to say when it expires/],
  ["that does not hold yet", () => token({ nbf: now + 6 }), "this token does not hold yet"],
  ["for another audience", () => token({ aud: "another" }), "this token is for another audience"],
  ["for no audience", () => token({ aud: undefined }), "this token is for another audience"],
  ["of another issuer", () => token({ iss: "https://another.example" }), "this token is another issuer's"],
  ["of no issuer", () => token({ iss: undefined }), "this token is another issuer's"],
  ["signed by another's key", () => token({}, { key: stranger.privateKey }), /not one that its issuer signed/],
  ["that names a key nobody has", () => token({}, { kid: "no-such-key" }), /not one that its issuer signed/],
  ["that names another of the keys", () => token({}, { kid: "the-RS256-key" }), /not one that its issuer signed/],
  ["changed after it was signed", async () => changed(await token()), /not one that its issuer signed/],
  ["that nobody signed", () => `${unsigned({ alg: "none" })}.`, /is signed with one of RS256/],
  ["that nobody signed, with a signature", () => `${unsigned({ alg: "none" })}.AAAA`, /is signed with one of RS256/],
  ["signed with a shared secret", () => token({}, { alg: "HS256", key: new Uint8Array(32) }), /is signed with one of/],
  ["signed with the public key as a secret", confused, /is signed with one of/],
  ["that is no JSON", () => "AAAA.BBBB.CCCC", /not one that its issuer signed/],
  ["with a header that must be understood", critical, /not one that its issuer signed/],
  ["of nobody", () => token({ sub: undefined }), /names nobody/],
  ["of a person who is no text", () => token({ demarche_person: { id: austria } }), /names nobody/],
]

function changed(whole: string): string {
  const [header, , signature] = whole.split(".")
  return `${header}.${part({ iss: issuer.url, aud: "demarche", sub: "isu", exp: now + 300 })}.${signature}`
}
async function confused(): Promise<string> {
  const spki = await exportSPKI(keys.get("RS256")!.publicKey)
  return token({}, { alg: "HS256", kid: "the-RS256-key", key: new TextEncoder().encode(spki) })
}
function critical(): string {
  return `${unsigned({ alg: "ES256", kid: "the-ES256-key", crit: ["unheard-of"], "unheard-of": true })}.AAAA`
}

describe("a token is refused", () => {
  test.each(bad)("%s", async (_, bearer, said) => {
    for (const request of [open, {}]) {
      const { status, headers, body } = await ask(await bearer(), request)
      expect([status, body.type]).toEqual([401, expect.stringMatching(/\/unauthenticated$/)])
      if (said instanceof RegExp) expect(body.detail).toMatch(said)
      else expect(body.detail).toBe(said)
      expect(headers.get("WWW-Authenticate")).toBe("Bearer")
      expect(JSON.stringify(body)).not.toMatch(/-key|kid/)
    }
    expect((await world.get(t2a2)).state).toBe("planned")
  })

  test("that does not say which of several keys signed it, and taken where there is but one", async () => {
    const bare = () => token({}, { kid: undefined })
    expect(await ask(await bare())).toMatchObject({ status: 200 })
    issuer.close()
    issuer = await openIssuer({}, [{ ...(await exportJWK(stranger.publicKey)), alg: "ES256", kid: "another" }])
    app = appFor(issuer.url)
    expect(await ask(await bare())).toMatchObject({ status: 401, body: { detail: expect.stringMatching(/\(kid\)/) } })
    expect(await ask(await token())).toMatchObject({ status: 200 })
  })

  test.each([
    ["", /name the office you act as in the header Demarche-Office/],
    ["clock", /there is no office clock: coordinator, /],
    ["Coordinator", /there is no office Coordinator/],
    ["coordinator, isu", /there is no office coordinator, isu/],
  ])("with the office %j", async (office, detail) => {
    expect(await ask(await token(), { ...open, office })).toMatchObject({
      status: 401,
      body: { detail: expect.stringMatching(detail) },
    })
  })
})

test.each(["AAAA.BBBB", "AAAA.BBBB.CCCC.DDDD", "A+A.BBBB.CCCC", "demo:isu:secretariat", "AAAA..CCCC"])(
  "%s has not the shape of a token: another door may know it, and here none does",
  async (bearer) => {
    expect(await ask(bearer)).toMatchObject({
      status: 401,
      body: { detail: "this credential is of no kind known here" },
    })
    expect(issuer.asked).toEqual([])
  },
)

describe("the secretariat gives keys by a token", () => {
  const add = async (...plans: string[]) => {
    const body = { label: "a script", office: "coordinator", party: "austria", plans }
    return ask(await token({ sub: "isu" }), { path: "/api/keys", office: "secretariat", body })
  }

  test("and they write beside tokens", async () => {
    const { status, body } = await add(PLAN)
    expect(status).toBe(201)
    expect(await ask(body.key, { ...open, office: "" })).toMatchObject({ status: 200 })
  })

  test("for plans in each of which its mandate lasts", async () => {
    const second = ccmFile().replaceAll(PLAN, "second")
    await world.send(ISU, second)
    expect(await add(PLAN, "second")).toMatchObject({ status: 201 })
    const ended = { person: "isu", office: "secretariat", party: "isu", on: "2026-02-28" }
    await world.take(ISU, "/api/plans/second", "endMandate", ended)
    expect(await add(PLAN, "second")).toMatchObject({ status: 422, body: { failing: [{ code: "OFFICE" }] } })
    expect(await add(PLAN)).toMatchObject({ status: 201 })
  })
})

test("another site's page does nothing with a token", async () => {
  const refused = await ask(await token(), { ...open, headers: { "Sec-Fetch-Site": "cross-site" } })
  expect(refused).toMatchObject({ status: 403, body: { detail: expect.stringContaining("this site's own pages") } })
  expect(refused.headers.get("Access-Control-Allow-Origin")).toBeNull()
  expect(refused.headers.get("Vary")).toContain("Demarche-Office")
})

const MALLORY = `people:
  - id: mallory
    name: "Mallory"
    offices:
      - { office: secretariat, party: isu, from: "2025-09-20", to: "2026-09-30" }
    language: en
    zone: Europe/Zurich
    address: mallory@demarche.example
`

describe("a plan file sent with a token", () => {
  const yaml = { "Content-Type": "application/yaml" }
  const send = async (sub: string, body: string, office = "secretariat") =>
    ask(await token({ sub }), { path: "/api/plans", office, body, headers: yaml })

  test("amends the plan that stands, by its own mandates", async () => {
    expect(await send("isu", ccmFile())).toMatchObject({ status: 202, body: { created: false } })
  })

  test("does not give its sender an office in the plan that stands", async () => {
    const usurped = ccmFile().replace(/^people:\n/m, MALLORY)
    expect(await send("mallory", usurped)).toMatchObject({ status: 403 })
    await world.take(ISU, "plan", "endMandate", {
      person: "isu",
      office: "secretariat",
      party: "isu",
      on: "2026-02-28",
    })
    const renamed = ccmFile().replace("Meeting with the ISU and UNIDIR", "Meeting with nobody")
    expect(await send("isu", renamed)).toMatchObject({ status: 422, body: { failing: [{ code: "OFFICE" }] } })
  })

  test("begins none: it would be its own mandate", async () => {
    const another = ccmFile().replaceAll(PLAN, "another-plan")
    expect(await send("isu", another)).toMatchObject({
      status: 403,
      body: { detail: "another-plan is not there yet, and only a key may begin it" },
    })
  })
})

describe("an issuer that cannot be asked is no fault of the token", () => {
  test("it is 503, and the same token holds once it answers", async () => {
    const { url } = issuer
    const good = await token()
    issuer.close()
    const refused = await ask(good, open)
    expect(refused).toMatchObject({
      status: 503,
      body: { detail: expect.stringContaining(`${url} does not answer`), type: expect.stringMatching(/unavailable$/) },
    })
    expect(refused.headers.get("Retry-After")).toBe("5")
  })

  test.each<[string, { issuer?: string; jwks_uri?: string | undefined }]>([
    ["is another's", { issuer: "https://another.example" }],
    ["names no place of keys", { jwks_uri: undefined }],
    ["names a place of keys where nothing is", { jwks_uri: "/nothing" }],
    [
      "brings the keys itself, as no issuer does",
      { jwks_uri: `data:application/json,${JSON.stringify({ keys: [] })}` },
    ],
  ])("its document %s", async (_, change) => {
    issuer.close()
    issuer = await openIssuer(change)
    if (change.jwks_uri === "/nothing") change.jwks_uri = issuer.url + change.jwks_uri
    app = appFor(issuer.url)
    expect(await ask(await token(), open)).toMatchObject({ status: 503 })
  })

  test("the keys it gave are known on", async () => {
    expect(await ask(await token())).toMatchObject({ status: 200 })
    issuer.close()
    halfAMinuteLater()
    expect(await ask(await token({}, { kid: "no-such-key" }))).toMatchObject({ status: 503 })
    expect(await ask(await token())).toMatchObject({ status: 200 })
  })

  test("and it is asked anew", async () => {
    const change: { issuer?: string } = { issuer: "https://another.example" }
    issuer.close()
    issuer = await openIssuer(change)
    app = appFor(issuer.url)
    expect(await ask(await token(), open)).toMatchObject({ status: 503 })
    delete change.issuer
    expect(await ask(await token(), open)).toMatchObject({ status: 200 })
  })
})

test("the OpenAPI document tells of tokens where they are taken, and nowhere else", async () => {
  const document = (await (await app.request("/api/openapi.json")).json()) as Json
  expect(document.security).toEqual([{ bearer: [] }, { person: [], office: [] }])
  expect(document.components.securitySchemes).toMatchObject({
    bearer: { type: "http", scheme: "bearer" },
    person: { type: "openIdConnect", openIdConnectUrl: `${issuer.url}/.well-known/openid-configuration` },
    office: { type: "apiKey", in: "header", name: "Demarche-Office" },
  })
  const { security, components } = await world.get("/api/openapi.json")
  expect(security).toEqual([{ bearer: [] }])
  expect(Object.keys(components.securitySchemes)).toEqual(["bearer"])
})
