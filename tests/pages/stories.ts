import type { Browser, Page } from "playwright-core"
import { PLAN } from "../http/world.ts"
import type { Demo } from "./sites.ts"

/** A person at the keyboard: Tab, Shift+Tab, Enter, Space, arrows and typing, from the address bar on. */
interface Reader {
  page: Page
  /** Goes on by Tab to what is called so, and presses a key there; then waits for the page that comes. */
  leads(name: string, key?: "Enter" | "Space"): Promise<void>
  /** Goes on by Tab to the field of that name and types. */
  types(name: string, text: string): Promise<void>
  /** Fails unless the page has such a heading, and no fault of its own. */
  sees(heading: string): Promise<void>
}

/** More Tabs than a page has controls. */
const ENDLESS = 200

/** Each is what somebody does from the first page on, and what they see. */
const stories: Record<string, (reader: Reader, demo: Demo) => Promise<void>> = {
  async "signs in by a code, after a mistyped one, and out"(reader, { letters }) {
    await reader.leads("Sign in")
    await reader.sees("Sign in")
    await reader.types("E-mail address", "coordinator-austria@demarche.example")
    await reader.leads("Send a code")
    await reader.sees("Sign in")
    await reader.types("Code of eight characters", "2222-2222")
    await reader.leads("Sign in", "Space")
    await reader.sees("Sign in")
    const [, code = ""] = (await letters())[0]?.text.match(/\b([0-9A-Z]{4}-[0-9A-Z]{4})\b/) ?? []
    await reader.types("Code of eight characters", code)
    await reader.leads("Sign in")
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

/** Tells every story, or those whose name says `only`, each in a browser of its own; resolves to what went wrong. */
export async function tellStories(browser: Browser, script: string, demo: Demo, only = ""): Promise<string[]> {
  const faults: string[] = []
  for (const [name, story] of Object.entries(stories).filter(([name]) => name.includes(only))) {
    const context = await browser.newContext({ viewport: { width: 1000, height: 600 }, locale: "en-GB" })
    const page = await context.newPage()
    await page.goto(`${demo.url}/en/`)
    await story(readerAt(page, script), demo).catch((error: Error) => faults.push(`who ${name}: ${error.message}`))
    await context.close()
  }
  return faults
}

function readerAt(page: Page, script: string): Reader {
  const named = () => page.evaluate<string>("inspection.focusName()")
  async function tabTo(name: string): Promise<void> {
    await page.evaluate(script)
    for (let tabs = 0; tabs < ENDLESS; tabs++) {
      await page.keyboard.press("Tab")
      if ((await named()).startsWith(name)) return
    }
    throw new Error(`no Tab on ${page.url()} leads to “${name}”`)
  }
  return {
    page,
    async leads(name, key = "Enter") {
      await tabTo(name)
      const folded = await page.evaluate<boolean>("document.activeElement.tagName === 'SUMMARY'")
      const arrives = folded ? Promise.resolve() : page.waitForEvent("load")
      await Promise.all([arrives, page.keyboard.press(key)])
    },
    async types(name, text) {
      await tabTo(name)
      await page.keyboard.type(text)
    },
    async sees(heading) {
      await page.evaluate(script)
      const faults = await page.evaluate<string[]>("inspection.axeFaults()")
      const seen = await page.evaluate<string>("document.querySelector('h1').textContent")
      if (seen !== heading) faults.push(`sees “${seen}”, not “${heading}”`)
      if (faults.length > 0) throw new Error(`${page.url()}: ${faults.join("; ")}`)
    },
  }
}
