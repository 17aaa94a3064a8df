import { spawn } from "node:child_process"
import { randomUUID } from "node:crypto"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createSessions, named } from "@demarche/application/sessions/sessions"
import { memoryMarks } from "@demarche/event-store/memory/memoryMarks"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { outbox } from "@demarche/mail/outbox"
import { movableClock } from "@demarche/server/clocks"
import { host } from "@demarche/server/host"
import { type Served, serve } from "@demarche/server/serve"
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest"
import { quiet } from "../bench/fixture.ts"
import { cli } from "../cli/console.ts"
import { KEY } from "../pages/sites.ts"
import { type Clicking, clicking } from "./clicking.ts"
import { env, root } from "./curl.ts"
import { read } from "./documents.ts"

const [, section = ""] = read("README.md").match(/^## A new installation$([\s\S]*?)^## /m) ?? []
const [, command = ""] = section.match(/^```sh start\nnpm start -- (.*)\n```$/m) ?? []
const [file = ""] = section.match(/tests\/http\/bodies\/[a-z]+\.yaml/) ?? []
/** What README says is pressed, each once. */
const toPress = [...section.matchAll(/(?<![*`\w])\*([^*`]+)\*(?!\*)/g)].map(([, name = ""]) =>
  name.replace(/\s+/g, " "),
)

let site: Served
let link: string
const pressed = new Set<string>()

beforeAll(async () => {
  const clock = movableClock("2025-12-01T09:00:00Z", true)
  const letters = outbox("demarche@demarche.example")
  const home = "http://127.0.0.1"
  const hosted = host(memoryStore(), clock.now, quiet, { gather: 0, mail: { mailer: letters, home, key: KEY } })
  link = `/en/sign-in/link/${named((await createSessions(hosted.application, KEY).firstLink(randomUUID()))!)}`
  const place = { hostname: "127.0.0.1", port: 0, home, reporter: quiet, letterKey: KEY, marks: memoryMarks() }
  site = await serve(hosted, { ...place, demo: clock, strict: true, letters, mails: true })
})
afterAll(() => site.stop())

const window = () => clicking(site.url, (name) => pressed.add(name))

/** Asks again until what is asked for is there. */
async function awaited<T>(find: () => Promise<T | undefined>): Promise<T> {
  let found = await find()
  while (!found) found = await new Promise((resolve) => setTimeout(resolve, 20)).then(find)
  return found
}

/** The newest letter to an address, opened by itself once it is there. */
async function letterTo(address: string, subject: string): Promise<Clicking> {
  const reader = window()
  const number = await awaited(async () => {
    const rows = await (await fetch(`${site.url}/dev/mail`)).text()
    const row = rows.split("<tr>").find((each) => each.includes(address) && each.includes(subject))
    return row?.match(/\/dev\/mail\/(\d+)/)?.[1]
  })
  await reader.open(`/dev/mail/${number}/html`)
  return reader
}

/** Somebody who was invited comes in at the address that their inviter was shown. */
async function signedIn(address: string, where: string): Promise<Clicking> {
  const guest = window()
  await guest.open(where)
  await guest.press("Send a code", { address })
  const [, code = ""] = (await letterTo(address, "code")).text().match(/([0-9A-Z]{4}-[0-9A-Z]{4})/) ?? []
  await guest.press("Sign in", { code })
  expect(guest.at()).toBe("/en/plans/ietf-onions")
  return guest
}

/** Presses an act, and records it: what is typed is checked first. */
async function records(by: Clicking, act: string, typed = {}): Promise<void> {
  await by.press(act)
  await by.press("Check what will be recorded", typed)
  await by.press("Record it")
  await by.press("Back to where I was")
}

/** Where a new installation listens, and the link that it prints. */
function begun({ stdout, stderr }: ReturnType<typeof spawn>): Promise<{ url: string; link: string }> {
  return new Promise((resolve) => {
    let text = ""
    for (const stream of [stdout, stderr])
      stream?.on("data", (chunk) => {
        text += chunk
        const [, url] = text.match(/listens on (http:\S+)/) ?? []
        const [, link] = text.match(/(http:\S+\/sign-in\/link\/\S+)\n/) ?? []
        if (url && link) resolve({ url, link })
      })
  })
}

/** Brings in the plan by the first link, and says who one is. */
async function begins(me: Clicking, link: string): Promise<void> {
  await me.open(link)
  await me.press("Come in and begin")
  await me.press("Bring in this file", { file: new File([readFileSync(join(root, file))], "plan.yaml") })
  await awaited(async () => !me.text().includes("being brought in") || void (await me.press("Look again")))
  await me.press("Go on: say who you are")
  await me.press("This is me", { name: "Inès Moreau", address: "ines@ietf.example", office: "secretariat" })
}

test("what README starts prints a link by which one begins, and none once somebody holds an office (slow)", async () => {
  const folder = mkdtempSync(join(tmpdir(), "demarche-new-"))
  const args = command.split(" ").map((each) => (each === "try" ? join(folder, each) : each))
  const server = spawn("node", ["--import", "tsx", "packages/server/start.ts", ...args], { cwd: root, env })
  onTestFinished(async () => {
    const gone = new Promise((resolve) => server.once("exit", resolve))
    server.kill("SIGTERM")
    await gone
    rmSync(folder, { recursive: true, force: true })
  })
  const { url, link } = await begun(server)
  const me = clicking(url, () => {})
  await begins(me, link)
  expect(me.text()).toContain("Invite the others")
  const refused = await cli(["sign-in-link", "--data", join(folder, "try")])
  expect([refused.code, refused.out]).toEqual([1, ""])
}, 60_000)

test("what README says leads from the first link to a text agreed by its path, in the browser and by letters alone", async () => {
  const me = window()
  await begins(me, link)
  expect(await (await fetch(site.url + link)).text()).not.toContain("Come in and begin")

  let where = ""
  for (const [name, address, office, party] of [
    ["Cora Lind", "cora@ietf.example", "coordinator", "chairs"],
    ["Pavel Novák", "pavel@ietf.example", "presidency", "ads"],
    ["Dana Ruiz", "dana@ietf.example", "delegate", "ana"],
  ] as const) {
    await me.press("Invite", { name, address, office, party })
    expect(me.text()).toContain(`${name} may sign in with their address from now on`)
    const [shown = "none is shown"] = me.text().match(/http:\S+\/sign-in\?\S+/) ?? []
    where = shown
  }
  await me.press("Go to the work plan")
  expect(me.text()).toContain("not adopted yet. It may be adopted by: Chair and Area Director.")

  const chair = await signedIn("cora@ietf.example", where)
  await records(chair, "Adopt the work plan")
  await chair.press("Board")
  await chair.press("m1")
  expect(chair.text()).toContain("● adopted (Chair) – now ◌ last call (Working group) – to come")
  expect(chair.text()).toContain("Next: Record agreement")
  await records(chair, "Record agreement")
  await records(chair, "Begin drafting")
  await records(chair, "Add a draft", { text: "1. The working group needs a model." })
  await chair.press("Circulate under a silence procedure")
  expect(chair.text()).toContain("at least 14 days from now")
  await chair.press("Check what will be recorded", { "until.day": "2025-12-16", "until.time": "18:00" })
  expect(chair.text()).toContain("as Participant: Ana, Bo, Chi and Dana Ruiz")
  await chair.press("Record it")

  await me.press("The clock")
  await me.press("An hour on")
  const delegate = await letterTo("dana@ietf.example", "Silence procedure until")
  await delegate.press("Express support")
  await delegate.press("Express support", { ticked: "yes" })
  expect(delegate.text()).toContain("Your answer has been recorded")

  for (const _ of [1, 2, 3]) await me.press("A week on")
  await chair.open("/en/plans/ietf-onions")
  expect(chair.text()).toContain("Sign in to see what needs you")
  const area = await signedIn("pavel@ietf.example", where)
  await area.press("Board")
  await area.press("m1")
  expect(area.text()).toContain("Whose turn it is – Area Director")
  const reader = window()
  await reader.open("/en/items/ietf-onions.m1")
  expect(reader.text()).toContain("Next: Record agreement (Area Director)")
  expect(reader.text()).toContain("Record agreement – Area Director")
  await area.open("/en/plans/ietf-onions/history")
  expect(area.text()).toContain("Secretariat added Dana Ruiz to the plan.")
  await area.open("/en/items/ietf-onions.m1")
  await records(area, "Record agreement")
  expect(area.text()).toContain("Draft 1 was adopted on 22 December 2025")
  const { state } = JSON.parse(await (await fetch(`${site.url}/api/activities/ietf-onions.m1`)).text())
  expect(state).toBe("agreed")
  await me.press("An hour on")
  expect((await letterTo("dana@ietf.example", "Agreed: ")).text()).toContain("Draft 1")
  expect(new Set(toPress)).toEqual(pressed.add("Look again")) // which an import that is over at once makes needless
})
