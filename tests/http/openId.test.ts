import { createSessions } from "@demarche/application/sessions/sessions"
import { createOpenId } from "@demarche/http/openId"
import { type KeptMessage, outbox } from "@demarche/mail/outbox"
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest"
import { type Browser, browserOf, codeIn, formsIn } from "./browser.ts"
import { type Issuer, openIssuer } from "./issuer.ts"
import { ISU, openCcm, PLAN, type World } from "./world.ts"

const START = "2026-02-02T10:00:00+01:00"
const AUSTRIA = "coordinator-austria@demarche.example"
const ISU_ADDRESS = "isu@demarche.example"
const THEMATIC = "thematic-a@demarche.example"
const key = "a key of these tests"

interface Post {
  world: World
  issuer: Issuer
  letters(): KeptMessage[]
}

const open: Post[] = []
afterEach(async () => {
  for (const { world, issuer } of open.splice(0)) {
    issuer.close()
    await world.stop()
  }
})

async function withIssuer(domains = ["demarche.example"]): Promise<Post> {
  const mailer = outbox("demarche@demarche.example")
  const issuer = await openIssuer(domains)
  const post = { mailer, home: "http://localhost", key }
  const world = await openCcm(START, undefined, post, undefined, issuer.settings)
  await world.at(START)
  const made = { world, issuer, letters: () => mailer.messages().filter(({ text }) => /sign-in\/link/.test(text)) }
  open.push(made)
  return made
}

/** Goes to the issuer by a link, and answers where that sends the browser back to. */
async function away({ issuer }: Post, browser: Browser, path = "/en/sign-in/oidc"): Promise<string> {
  const { status, headers } = await browser.get(path)
  expect(status).toBe(303)
  return issuer.back(headers.get("Location") ?? "")
}

/** Goes to the issuer and comes back. */
async function comesBack(post: Post, browser: Browser, path?: string) {
  return browser.get(await away(post, browser, path))
}

async function byCode(post: Post, address: string, browser = browserOf(post.world)): Promise<Browser> {
  await browser.send("/en/sign-in", { address })
  const { code } = codeIn(post.letters()[0]!)
  expect((await browser.send("/en/sign-in/code", { code })).status).toBe(303)
  return browser
}

/** The link of "my page" that ties an account. */
async function tieLink(browser: Browser): Promise<string> {
  const [, link = ""] = (await browser.get("/en/me")).body.match(/href="(\/en\/sign-in\/oidc\?token=[^"]*)"/) ?? []
  return link
}

/** Somebody who came in by the letter and tied the account with that subject to their address. */
async function tied(post: Post, address: string, sub: string): Promise<Browser> {
  const browser = await byCode(post, address)
  post.issuer.account = { sub }
  const back = await comesBack(post, browser, await tieLink(browser))
  expect([back.status, back.headers.get("Location")]).toEqual([303, "/en/me?account=tied"])
  return browser
}

const reads = async (browser: Browser) => (await browser.get(`/api/plans/${PLAN}`)).body.people !== null

async function sessionCommits({ world }: Post): Promise<string[]> {
  const stored: string[] = []
  for await (const commit of world.hosted.application.world.events.scan())
    if (commit.stream.startsWith("session:")) stored.push(JSON.stringify(commit))
  return stored
}

/** An account at the issuer whose address is certain. */
const sure = (sub: string, email: string) => ({ sub, email, email_verified: true })

describe("without an issuer", () => {
  test("nothing of it is there", async () => {
    const world = await openCcm(START, undefined, { home: "http://localhost", key })
    const browser = browserOf(world)
    expect((await browser.get("/en/sign-in")).body).not.toContain("/sign-in/oidc")
    const { status, headers } = await browser.get("/en/sign-in/oidc")
    expect([status, headers.get("Location")]).toEqual([303, "/en/sign-in"])
    expect((await browser.get("/sign-in/oidc/callback?code=x&state=y")).status).toBe(404)
    await world.stop()
  })
})

describe("an account that is tied", () => {
  test("by a link of “my page” lets in, in any browser, for twelve hours, and leads on", async () => {
    const post = await withIssuer()
    await tied(post, AUSTRIA, "4711")
    const browser = browserOf(post.world)
    const page = (await browser.get(`/en/sign-in?to=/plans/${PLAN}/board`)).body
    const [, link = ""] = page.match(/<a href="(\/en\/sign-in\/oidc[^"]*)"/) ?? []
    const back = await comesBack(post, browser, link)
    expect([back.status, back.headers.get("Location")]).toEqual([303, `/en/plans/${PLAN}/board`])
    expect([...browser.cookies.keys()]).toEqual(["demarche"])
    expect(await reads(browser)).toBe(true)
    expect(post.letters()).toHaveLength(1)
    post.world.jump("2026-02-02T21:59:59+01:00")
    expect(await reads(browser)).toBe(true)
    post.world.jump("2026-02-02T22:00:00+01:00")
    expect(await reads(browser)).toBe(false)
  })

  test("comes back to a page in the language that it left, and to no address elsewhere", async () => {
    const post = await withIssuer()
    await tied(post, AUSTRIA, "4711")
    for (const to of ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "/sign-out"]) {
      const back = await comesBack(post, browserOf(post.world), `/fr/sign-in/oidc?to=${encodeURIComponent(to)}`)
      expect(back.headers.get("Location")).toBe("/fr/")
    }
  })

  test("is known by iss and sub, whatever address the issuer says later", async () => {
    const post = await withIssuer()
    await tied(post, THEMATIC, "4711")
    post.issuer.account = sure("4711", ISU_ADDRESS)
    const browser = browserOf(post.world)
    await comesBack(post, browser)
    expect((await browser.get("/en/me")).body).toContain("Delegation A")
    post.issuer.account = sure("another", THEMATIC)
    const other = browserOf(post.world)
    expect((await comesBack(post, other)).headers.get("Location")).toBe("/en/sign-in")
    expect(await reads(other)).toBe(false)
  })

  test("is another where only iss is", async () => {
    const post = await withIssuer([])
    await tied(post, AUSTRIA, "4711")
    const { identities } = createSessions(post.world.hosted.application, key)
    expect(await identities.leadsTo(identities.of(post.issuer.settings.issuer, "4711"))).toBeDefined()
    expect(await identities.leadsTo(identities.of("https://other.example", "4711"))).toBeUndefined()
  })

  test("lets nobody in once the mandate has ended, or the person has another address", async () => {
    const post = await withIssuer([])
    const { world } = post
    await tied(post, THEMATIC, "a")
    await tied(post, "thematic-b@demarche.example", "b")
    await world.take(ISU, "plan", "updatePerson", { person: "thematic-b", address: "new@demarche.example" })
    await world.take(ISU, "plan", "endPerson", { person: "thematic-a", reason: "has left" })
    world.jump("2026-02-03T10:00:00+01:00")
    const before = await sessionCommits(post)
    for (const sub of ["a", "b"]) {
      post.issuer.account = { sub }
      const browser = browserOf(world)
      const { status, body } = await comesBack(post, browser)
      expect([status, body.includes("is not tied to an address here yet")]).toEqual([403, true])
      expect(await reads(browser)).toBe(false)
    }
    expect(await sessionCommits(post)).toEqual(before)
    await tied(post, "new@demarche.example", "b")
    expect((await comesBack(post, browserOf(world))).status).toBe(303)
  })

  test("lets nobody in for whoever has the address after its people", async () => {
    const post = await withIssuer([])
    const { world } = post
    await tied(post, THEMATIC, "a")
    await world.take(ISU, "plan", "updatePerson", { person: "thematic-b", address: THEMATIC })
    await world.take(ISU, "plan", "endPerson", { person: "thematic-a", reason: "has left" })
    world.jump("2026-02-03T10:00:00+01:00")
    const browser = browserOf(world)
    expect((await comesBack(post, browser)).status).toBe(403)
    expect(await reads(await byCode(post, THEMATIC, browser))).toBe(true)
  })

  test("is untied on “my page”, and what it opened ends, and nothing else", async () => {
    const post = await withIssuer([])
    const letter = await tied(post, AUSTRIA, "4711")
    const account = browserOf(post.world)
    await comesBack(post, account)
    const form = formsIn((await letter.get("/en/me")).body).find(({ action }) => action === "/en/me/identities")!
    expect((await letter.send(form.action, { ...form.fields, token: "A".repeat(43) })).status).toBe(403)
    expect((await letter.send(form.action, { ...form.fields, untie: "0".repeat(32) })).status).toBe(404)
    expect(await reads(account)).toBe(true)
    expect((await letter.send(form.action, form.fields)).status).toBe(303)
    expect([await reads(letter), await reads(account)]).toEqual([true, false])
    expect((await comesBack(post, browserOf(post.world))).status).toBe(403)
    await tied(post, ISU_ADDRESS, "4711")
    expect((await comesBack(post, browserOf(post.world))).status).toBe(303)
  })

  test("is not tied to a second address before it is untied from the first", async () => {
    const post = await withIssuer([])
    await tied(post, THEMATIC, "4711")
    const browser = await byCode(post, ISU_ADDRESS)
    const back = await comesBack(post, browser, await tieLink(browser))
    expect(back.headers.get("Location")).toBe("/en/me?account=elsewhere")
    expect((await browser.get("/en/me?account=elsewhere")).body).toContain("is tied to another address")
    const other = browserOf(post.world)
    await comesBack(post, other)
    expect((await other.get("/en/me")).body).toContain("Delegation A")
  })

  test("is tied from our own page alone, and by whoever went to the issuer", async () => {
    const post = await withIssuer([])
    const browser = await byCode(post, AUSTRIA)
    const before = await sessionCommits(post)
    expect((await browser.get(`/en/sign-in/oidc?token=${"A".repeat(43)}`)).status).toBe(403)
    const link = await tieLink(browser)
    expect((await browserOf(post.world).get(link)).status).toBe(403)
    post.issuer.account = { sub: "4711" }
    const back = await away(post, browser, link)
    const left = browser.cookies.get("demarche")!
    browser.cookies.delete("demarche")
    expect((await browser.get(back)).status).toBe(422)
    browser.cookies.set("demarche", left)
    expect((await browser.get(back)).status).toBe(422)
    expect(await sessionCommits(post)).toEqual(before)
    const again = await away(post, browser, link)
    await byCode(post, ISU_ADDRESS, browser)
    expect((await browser.get(again)).status).toBe(422)
    expect((await comesBack(post, browserOf(post.world))).status).toBe(403)
  })

  test("has its holder named anew at the issuer before it is tied", async () => {
    const post = await withIssuer()
    const browser = await byCode(post, AUSTRIA)
    const asks = async (path: string) => new URL((await browser.get(path)).headers.get("Location")!).searchParams
    expect((await asks(await tieLink(browser))).get("prompt")).toBe("login")
    const usual = await asks("/en/sign-in/oidc")
    expect(usual.get("prompt")).toBe(null)
    expect([usual.get("response_type"), usual.get("code_challenge_method")]).toEqual(["code", "S256"])
  })
})

describe("an account that nobody has tied", () => {
  test("gets a code at its certain address, and is tied by typing it", async () => {
    const post = await withIssuer()
    post.issuer.account = sure("4711", AUSTRIA.toUpperCase())
    const browser = browserOf(post.world)
    const back = await comesBack(post, browser, `/en/sign-in/oidc?to=/plans/${PLAN}`)
    expect(back.headers.get("Location")).toBe(`/en/sign-in?to=${encodeURIComponent(`/plans/${PLAN}`)}`)
    expect(await reads(browser)).toBe(false)
    const [form] = formsIn((await browser.get(back.headers.get("Location")!)).body)
    const { code } = codeIn(post.letters()[0]!)
    const entered = await browser.send(form!.action, { ...form!.fields, code })
    expect([entered.status, entered.headers.get("Location")]).toEqual([303, `/en/plans/${PLAN}`])
    expect([...browser.cookies.keys()]).toEqual(["demarche"])
    post.issuer.account = { sub: "4711" }
    const next = browserOf(post.world)
    expect((await comesBack(post, next)).headers.get("Location")).toBe("/en/")
    expect(await reads(next)).toBe(true)
    expect(post.letters()).toHaveLength(1)
  })

  test("is tied neither by a wrong code, nor by the letter's link, nor by a code that was asked for otherwise", async () => {
    const post = await withIssuer()
    post.issuer.account = sure("4711", AUSTRIA)
    const browser = browserOf(post.world)
    await comesBack(post, browser)
    const seal = browser.cookies.get("demarche-identity")!
    expect((await browser.send("/en/sign-in/code", { code: "2222-2222" })).status).toBe(422)
    expect((await browser.send(codeIn(post.letters()[0]!).link, {})).status).toBe(303)
    const other = browserOf(post.world)
    other.cookies.set("demarche-identity", seal)
    await byCode(post, AUSTRIA, other)
    post.issuer.settings.domains.length = 0
    expect((await comesBack(post, browserOf(post.world))).status).toBe(403)
  })

  test("is answered alike whether somebody has its address or not", async () => {
    const post = await withIssuer()
    const told = []
    for (const [sub, email] of [
      ["known", AUSTRIA],
      ["unknown", "nobody@demarche.example"],
    ] as const) {
      post.issuer.account = sure(sub, email)
      const browser = browserOf(post.world)
      const { status, headers, body } = await comesBack(post, browser)
      const sent = headers.getSetCookie().map((each) => each.replace(/=[^;]*/, ""))
      told.push({ status, body, sent, to: headers.get("Location"), page: (await browser.get("/en/sign-in")).body })
    }
    expect(told[1]).toEqual(told[0])
    expect(told[0]?.page).toContain("also ties your account")
    expect(post.letters()).toHaveLength(1)
  })

  test("gets none where its address is not certain", async () => {
    const post = await withIssuer()
    const accounts = [
      { sub: "1" },
      { sub: "2", email: AUSTRIA },
      { sub: "3", email: AUSTRIA, email_verified: false },
      { sub: "4", email: AUSTRIA, email_verified: "true" },
      sure("5", "coordinator-austria@sub.demarche.example"),
      sure("6", "coordinator-austria@notdemarche.example"),
      sure("7", "coordinator-austria@demarche.example.evil.example"),
      sure("8", `${AUSTRIA}@evil.example`),
      sure("9", `coordinator-austria@evil.example, ${AUSTRIA}`),
    ]
    for (const account of accounts) {
      post.issuer.account = account
      const browser = browserOf(post.world)
      const { status, body } = await comesBack(post, browser)
      expect([account.sub, status]).toEqual([account.sub, 403])
      expect(body).toContain("on “My page” you then tie the account")
      expect([...browser.cookies.keys()]).toEqual([])
    }
    expect(post.letters()).toEqual([])
    expect(await sessionCommits(post)).toEqual([])
  })

  test("has its address from the issuer's profile where the token has none", async () => {
    const post = await withIssuer()
    post.issuer.change = { profile: true }
    post.issuer.account = sure("4711", AUSTRIA)
    expect((await comesBack(post, browserOf(post.world))).headers.get("Location")).toBe("/en/sign-in")
    expect(post.letters()).toHaveLength(1)
  })

  test("gets five codes in an hour, as everybody", async () => {
    const post = await withIssuer()
    post.issuer.account = sure("4711", AUSTRIA)
    for (let more = 0; more < 5; more++) await comesBack(post, browserOf(post.world))
    const { status, body } = await comesBack(post, browserOf(post.world))
    expect([status, post.letters().length]).toEqual([422, 5])
    expect(body).toContain("Five codes were asked for")
  })
})

describe("what comes back and was not begun here", () => {
  test("lets nobody in: another state, another browser, once more, too late, or altered on the way", async () => {
    const post = await withIssuer()
    await tied(post, AUSTRIA, "4711")
    const before = await sessionCommits(post)
    const refused = async (browser: Browser, back: string) => {
      const { status, body } = await browser.get(back)
      expect([status, body.includes("was not begun in this browser")]).toEqual([422, true])
      expect(await reads(browser)).toBe(false)
    }
    const mine = browserOf(post.world)
    await refused(mine, (await away(post, mine)).replace(/state=[^&]*/, `state=${"A".repeat(43)}`))
    await refused(mine, (await away(post, mine)).replace(/state=[^&]*/, `state=${"é".repeat(43)}`))
    await refused(mine, (await away(post, mine)).replace(/state=[^&]*&/, ""))
    await refused(browserOf(post.world), await away(post, mine))
    const thief = browserOf(post.world)
    await away(post, thief)
    await refused(thief, await away(post, browserOf(post.world)))
    const altered = browserOf(post.world)
    const back = await away(post, altered)
    const kept = JSON.parse(Buffer.from(altered.cookies.get("demarche-oidc")!, "base64url").toString())
    for (const change of [{ until: "2027-01-01T00:00:00.000Z" }, { to: "/me" }, { tie: "session:0" }]) {
      altered.cookies.set("demarche-oidc", Buffer.from(JSON.stringify({ ...kept, ...change })).toString("base64url"))
      await refused(altered, back)
    }
    const late = browserOf(post.world)
    const waiting = await away(post, late)
    post.world.jump("2026-02-02T10:10:00+01:00")
    await refused(late, waiting)
    expect(await sessionCommits(post)).toEqual(before)
  })

  test("nor does the same return twice, though the browser kept what goes with it", async () => {
    const post = await withIssuer()
    await tied(post, AUSTRIA, "4711")
    const browser = browserOf(post.world)
    const back = await away(post, browser)
    const kept = browser.cookies.get("demarche-oidc")!
    expect((await browser.get(back)).status).toBe(303)
    const copy = browserOf(post.world)
    copy.cookies.set("demarche-oidc", kept)
    expect((await copy.get(back)).status).toBe(422)
    expect(await reads(copy)).toBe(false)
  })

  test("is not begun by a page elsewhere", async () => {
    const post = await withIssuer()
    for (const site of ["cross-site", "same-site"]) {
      const { status, headers } = await post.world.ask("GET", "/en/sign-in/oidc?to=/me", {
        headers: { "Sec-Fetch-Site": site },
      })
      expect([status, headers.get("Location")]).toEqual([303, "/en/sign-in?to=%2Fme"])
      expect(headers.getSetCookie()).toEqual([])
    }
    expect(post.issuer.asked).toEqual([])
  })
})

describe("what the issuer says and cannot be believed", () => {
  test.each([
    ["another nonce", { claims: { nonce: "another" } }],
    ["no nonce", { claims: { nonce: undefined } }],
    ["another audience", { claims: { aud: "another" } }],
    ["another issuer", { claims: { iss: "https://other.example" } }],
    ["a token that has expired", { claims: { iat: 1_600_000_000, exp: 1_600_000_300 } }],
    ["a token that others signed", { forged: true }],
  ])("%s lets nobody in", async (_, change) => {
    const post = await withIssuer()
    await tied(post, AUSTRIA, "4711")
    const before = await sessionCommits(post)
    post.issuer.change = change
    const browser = browserOf(post.world)
    const { status, body } = await comesBack(post, browser)
    expect([status, body.includes("signed nobody in")]).toEqual([422, true])
    expect(await reads(browser)).toBe(false)
    expect(await sessionCommits(post)).toEqual(before)
    post.issuer.change = {}
    expect((await comesBack(post, browser)).status).toBe(303)
  })

  test("a return that names another issuer, or that nobody consented to, lets nobody in", async () => {
    const post = await withIssuer()
    await tied(post, AUSTRIA, "4711")
    const browser = browserOf(post.world)
    const mixed = (await away(post, browser)).replace(/iss=[^&]*/, "iss=https%3A%2F%2Fother.example")
    expect((await browser.get(mixed)).status).toBe(422)
    const denied = (await away(post, browser)).replace(/code=[^&]*/, "error=access_denied")
    expect((await browser.get(denied)).status).toBe(422)
    expect(await reads(browser)).toBe(false)
  })
})

describe("an issuer that does not respond", () => {
  test("stops nobody from coming in by the letter, and is asked again", async () => {
    const post = await withIssuer()
    post.issuer.down = true
    const browser = browserOf(post.world)
    const { status, body } = await browser.get("/en/sign-in/oidc?to=/me")
    expect([status, body.includes("does not respond at present")]).toEqual([503, true])
    const form = formsIn(body).find(({ action }) => action === "/en/sign-in")
    expect(form?.fields).toMatchObject({ to: "/me" })
    expect(await reads(await byCode(post, AUSTRIA, browser))).toBe(true)
    post.issuer.down = false
    await tied(post, AUSTRIA, "4711")
    const asked = post.issuer.asked.filter((path) => path.startsWith("/.well-known/"))
    expect(asked).toHaveLength(2)
    const back = await away(post, browser)
    post.issuer.down = true
    expect((await browser.get(back)).status).toBe(503)
  })

  test("as itself is not believed to be another", async () => {
    const post = await withIssuer()
    post.issuer.document = { issuer: "https://other.example" }
    expect((await browserOf(post.world).get("/en/sign-in/oidc")).status).toBe(503)
    post.issuer.document = {}
    expect((await browserOf(post.world).get("/en/sign-in/oidc")).status).toBe(303)
  })

  test("for many directories at once is none, though its document is where it says", async () => {
    onTestFinished(() => void vi.unstubAllGlobals())
    const entra = "https://login.microsoftonline.com"
    vi.stubGlobal("fetch", async () =>
      Response.json({ issuer: `${entra}/{tenantid}/v2.0`, authorization_endpoint: entra }),
    )
    const settings = {
      issuer: `${entra}/organizations/v2.0`,
      clientId: "demarche",
      clientSecret: "a secret",
      domains: [],
    }
    const openId = createOpenId(settings, key, "http://localhost", () => START)
    const { error } = (await openId.begin({ language: "en" })) as { error?: Error }
    expect(error?.message).toContain("says that it is another issuer")
  })
})

test("nothing of the account is stored, nor of its address", async () => {
  const post = await withIssuer()
  post.issuer.account = sure("subject-4711", AUSTRIA)
  const browser = browserOf(post.world)
  await comesBack(post, browser)
  await browser.send("/en/sign-in/code", { code: codeIn(post.letters()[0]!).code })
  const secrets = [...post.issuer.given, "subject-4711", post.issuer.settings.issuer, AUSTRIA, "coordinator-austria"]
  const stored = await sessionCommits(post)
  expect(stored).toHaveLength(5)
  for (const secret of secrets) expect(stored.filter((each) => each.includes(secret))).toEqual([])
  const told = await post.world.ask("GET", `/api/history/export?plan=${PLAN}`, { as: ISU })
  expect(told.body).not.toMatch(/session:|IdentityTied|AddressNamed/)
})
