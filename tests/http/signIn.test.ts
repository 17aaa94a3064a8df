import { type KeptMessage, outbox } from "@demarche/mail/outbox"
import { describe, expect, test } from "vitest"
import { type Browser, browserOf, codeIn, formsIn } from "./browser.ts"
import { ISU, openCcm, PLAN, type World } from "./world.ts"

const AUSTRIA = "coordinator-austria@demarche.example"
const ISU_ADDRESS = "isu@demarche.example"
const key = "a key of these tests"

interface Post {
  world: World
  letters(): KeptMessage[]
}

async function withPost(start = "2026-02-02T10:00:00+01:00"): Promise<Post> {
  const mailer = outbox("demarche@demarche.example")
  const world = await openCcm(start, undefined, { mailer, home: "http://localhost", key })
  await world.at(start)
  const letters = () => mailer.messages().filter(({ text }) => /sign-in\/link/.test(text))
  return { world, letters }
}

/** Asks for a code, and reads it in the letter. */
async function asks({ letters }: Post, browser: Browser, address = AUSTRIA) {
  const asked = await browser.send("/en/sign-in", { address })
  expect(asked.status).toBe(303)
  return codeIn(letters()[0]!)
}

async function signedIn(post: Post, address = AUSTRIA, fields: Record<string, string> = {}): Promise<Browser> {
  const browser = browserOf(post.world)
  const { code } = await asks(post, browser, address)
  const answer = await browser.send("/en/sign-in/code", { code, ...fields })
  expect(answer.status).toBe(303)
  return browser
}

/** How many commits stand in the record, those of sessions apart. */
async function recorded({ world }: Post) {
  const counts = { sessions: 0, others: 0 }
  for await (const { stream } of world.hosted.application.world.events.scan())
    counts[stream.startsWith("session:") ? "sessions" : "others"] += 1
  return counts
}

/** The parties named as addressees, which the committee reads and the public does not. */
const reads = async (browser: Browser) => (await browser.get(`/api/plans/${PLAN}`)).body.people !== null

describe("a code", () => {
  test("comes by letter, is asked for on the page that waits, and signs in", async () => {
    const post = await withPost()
    const browser = browserOf(post.world)
    const asked = await browser.send("/en/sign-in", { address: ` ${AUSTRIA.toUpperCase()} `, to: `/plans/${PLAN}` })
    expect(asked.headers.get("Location")).toBe(`/en/sign-in?to=${encodeURIComponent(`/plans/${PLAN}`)}`)
    const waiting = (await browser.get(asked.headers.get("Location")!)).body
    expect(waiting).toContain('autocomplete="one-time-code"')
    const [letter] = post.letters()
    expect(letter?.to).toEqual({ name: "Coordinator (Austria)", address: AUSTRIA })
    const { code } = codeIn(letter!)
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(letter?.subject).not.toContain(code)
    const [form] = formsIn(waiting)
    const entered = await browser.send(form!.action, { ...form!.fields, code: code.toLowerCase().replace("-", " ") })
    expect([entered.status, entered.headers.get("Location")]).toEqual([303, `/en/plans/${PLAN}`])
    expect(entered.headers.getSetCookie()[0]).toMatch(/^demarche=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(await reads(browser)).toBe(true)
    expect(await reads(browserOf(post.world))).toBe(false)
  })

  test("opens once, and for a quarter of an hour", async () => {
    const post = await withPost()
    const browser = browserOf(post.world)
    const { code } = await asks(post, browser)
    const other = browserOf(post.world)
    for (const [name, value] of browser.cookies) other.cookies.set(name, value)
    post.world.jump("2026-02-02T10:15:00+01:00")
    expect((await other.send("/en/sign-in/code", { code })).status).toBe(422)
    const { code: second } = await asks(post, browser)
    for (const [name, value] of browser.cookies) other.cookies.set(name, value)
    expect((await browser.send("/en/sign-in/code", { code: second })).status).toBe(303)
    expect((await other.send("/en/sign-in/code", { code: second })).status).toBe(422)
  })

  test("is spent by five wrong ones, and what can be no code is none of them", async () => {
    const post = await withPost()
    const browser = browserOf(post.world)
    const { code } = await asks(post, browser)
    for (const typed of ["", "1234", "!!!!!!!!", "ABCDEFGHJ"])
      expect((await browser.send("/en/sign-in/code", { code: typed })).status).toBe(422)
    const wrong = code.startsWith("2") ? "3333-3333" : "2222-2222"
    for (let tries = 0; tries < 4; tries++)
      expect((await browser.send("/en/sign-in/code", { code: wrong })).body).toContain("This code opens nothing")
    expect((await browserOf(post.world).send("/en/sign-in/code", { code })).status).toBe(422)
    expect((await browser.send("/en/sign-in/code", { code })).status).toBe(303)
    const again = await asks(post, browser)
    for (let tries = 0; tries < 5; tries++) await browser.send("/en/sign-in/code", { code: wrong })
    expect((await browser.send("/en/sign-in/code", { code: again.code })).status).toBe(422)
  })

  test("is replaced by a newer one, of which five are made in an hour", async () => {
    const post = await withPost()
    const [one, other] = [browserOf(post.world), browserOf(post.world)]
    const first = await asks(post, one)
    const second = await asks(post, other)
    expect((await one.send("/en/sign-in/code", { code: first.code })).status).toBe(422)
    expect((await one.send("/en/sign-in/code", { code: second.code })).status).toBe(422)
    expect((await other.send("/en/sign-in/code", { code: second.code })).status).toBe(303)
    for (let more = 0; more < 3; more++) await asks(post, one)
    const sixth = await one.send("/en/sign-in", { address: AUSTRIA })
    expect([sixth.status, post.letters().length]).toEqual([422, 5])
    post.world.jump("2026-02-02T11:00:01+01:00")
    expect((await one.send("/en/sign-in", { address: AUSTRIA })).status).toBe(303)
  })

  test("is asked for alike whether somebody has the address or not", async () => {
    const post = await withPost()
    const before = await recorded(post)
    const told = []
    for (const address of [AUSTRIA, "nobody@demarche.example"]) {
      const browser = browserOf(post.world)
      const head = (await recorded(post)).sessions
      const { status, headers, body } = await browser.send("/en/sign-in", { address })
      const sent = headers.getSetCookie().map((each) => each.replace(/=[^;]*/, ""))
      const waiting = await browser.get("/en/sign-in")
      const writes = (await recorded(post)).sessions - head
      told.push({
        status,
        body,
        sent,
        location: headers.get("Location"),
        waiting: waiting.body,
        status2: waiting.status,
      })
      expect(writes).toBe(address === AUSTRIA ? 2 : 1) // the second, after the answer, notes the letter
    }
    expect(told[1]).toEqual(told[0])
    expect(post.letters()).toHaveLength(1)
    expect((await recorded(post)).others).toBe(before.others)
  })

  test("is not asked for with what is no address", async () => {
    const post = await withPost()
    const before = await recorded(post)
    for (const address of ["", "somebody", "a@b.example, c@d.example"])
      expect((await browserOf(post.world).send("/fr/sign-in", { address })).body).toContain("nom@domaine")
    expect(await recorded(post)).toEqual(before)
  })
})

describe("a link", () => {
  test("signs in by a button, in the browser that asked", async () => {
    const post = await withPost()
    const browser = browserOf(post.world)
    const { link } = await asks(post, browser)
    const before = await recorded(post)
    const page = await browser.get(link)
    expect(await recorded(post)).toEqual(before)
    const [form] = formsIn(page.body)
    expect(form?.fields).not.toHaveProperty("code")
    expect((await browser.send(form!.action, form!.fields)).status).toBe(303)
    expect(await reads(browser)).toBe(true)
    expect((await browser.send(form!.action, form!.fields)).status).toBe(422)
  })

  test("asks for the code in another browser", async () => {
    const post = await withPost()
    const { code, link } = await asks(post, browserOf(post.world))
    const other = browserOf(post.world)
    const page = await other.get(link)
    expect(page.body).toContain('autocomplete="one-time-code"')
    const [form] = formsIn(page.body)
    expect((await other.send(form!.action, {})).status).toBe(422)
    expect(await reads(other)).toBe(false)
    expect((await other.send(form!.action, { code })).status).toBe(303)
    expect(await reads(other)).toBe(true)
  })

  test("nor does the cookie of another address's code open it", async () => {
    const post = await withPost()
    const thief = browserOf(post.world)
    await asks(post, thief, ISU_ADDRESS)
    const { link } = await asks(post, browserOf(post.world))
    expect((await thief.send(link, {})).status).toBe(422)
    expect(await reads(thief)).toBe(false)
  })

  test("a scanner that opens every link and sends every form as it stands signs in nobody and changes nothing", async () => {
    const post = await withPost()
    const asking = browserOf(post.world)
    const { code } = await asks(post, asking)
    const before = await recorded(post)
    const scanner = browserOf(post.world)
    const [letter] = post.letters()
    const seen = new Set<string>()
    let open = [...letter!.text.matchAll(/http:\/\/localhost(\/\S*)/g)].map(([, path]) => path!)
    for (let depth = 0; depth < 3; depth++) {
      const next: string[] = []
      for (const path of open.filter((each) => !seen.has(each))) {
        seen.add(path)
        const { body } = await scanner.get(path)
        if (typeof body !== "string") continue
        // the demo's persons, whom everybody may be by a click, and its clock are no part of an installation
        const forms = formsIn(body).filter(({ action }) => !/\/(?:demo|clock)$/.test(action))
        for (const { action, fields } of forms) await scanner.send(action, fields)
        next.push(...[...body.matchAll(/href="(\/[^"]*)"/g)].map(([, to]) => to!.replaceAll("&amp;", "&")))
      }
      open = next
    }
    expect(seen.size).toBeGreaterThan(20)
    expect(await recorded(post)).toEqual(before)
    expect(scanner.cookies.has("demarche")).toBe(false)
    expect((await asking.send("/en/sign-in/code", { code })).status).toBe(303)
  })
})

describe("a session", () => {
  test("is a new one with every sign-in, whatever the browser kept before", async () => {
    const post = await withPost()
    const planted = await signedIn(post, ISU_ADDRESS)
    const fixed = planted.cookies.get("demarche")!
    const victim = browserOf(post.world)
    victim.cookies.set("demarche", fixed)
    const { code } = await asks(post, victim)
    await victim.send("/en/sign-in/code", { code })
    expect(victim.cookies.get("demarche")).not.toBe(fixed)
    expect((await victim.get("/en/sign-out")).status).toBe(200)
    expect(await reads(planted)).toBe(false)
  })

  test("ends on its device, or everywhere", async () => {
    const post = await withPost()
    const [one, other, third] = [await signedIn(post), await signedIn(post), await signedIn(post)]
    const secret = one.cookies.get("demarche")!
    expect((await one.send("/en/sign-out")).status).toBe(303)
    expect(one.cookies.has("demarche")).toBe(false)
    one.cookies.set("demarche", secret)
    expect([await reads(one), await reads(other)]).toEqual([false, true])
    await other.send("/en/sign-out", { everywhere: "yes" })
    expect([await reads(other), await reads(third)]).toEqual([false, false])
  })

  test("ends after twelve hours, on a device of one's own after thirty days, but not for what the committee may not see", async () => {
    const post = await withPost()
    const usual = await signedIn(post)
    const own = await signedIn(post, "thematic-a@demarche.example", { own: "yes" })
    const trusted = await signedIn(post, ISU_ADDRESS, { own: "yes" })
    post.world.jump("2026-02-02T21:59:59+01:00")
    expect(await Promise.all([usual, own, trusted].map(reads))).toEqual([true, true, true])
    post.world.jump("2026-02-02T22:00:00+01:00")
    expect(await Promise.all([usual, own, trusted].map(reads))).toEqual([false, true, false])
    post.world.jump("2026-03-04T10:00:00+01:00")
    expect(await reads(own)).toBe(false)
  })

  test("ends with its last mandate, and with its address", async () => {
    const post = await withPost()
    const { world } = post
    const person = await signedIn(post, "thematic-a@demarche.example")
    const other = await signedIn(post, "thematic-b@demarche.example")
    const change = { person: "thematic-b", address: "new@demarche.example" }
    expect(await Promise.all([person, other].map(reads))).toEqual([true, true])
    await world.take(ISU, "plan", "updatePerson", change)
    await world.ask("POST", `/api/plans/${PLAN}/transitions/endPerson`, {
      ...{ as: ISU, body: { person: "thematic-a", reason: "has left" } },
    })
    world.jump("2026-02-03T10:00:00+01:00")
    expect(await Promise.all([person, other].map(reads))).toEqual([false, false])
    expect((await person.get("/en/sign-out")).body).toContain("You are signed out")
  })

  test("acts, from our own pages alone", async () => {
    const post = await withPost()
    const browser = await signedIn(post)
    const sent = (headers: Record<string, string>) =>
      post.world.ask("POST", `/api/activities/${PLAN}.t2-a2/transitions/openConsultation`, {
        body: { invited: ["thematic-coordinators"], closes: "2026-03-13T18:00" },
        query: { dryRun: "true" },
        headers: { Cookie: `demarche=${browser.cookies.get("demarche")}`, ...headers },
      })
    expect((await sent({})).status).toBe(403)
    for (const site of ["cross-site", "same-site", "none"])
      expect((await sent({ "Sec-Fetch-Site": site, Origin: "http://localhost" })).status).toBe(403)
    for (const origin of ["https://elsewhere.example", "null"])
      expect((await sent({ Origin: origin })).status).toBe(403)
    for (const headers of [{ "Sec-Fetch-Site": "same-origin" }, { Origin: "http://localhost" }])
      expect(await sent(headers)).toMatchObject({ status: 200 })
  })

  test("takes a form without those headers by its own token, and none that is forged", async () => {
    const post = await withPost()
    const browser = await signedIn(post)
    const [form] = formsIn((await browser.get("/en/sign-out")).body)
    const without = (fields: Record<string, string>) =>
      post.world.ask("POST", "/en/sign-out", {
        body: String(new URLSearchParams(fields)),
        headers: {
          Cookie: `demarche=${browser.cookies.get("demarche")}`,
          "Content-Type": "application/x-www-form-urlencoded",
        },
      })
    expect((await without({})).status).toBe(403)
    expect((await without({ token: "A".repeat(43) })).status).toBe(403)
    expect(await reads(browser)).toBe(true)
    expect((await without(form!.fields)).status).toBe(303)
    expect(await reads(browser)).toBe(false)
  })

  test("leads on to an address of ours, and to no other", async () => {
    const post = await withPost()
    const led = async (to: string) => {
      const browser = browserOf(post.world)
      const answer = await browser.send("/en/sign-in/demo", { as: `${PLAN}:isu`, to })
      return answer.headers.get("Location")
    }
    expect(await led("/plans/x?asOf=2026-01-01")).toBe("/en/plans/x?asOf=2026-01-01")
    for (const to of [
      "//elsewhere.example",
      "https://elsewhere.example",
      "/\\elsewhere.example",
      "elsewhere",
      "/sign-in",
    ])
      expect(await led(to)).toBe("/en/")
  })
})

describe("several offices, and several persons", () => {
  test("one acts in the office that one chooses, of those that one holds", async () => {
    const post = await withPost()
    const browser = await signedIn(post)
    const page = (await browser.get(`/en/plans/${PLAN}/as`)).body
    expect(page).toContain('value="coordinator-austria:coordinator:austria"')
    expect(page).toContain('value="coordinator-austria:focalPoint:austria"')
    expect((await browser.send(`/en/plans/${PLAN}/as`, { as: "isu:secretariat:isu" })).status).toBe(400)
    expect((await browser.send(`/en/plans/${PLAN}/as`, { as: "coordinator-austria:focalPoint:austria" })).status).toBe(
      303,
    )
    expect((await browser.get(`/en/plans/${PLAN}`)).body).toMatch(/focal point/i)
    browser.cookies.set(`demarche-as-${PLAN}`, "isu:secretariat:isu")
    expect((await browser.get(`/en/plans/${PLAN}`)).body).toContain("Coordinator")
  })

  test("of two persons at one address nobody acts before it is said who", async () => {
    const post = await withPost()
    await post.world.take(ISU, "plan", "updatePerson", { person: "thematic-b", address: "thematic-a@demarche.example" })
    const browser = await signedIn(post, "thematic-a@demarche.example")
    expect(post.letters()[0]?.to.name).toBe("")
    expect(await reads(browser)).toBe(false)
    const page = (await browser.get(`/en/plans/${PLAN}/as`)).body
    const [, as = ""] = page.match(/value="(thematic-b:[^"]*)"/) ?? []
    expect((await browser.send(`/en/plans/${PLAN}/as`, { as })).status).toBe(303)
    expect(await reads(browser)).toBe(true)
  })
})

describe("nothing of it leaves the record", () => {
  test("not by history, export, webhooks' streams, notices or logs of letters", async () => {
    const post = await withPost()
    const browser = await signedIn(post)
    const { code, link } = codeIn(post.letters()[0]!)
    const secrets = [code, code.replace("-", ""), link.split("/").at(-1)!, browser.cookies.get("demarche")!]
    const doors = [
      `/api/history?plan=${PLAN}&limit=100`,
      `/api/history/export?plan=${PLAN}`,
      `/api/notices?plan=${PLAN}`,
    ]
    for (const path of doors) {
      const { status, body } = await post.world.ask("GET", path, { as: ISU })
      expect(status).toBe(200)
      const told = typeof body === "string" ? body : JSON.stringify(body)
      expect(told).not.toMatch(/"session:|CodeAsked|SignedIn/)
      for (const secret of secrets) expect(told).not.toContain(secret)
    }
    const stored: string[] = []
    for await (const commit of post.world.hosted.application.world.events.scan()) stored.push(JSON.stringify(commit))
    for await (const text of post.world.hosted.application.world.texts.scan(() => {})) stored.push(JSON.stringify(text))
    for (const secret of [...secrets, ...secrets.flatMap((each) => each.split("."))].filter((each) => each.length > 7))
      expect(stored.filter((each) => each.includes(secret) && !/^[0-9a-f]{32}$/.test(secret))).toEqual([])
    const sessions = stored.filter((each) => each.includes('"stream":"session:'))
    expect(sessions.length).toBe(3)
    expect(sessions.join()).not.toMatch(/@|127\.0|coordinator-austria/)
  })
})

test("over plain http to another machine nobody can sign in", async () => {
  const post = await withPost()
  const far = await post.world.ask("GET", "http://plans.example/en/sign-in", { headers: { Accept: "text/html" } })
  expect(far.status).toBe(403)
})
