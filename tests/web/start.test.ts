import { readFileSync } from "node:fs"
import { join } from "node:path"
import { createSessions, named } from "@demarche/application/sessions/sessions"
import { memoryMarks } from "@demarche/event-store/memory/memoryMarks"
import { apiOptionsOf } from "@demarche/server/serve"
import { commandLists } from "@demarche/workflows/offices"
import { expect, test } from "vitest"
import { root } from "../house/files.ts"
import { type Browser, browserOf, formsIn } from "../http/browser.ts"
import { ccmFile } from "../http/ccm.ts"
import { documentedApi } from "../http/documented.ts"
import { type HttpAnswer, openCcm, openWorld, PLAN, type World } from "../http/world.ts"

const KEY = "a key of the tests"
const START = "2026-06-05T10:00:00+02:00"
const body = (name: string) => readFileSync(join(root, `tests/http/bodies/${name}.yaml`), "utf8")

/** A browser that came in by the first link. */
async function operator(world: World, language = "en"): Promise<Browser> {
  const link = await createSessions(world.hosted.application, KEY).firstLink("a test")
  const browser = browserOf(world)
  const path = `/${language}/sign-in/link/${named(link!)}`
  const [form] = formsIn((await browser.get(path)).body)
  expect((await browser.send(form!.action, form!.fields)).headers.get("Location")).toBe(`/${language}/start`)
  return browser
}

/** Follows the answer to a form. */
async function followed(browser: Browser, { status, headers, body: text }: HttpAnswer): Promise<string> {
  expect([status, text]).toEqual([303, ""])
  return (await browser.get(headers.get("Location")!)).body
}

/** The form of a page that is sent there. */
function formTo(page: string, action: string) {
  return formsIn(page).find((form) => form.action === action)!
}

const unescaped = (html: string) =>
  html
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")

/** What stands in the field of the plan's text. */
function textIn(page: string): string {
  const [, text = ""] = page.match(/<textarea[^>]*>\n?([\s\S]*?)<\/textarea>/) ?? []
  return unescaped(text)
}

/** Sends a file by a form, as a browser does. */
function uploaded({ cookies }: Browser, world: World, path: string, file: string): Promise<HttpAnswer> {
  const [boundary, name] = ["----a-boundary", 'name="file"; filename="plan.yaml"']
  const headers = {
    Cookie: [...cookies].map(([key, value]) => `${key}=${value}`).join("; "),
    "Content-Type": `multipart/form-data; boundary=${boundary}`,
    "Sec-Fetch-Site": "same-origin",
  }
  const part = `Content-Disposition: form-data; ${name}\r\nContent-Type: application/yaml\r\n\r\n${file}\r\n`
  return world.ask("POST", path, { body: `--${boundary}\r\n${part}--${boundary}--\r\n`, headers })
}

/** Every address that takes a form or a command where no demo is. */
function postRoutes({ hosted }: World): string[] {
  const reporter = { info() {}, error() {} }
  const options = apiOptionsOf(hosted, { reporter, home: "http://localhost", letterKey: KEY, marks: memoryMarks() })
  const routes = documentedApi(hosted.application, options).routes.filter(({ method }) => method === "POST")
  return [...new Set(routes.map(({ path }) => path))].filter((path) => !path.endsWith("*"))
}

/** How many commits stand in the record, those of sessions apart. */
async function recorded({ hosted }: World): Promise<number> {
  let count = 0
  for await (const { stream } of hosted.application.record.scan()) if (!stream.startsWith("session:")) count += 1
  return count
}

test.each([
  ["en", "our-plan-2026", "Who are you?", "Invite the others", "The invitation of"],
  ["fr", "notre-plan-2026", "Qui êtes-vous\u00a0?", "Inviter les autres", "L’invitation de"],
])(
  "in %s an installation is begun by three steps, and who is invited comes in",
  async (language, plan, who, others, shown) => {
    const world = await openWorld(START)
    const browser = await operator(world, language)
    const first = (await browser.get(`/${language}/start`)).body
    const begun = await browser.send(`/${language}/start`, { text: textIn(first) })
    const progress = await followed(browser, begun)
    expect(progress).toContain(`/${language}/start/${plan}`)

    const second = (await browser.get(`/${language}/start/${plan}`)).body
    expect(second).toContain(`<h1>${who}</h1>`)
    const me = { name: "Zoë Öst", address: "zoe@body.example", office: "secretariat" }
    expect(formTo(second, `/${language}/start/${plan}`).fields).toHaveProperty("name")
    const third = await followed(browser, await browser.send(`/${language}/start/${plan}`, me))
    expect(third).toContain(`<h1>${others}</h1>`)
    expect((await browser.get(`/${language}/start`)).body).not.toContain("<textarea")

    const invited = ["coordinator", "delegate", "observer"].map((office) => {
      return { name: `An ${office} & co`, address: `${office}@body.example`, office }
    })
    for (const newcomer of invited) {
      const answer = await browser.send(`/${language}/start/${plan}/invite`, { ...newcomer, party: "" })
      expect([answer.status, answer.body]).toEqual([200, expect.stringContaining(shown)])
      const [, link = ""] = answer.body.match(/<pre>http:\/\/localhost(\S+)<\/pre>/) ?? []
      const theirs = browserOf(world)
      const [form] = formsIn((await theirs.get(link)).body)
      expect((await theirs.send(form!.action, form!.fields)).status).toBe(303)
      expect((await theirs.get(`/${language}/plans/${plan}`)).body).toContain(`/${language}/sign-out`)
      expect((await browser.get(`/${language}/start/${plan}`)).body).not.toContain(link)
    }
    const { people } = (await browser.get(`/api/plans/${plan}`)).body
    expect(people.map(({ id, name, language: spoken }: Record<string, string>) => [id, name, spoken])).toEqual([
      ["zoe-ost", "Zoë Öst", language],
      ...invited.map(({ name, office }) => [`an-${office}-co`, name, language]),
    ])
    await world.stop()
  },
)

test("a file with mistakes is shown with their lines, as it was sent, and nothing is recorded", async () => {
  const world = await openWorld(START)
  const browser = await operator(world)
  const broken = body("att").replace("kind: document", "kind: <b>poem</b>")
  const line = broken.split("\n").findIndex((each) => each.includes("<b>")) + 1
  for (const [language, said] of [
    ["en", `Line ${line}, column`],
    ["fr", `Ligne ${line}, colonne`],
  ] as const) {
    const sent = await uploaded(browser, world, `/${language}/start`, broken)
    expect([sent.status, sent.body]).toEqual([422, expect.stringContaining(said)])
    expect(textIn(sent.body)).toBe(broken)
    expect(sent.body).not.toContain("<b>poem")
  }
  for (const text of ["", "\u0000", "- ".repeat(60_000), "x".repeat(70_000)])
    expect((await browser.send("/en/start", { text })).status).toBe(422)
  expect(await recorded(world)).toBe(0)
  await world.stop()
})

test("what a message names of a file stands as code, and no mark of it is left", async () => {
  const world = await openWorld(START)
  const browser = await operator(world)
  const titled = body("att").replace("kind: document", 'titles: { en: "Again" }, kind: document')
  const sent = await uploaded(browser, world, "/en/start", titled)
  const [, refusal = ""] = sent.body.match(/id="refusal">(.*?)<\/div>/s) ?? []
  expect([sent.status, refusal]).toEqual([422, expect.stringContaining("<code>title</code>")])
  expect(refusal).not.toContain("`")
  await world.stop()
})

test("a plan that comes with the project is chosen, whose people may be the operator", async () => {
  const world = await openWorld(START)
  const browser = await operator(world)
  const [, plan = ""] = (await browser.get("/en/start")).body.match(/name="shipped" value="([^"]+)"/) ?? []
  await followed(browser, await browser.send("/en/start", { shipped: plan }))
  const before = await recorded(world)
  const amended = await browser.send("/en/start", { text: body("att").replace(/id: [\w-]+/, `id: ${plan}`) })
  expect(amended.status).toBe(403)
  const isu = { name: "The ISU", address: "isu@demarche.example", office: "secretariat" }
  const third = await followed(browser, await browser.send(`/en/start/${plan}`, isu))
  expect(third).toContain("Invite the others")
  expect(await recorded(world)).toBe(before)
  expect((await browser.get("/en/me")).body).toContain("ISU")
  await world.stop()
})

test("what was typed of a person stays, with what is wrong with it", async () => {
  const world = await openWorld(START)
  const browser = await operator(world)
  await followed(browser, await browser.send("/en/start", { text: textIn((await browser.get("/en/start")).body) }))
  const before = await recorded(world)
  for (const wrong of [
    { address: "nobody" },
    { office: "clock" },
    { office: "emperor" },
    { name: "\u200b" },
    { party: "atlantis" },
  ]) {
    const typed = { name: "Zoë", address: "zoe@body.example", office: "secretariat", ...wrong }
    const answer = await browser.send("/en/start/our-plan-2026", typed)
    expect([wrong, answer.status, answer.body]).toEqual([wrong, 422, expect.stringContaining("Nothing was recorded")])
    expect(answer.body).toContain(`value="${typed.address}"`)
  }
  expect(await recorded(world)).toBe(before)
  await world.stop()
})

test("a coordinator invites nobody above, and who comes in already is not invited again, nor shown a link", async () => {
  const world = await openCcm(START)
  const browser = browserOf(world)
  await browser.send("/en/sign-in/demo", { as: `${PLAN}:coordinator-austria` })
  const page = (await browser.get(`/en/start/${PLAN}`)).body
  const [, select = ""] = page.match(/<select id="office"[^>]*>(.*?)<\/select>/) ?? []
  const offered = [...select.matchAll(/<option value="([a-zA-Z]+)"/g)].map(([, office]) => office)
  expect(offered).toEqual(expect.arrayContaining(["coordinator", "delegate", "auditor"]))
  for (const office of ["secretariat", "presidency", "chair", "system"]) expect(offered).not.toContain(office)
  const send = (fields: object) =>
    browser.send(`/en/start/${PLAN}/invite`, { name: "N", address: "n@body.example", office: "delegate", ...fields })
  const above = await send({ office: "secretariat" })
  expect([above.status, above.body]).toEqual([422, expect.stringContaining("an office above your own")])
  const known = await send({ address: "isu@demarche.example" })
  expect([known.status, known.body]).toEqual([
    422,
    expect.stringContaining("holds an office in this work plan already"),
  ])
  expect((await browserOf(world).send(`/en/start/${PLAN}/invite`, {})).status).toBe(401)
  await world.stop()
})

test("the address of somebody in another plan is invited, and its inviter is shown no link to what is theirs", async () => {
  const world = await openWorld(START)
  const browser = await operator(world)
  await followed(browser, await browser.send("/en/start", { text: textIn((await browser.get("/en/start")).body) }))
  await world.send("isu:secretariat", ccmFile())
  await browser.send("/en/start/our-plan-2026", { name: "Zoë", address: "zoe@body.example", office: "coordinator" })
  const isu = { name: "ISU", address: "isu@demarche.example", office: "observer" }
  const answer = await browser.send("/en/start/our-plan-2026/invite", isu)
  expect([answer.status, answer.body]).toEqual([200, expect.stringContaining("may sign in with their address")])
  expect(answer.body).not.toContain("/sign-in/link/")
  expect(answer.body).toContain("<pre>http://localhost/en/sign-in?to=%2Fplans%2Four-plan-2026</pre>")
  expect(answer.body).toMatch(/<a href="\/fr\/start\/our-plan-2026"[^>]*lang="fr"/)
  await world.stop()
})

test("the operator's session does these things alone: every other form and every command is refused", async () => {
  const world = await openWorld(START)
  const session = await operator(world)
  await world.send("isu:secretariat", ccmFile())
  const before = await recorded(world)
  const routes = postRoutes(world)
  expect(routes).toEqual(
    expect.arrayContaining(["/api/plans", "/api/plans/:plan/transitions/:name", "/en/start/:plan"]),
  )
  const own = /^\/(en|fr)\/(start$|start\/:plan$|sign-in|sign-out$|answer\/)/
  const refusals = [400, 401, 403, 404, 415]
  for (const route of routes.filter((each) => !own.test(each))) {
    const path = route
      .replace(":plan", PLAN)
      .replace(":id", `${PLAN}.t2-a2`)
      .replaceAll(/:\w+(\{[^}]*\})?/g, "x")
    const { status } = await session.send(path, { as: "x", name: "N", address: "n@body.example", office: "observer" })
    expect([path, refusals]).toEqual([path, expect.arrayContaining([status])])
  }
  const items = ["activities", "outputs", "requests"].map((kind) => `/api/${kind}/${PLAN}.t2-a2`)
  for (const [workflow, commands] of Object.entries(commandLists))
    for (const command of Object.keys(commands))
      for (const item of [`/api/plans/${PLAN}`, ...items, `/api/workflows/${workflow}/${PLAN}.x`]) {
        const { status } = await session.send(`${item}/transitions/${command}`)
        expect([item, command, [403, 404]]).toEqual([item, command, expect.arrayContaining([status])])
      }
  for (const as of ["", "?dryRun=true"]) {
    const yaml = { "Content-Type": "application/yaml" }
    expect((await session.send(`/api/plans${as}`, {}, yaml)).status).toBe(400)
  }
  expect((await session.get(`/api/plans/${PLAN}`)).body.people).toBeNull()
  expect(await recorded(world)).toBe(before)
  await world.stop()
})
