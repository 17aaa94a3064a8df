import type { Browser } from "playwright-core"
import { PLAN } from "../http/world.ts"
import { type Reader, readerAt, signsIn } from "./reader.ts"
import type { Demo } from "./sites.ts"

/** Each is what somebody does from the first page on, and what they see. */
const stories: Record<string, (reader: Reader, demo: Demo) => Promise<void>> = {
  async "signs in by a code, after a mistyped one, and out"(reader, demo) {
    await signsIn(reader, demo, "coordinator-austria@demarche.example", async () => {
      await reader.types("Code of eight characters", "2222-2222")
      await reader.leads("Sign in", "Space")
      await reader.sees("Sign in")
    })
    await reader.sees("Work plans")
  },
  async "goes from the plans to an item's past and back"(reader) {
    await reader.leads("CCM thematic Working Group")
    await reader.leads("Board")
    await reader.sees("Board")
    await reader.leads("t2-a2")
    await reader.leads("As of today", "Space")
    await reader.types("On what day", "03102026")
    await reader.leads("Show")
    if (!reader.page.url().includes(`/en/items/${PLAN}.t2-a2?asOf=2026-03-10T`)) throw new Error(reader.page.url())
    await reader.leads("Back to today")
    await reader.leads("français")
    if (!reader.page.url().endsWith(`/fr/items/${PLAN}.t2-a2`)) throw new Error(reader.page.url())
  },
  async "is told of a change, by a page that stays as it is"({ page, leads }, demo) {
    demo.minutePasses() // so that what was recorded before is no news
    await page.clock.install()
    await leads("CCM thematic Working Group")
    await leads("Board")
    const line = page.getByRole("status")
    const before = await page.locator(".board").first().innerHTML()
    const passes = (seconds: number) => page.clock.fastForward(seconds * 1_000)
    const asked: string[] = []
    page.on("response", (response) => {
      const { pathname } = new URL(response.url())
      if (!pathname.startsWith("/assets/")) asked.push(`${response.status()} ${pathname}`)
    })
    const pulse = () => page.waitForResponse((response) => response.url().includes("/pulse"))
    await Promise.all([pulse(), passes(23)])
    if (asked.join() !== `304 /en/plans/${PLAN}/pulse`) throw new Error(`asks ${asked}`)
    const transition = `${demo.url}/api/activities/${PLAN}.t2-a2/transitions/assignOwner`
    const headers = { Authorization: "Bearer demo:coordinator-austria:coordinator", "Content-Type": "application/json" }
    const { status } = await fetch(transition, { method: "POST", headers, body: JSON.stringify({ owner: "isu" }) })
    if (status !== 200) throw new Error(`${transition} answers ${status}`)
    await Promise.all([line.getByRole("link", { name: "Show" }).waitFor(), passes(25)])
    const said = await line.textContent()
    if (!/^Changed at .*: t2-a2: .*\. Show$/.test(said ?? "")) throw new Error(`is told “${said}”`)
    if ((await page.locator(".board").first().innerHTML()) !== before) throw new Error("what is read was changed")
    await leads("Show")
    if ((await line.textContent()) !== "") throw new Error("is told again of what it shows")
    asked.length = 0
    await page.evaluate(
      "Object.defineProperty(document,'hidden',{value:true});document.dispatchEvent(new Event('visibilitychange'))",
    )
    await passes(600)
    if (asked.length > 0) throw new Error(`asks ${asked} where nobody looks`)
  },
  async "asks nothing where data is saved"({ page, leads }) {
    await page.addInitScript("Object.defineProperty(navigator,'connection',{value:{saveData:true}})")
    await page.clock.install()
    await leads("CCM thematic Working Group")
    const asked: string[] = []
    page.on("request", (request) => asked.push(request.url()))
    await page.clock.fastForward(600_000)
    if (asked.some((url) => url.endsWith("/pulse"))) throw new Error(`asks ${asked}`)
  },
  async "objects, presses twice, and is told where to look while no page comes"(reader, demo) {
    const { page, leads, types, sees } = reader
    await page.clock.install()
    await signsIn(reader, demo, "thematic-a@demarche.example")
    await page.goto(`${demo.url}/en/items/${PLAN}.t2-a2`)
    await leads("Object")
    await types("Your objection", "It goes too far.")
    await leads("Check")
    let sent = 0
    await page.route("**/record/object", (route) => {
      sent += 1
      return route.fulfill({ status: 204 }) // no page comes
    })
    await reader.presses("Record it")
    const line = page.locator("form [role=status]")
    await page.getByRole("button", { name: "Recording…" }).waitFor()
    await page.keyboard.press("Enter")
    if ((await line.textContent()) !== "") throw new Error("is told at once that no page comes")
    await Promise.all([line.getByRole("link").waitFor(), page.clock.fastForward(10_000)])
    const [tab] = await Promise.all([page.context().waitForEvent("page"), reader.presses("See in a new tab")])
    await tab.getByRole("heading", { name: "Nothing was recorded" }).waitFor()
    await tab.close()
    if (sent !== 1) throw new Error(`sends ${sent} times`)
    await page.unroute("**/record/object")
    await page.reload()
    await leads("Record it")
    const recorded = await page.getByRole("heading", { level: 1 }).textContent()
    if (!/^Recorded as t2-a2 no\. \d+$/.test(recorded ?? "")) throw new Error(`sees “${recorded}”`)
    await sees(recorded ?? "")
  },
  async "filters the list, and finds nothing"(reader) {
    await reader.leads("CCM thematic Working Group")
    await reader.leads("Board")
    await reader.leads("As a table, with filters")
    await reader.leads("Filters", "Space")
    await reader.types("Words", "points")
    await reader.leads("Show")
    if (!reader.page.url().includes("q=points")) throw new Error(reader.page.url())
  },
}

/** Likewise, each told with script and without: by whom, in the plan. */
const anyway: Record<string, (reader: Reader, demo: Demo, who: string) => Promise<void>> = {
  async "is cut off while a form is checked, and goes back, then sends it again"(reader, demo, who) {
    const { page, leads, types, sees } = reader
    await opensComment(reader, demo, who)
    await types("Your comment", WORDS)
    await isCutOff(reader, "Check")
    await page.goBack()
    await sees("Comment")
    await holds(reader, "textarea[name=text]")
    await leads("Check")
    await holds(reader, "input[name=text]")
  },
  async "is cut off while a form is recorded, and reloads, which records it once"(reader, demo, who) {
    const { page, leads, types } = reader
    await opensComment(reader, demo, who)
    await types("Your comment", WORDS)
    await leads("Check")
    await isCutOff(reader, "Record it")
    await page.reload()
    if (!/^Recorded as/.test((await page.locator("h1").textContent()) ?? "")) throw new Error("nothing is recorded")
    await page.goto(`${demo.url}/en/items/${PLAN}.t2-a2`)
    const said = await page.getByText(WORDS).count()
    await page.goBack()
    if (said > 1) throw new Error(`is recorded ${said} times`)
  },
  async "is cut off while a letter’s link is answered, and goes back, then sends it again"(reader, demo, who) {
    const { page, presses, types } = reader
    const letter = (await demo.letters()).find(
      ({ to, html }) => to.address.startsWith(`${who}@`) && MORE_TIME.test(html),
    )
    const [, address = ""] = letter?.html.match(MORE_TIME) ?? []
    await page.goto(`${demo.url}${address}`)
    await types("Why", WORDS)
    await page.locator("input[name=ticked]").check()
    await isCutOff(reader, "Ask for more time")
    await page.goBack()
    await holds(reader, "textarea[name=text]")
    await Promise.all([page.waitForEvent("load"), presses("Ask for more time")])
    if ((await page.locator("textarea").count()) > 0) throw new Error("is asked again")
  },
}

const WORDS = "Paragraph 3 goes too far."
const MORE_TIME = /href="https?:\/\/[^/"]*(\/en\/answer\/[^"]*)"[^>]*>\s*Ask for more time/

async function opensComment({ page, leads }: Reader, demo: Demo, who: string): Promise<void> {
  await page.goto(`${demo.url}/en/sign-in?to=/items/${PLAN}.t2-a2/record/comment`)
  await leads(who)
}

/** Presses a button while nothing comes over the network, which is there again once the browser has said so. */
async function isCutOff({ page, presses }: Reader, button: string): Promise<void> {
  await page.context().setOffline(true)
  await Promise.all([page.waitForEvent("requestfailed"), presses(button)])
  await page.waitForFunction("location.protocol === 'chrome-error:'")
  await page.context().setOffline(false)
}

/** Fails unless what was typed is still there. */
async function holds({ page }: Reader, field: string): Promise<void> {
  const held = await page.locator(field).inputValue()
  if (held !== WORDS) throw new Error(`${page.url()} holds “${held}”`)
}

/** Tells every story, or those whose name says `only`, each in a browser of its own; resolves to what went wrong. */
export async function tellStories(browser: Browser, script: string, demo: Demo, only = ""): Promise<string[]> {
  const faults: string[] = []
  const told = [
    ...Object.entries(anyway).flatMap(([name, story]) => [
      { name, story, runs: true, who: "thematic-b" },
      { name: `${name}, without script`, story, runs: false, who: "thematic-d" },
    ]),
    ...Object.entries(stories).map(([name, story]) => ({ name, story, runs: true, who: "" })),
  ]
  for (const { name, story, runs, who } of told.filter(({ name }) => name.includes(only))) {
    const context = await browser.newContext({
      ...{ viewport: { width: 1000, height: 600 }, locale: "en-GB", javaScriptEnabled: runs },
    })
    const page = await context.newPage()
    await page.goto(`${demo.url}/en/`)
    await story(readerAt(page, script, { runs }), demo, who).catch((error: Error) =>
      faults.push(`who ${name}: ${error.message}`),
    )
    await context.close()
  }
  return faults
}
