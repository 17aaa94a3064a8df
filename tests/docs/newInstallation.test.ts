import { spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { cli } from "../cli/console.ts"
import { formsIn } from "../http/browser.ts"
import { env, root } from "./curl.ts"
import { read } from "./documents.ts"

const [, section = ""] = read("README.md").match(/^## A new installation$([\s\S]*?)^## /m) ?? []
const [, command = ""] = section.match(/^```sh start\nnpm start -- (.*)\n```$/m) ?? []
const [, file = ""] = section.match(/`(tests\/http\/bodies\/[a-z]+\.yaml)`/) ?? []

let folder: string
let server: ReturnType<typeof spawn>
let said: { url: string; link: string }
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "demarche-new-"))
  const args = command.split(" ").map((each) => (each === "try" ? join(folder, each) : each))
  server = spawn("node", ["--import", "tsx", "packages/server/start.ts", ...args], { cwd: root, env })
  said = await begun(server)
}, 60_000)
afterAll(async () => {
  const gone = new Promise((resolve) => server.once("exit", resolve))
  server.kill("SIGTERM")
  await gone
  rmSync(folder, { recursive: true, force: true })
})

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

/** A browser over the network: it keeps cookies, and follows where it is led. */
function surfer() {
  const cookies = new Map<string, string>()
  async function go(address: string, init: RequestInit = {}): Promise<{ url: string; page: string }> {
    const { pathname, search } = new URL(address, said.url)
    const Cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ")
    const headers = { Cookie, Accept: "text/html", "Sec-Fetch-Site": "same-origin" }
    const answer = await fetch(said.url + pathname + search, { ...init, headers, redirect: "manual" })
    for (const each of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = each.match(/^([^=]+)=([^;]*)/) ?? []
      cookies.set(name, value)
    }
    const to = answer.headers.get("Location")
    const page = await answer.text()
    expect([address, answer.status < 400], page).toEqual([address, true])
    return to ? go(to) : { url: pathname + search, page }
  }
  const post = (to: string, fields: Record<string, string>) =>
    go(to, { method: "POST", body: new URLSearchParams(fields) })
  return { go, post }
}
type Surfer = Pick<ReturnType<typeof surfer>, "go">

/** Asks again until what is asked for is there. */
async function awaited(find: () => Promise<string | undefined>): Promise<string> {
  let found = await find()
  while (!found) found = await new Promise((resolve) => setTimeout(resolve, 50)).then(find)
  return found
}

/** Where the next step is, once the plan is there whose import that page tells of. */
function arrived({ go }: Surfer, { url }: { url: string }): Promise<string> {
  return awaited(async () => (await go(url)).page.match(/<a class="main" href="(\/\w+\/start\/[a-z0-9-]+)"/)?.[1])
}

/** The code in the newest letter to an address. */
function codeFor({ go }: Surfer, address: string): Promise<string> {
  return awaited(async () => {
    const { page } = await go("/dev/mail")
    const [row = ""] = page.split("<tr>").filter((each) => each.includes(address))
    const [, letter] = row.match(/href="(\/dev\/mail\/\d+)"/) ?? []
    return letter && (await go(letter)).page.match(/^Code: (\S+)$/m)?.[1]
  })
}

test("what README says of a new installation leads from the printed link to three who are invited, and come in", async () => {
  const me = surfer()
  const opened = await me.go(said.link)
  const [form] = formsIn(opened.page)
  expect((await me.post(form!.action, form!.fields)).url).toBe("/en/start")

  const body = new FormData()
  body.append("file", new Blob([readFileSync(join(root, file))]), "plan.yaml")
  const who = await arrived(me, await me.go("/en/start", { method: "POST", body }))
  const third = await me.post(who, { name: "Inès Moreau", address: "ines@att.example", office: "secretariat" })
  expect(third.page).toContain("Invite the others")

  for (const office of ["coordinator", "delegate", "observer"]) {
    const address = `${office}@body.example`
    const invited = await me.post(`${who}/invite`, { name: `The ${office}`, address, office })
    expect(invited.page).toContain(`The ${office} may sign in with their address`)
    const guest = surfer()
    await guest.post("/en/sign-in", { address })
    const plan = who.replace("/start/", "/plans/")
    const entered = await guest.post("/en/sign-in/code", { code: await codeFor(guest, address), to: plan.slice(3) })
    expect([entered.url, entered.page]).toEqual([plan, expect.stringContaining("/en/sign-out")])
    expect((await guest.go("/en/me")).page).toContain(`The ${office}`)
  }
  const refused = await cli(["sign-in-link", "--data", join(folder, "try")])
  expect([refused.code, refused.out]).toEqual([1, ""])
})
