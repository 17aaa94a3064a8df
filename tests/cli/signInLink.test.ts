import { join } from "node:path"
import { createApplication, type Store } from "@demarche/application/application"
import { createSessions } from "@demarche/application/sessions/sessions"
import { dynamodbStore } from "@demarche/event-store/dynamodb/dynamodbStore"
import { keptKey } from "@demarche/server/localMail"
import { openStore } from "@demarche/server/stores"
import { createSite } from "@demarche/web/site"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { endpoint } from "../event-store/dynamodbServer.ts"
import { cli, PLAN, PLAN_FILE, temporary } from "./console.ts"

const folder = temporary()
const data = join(folder.path, "data")
const at = await endpoint()
const names = { events: "s-events", views: "s-views", texts: "s-texts" }
const env = {
  DYNAMODB_ENDPOINT: at,
  ...{ EVENTS_TABLE: names.events, VIEWS_TABLE: names.views, TEXTS_TABLE: names.texts },
}
const KEY = "a key of more than sixteen characters"
const client = { region: "local", credentials: { accessKeyId: "nobody", secretAccessKey: "nothing" } }
afterAll(folder.remove)

const places = {
  "a folder": {
    begin: () => openStore(data)[Symbol.asyncDispose](),
    key: () => keptKey(data),
    run: (...argv: string[]) => cli([...argv, "--data", data], { env: { PUBLIC_URL: "http://localhost" } }),
    open: (): Store & AsyncDisposable => openStore(data),
  },
  tables: {
    begin: () => cli(["dynamodb", "init", "--endpoint", at, "--prefix", "s"]),
    key: () => KEY,
    run: (...argv: string[]) =>
      cli([...argv, "--tables"], { env: { ...env, LETTER_KEY: KEY, PUBLIC_URL: "http://localhost" } }),
    open: (): Store & AsyncDisposable => dynamodbStore({ tables: names, endpoint: at, client }),
  },
}

describe.each(Object.entries(places))("over %s", (_, { begin, key, run, open }) => {
  let first: string
  beforeAll(async () => {
    await begin()
    first = (await run("sign-in-link")).out.trim()
    expect((await run("plan", "import", PLAN_FILE)).code).toBe(0)
  }, 120_000)

  /** The site over the record, as the server would be that shares its key. */
  function siteOver(store: Store) {
    const application = createApplication(store, () => "2026-06-05T10:00:00.000Z")
    return createSite(application, {
      ...{ authenticators: [], rates: { read: 100, write: 100 }, home: "http://localhost", letterKey: key() },
      ...{ sessions: createSessions(application, key()), addressOf: () => undefined, milliseconds: () => 0 },
      log: console.error,
    })
  }

  test("a link lets a person in, once, in whatever browser", async () => {
    const made = await run("sign-in-link", "--plan", PLAN, "--person", "isu")
    expect([made.err, made.code]).toEqual(["", 0])
    const { pathname, origin } = new URL(made.out.trim())
    expect([origin, pathname]).toEqual([
      "http://localhost",
      expect.stringMatching(/^\/en\/sign-in\/link\/[0-9a-f]{32}\./),
    ])
    await using store = open()
    const site = siteOver(store)
    const page = await (await site.request(pathname)).text()
    expect(page).toContain("This link signs you in")
    const followed = () => site.request(pathname, { method: "POST", body: new URLSearchParams() })
    const [first, second] = [await followed(), await followed()]
    expect([first.status, second.status]).toEqual([303, 422])
    const [cookie = ""] = first.headers.getSetCookie()
    const headers = { Cookie: cookie.split(";")[0] ?? "" }
    const plan = await (await site.request(`/api/plans/${PLAN}`, { headers })).text()
    expect(plan).toContain('"people":[')
  })

  test("without a person there is one to begin by, as long as nobody holds a mandate", async () => {
    const { origin, pathname } = new URL(first)
    expect(origin).toBe("http://localhost")
    await using store = open()
    const site = siteOver(store)
    expect(await (await site.request(pathname)).text()).toContain("This link has ended")
    expect((await site.request(pathname, { method: "POST", body: new URLSearchParams() })).status).toBe(422)
    const offices = JSON.stringify([{ office: "observer", from: "2025-01-01" }])
    expect((await run("person", "add", `${PLAN}.olga`, "name=Olga", `offices=${offices}`)).code).toBe(0)
    const refused = await run("sign-in-link")
    expect([refused.code, refused.out, refused.err]).toEqual([1, "", expect.stringContaining("holds a mandate")])
    const half = await run("sign-in-link", "--person", "isu")
    expect([half.code, half.err]).toEqual([2, expect.stringContaining("--plan")])
  })

  test("there is none for whom no letter could be written to, nor by a server", async () => {
    expect((await run("sign-in-link", "--plan", PLAN, "--person", "nobody")).err).toContain("nobody nobody")
    const far = await cli(["sign-in-link", "--plan", PLAN, "--person", "isu", "--server", "http://127.0.0.1:1"])
    expect([far.code, far.err]).toEqual([expect.any(Number), expect.stringContaining("--data")])
    expect(far.code).not.toBe(0)
  })
})

test("over tables it takes the server's key", async () => {
  const made = await cli(["sign-in-link", "--plan", PLAN, "--person", "isu", "--tables"], { env })
  expect(made.err).toContain("LETTER_KEY")
})
