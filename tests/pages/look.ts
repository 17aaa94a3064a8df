import type { Browser, Page, Response } from "playwright-core"
import { PLAN } from "../http/world.ts"
import type { Look, Setting } from "./looks.ts"

/** The most that a first visit of a page loads, in bytes as they come over the wire, headers included. */
const FIRST_LOAD = 60 * 1024

/** What came of looking at a page. */
export interface Seen {
  title: string
  faults: string[]
  /** What its first visit loads, in bytes as they come over the wire. */
  bytes: number
}

/** Looks at a page as somebody who was never there, in one setting; `script` is the browser's part. */
export async function look(
  browser: Browser,
  script: string,
  site: string,
  look: Look,
  setting: Setting,
): Promise<Seen> {
  const { language, width, colours } = setting
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: colours === "dark" ? "dark" : "light",
    forcedColors: colours === "forced" ? "active" : "none",
    locale: language,
    ...(look.as && { extraHTTPHeaders: { Authorization: `Bearer demo:${look.as}` } }),
  })
  try {
    if (look.enters)
      await context.request.post(`${site}/${language}/sign-in/demo`, { form: { as: `${PLAN}:${look.enters}` } })
    const page = await context.newPage()
    const faults: string[] = []
    const loaded: Response[] = []
    page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`))
    page.on("pageerror", (error) => faults.push(`script: ${error.message}`))
    page.on("request", (request) => request.url().startsWith(`${site}/`) || faults.push(`asks ${request.url()}`))
    page.on("response", (response) => loaded.push(response))
    const response = await page.goto(`${site}/${language}${look.at}`, { waitUntil: "load" })
    const { status = 200, answered: wanted = status } = look
    if (response?.status() !== status) faults.push(`answers ${response?.status()}`)
    const first = [...loaded]
    const answered = await send(page, look)
    if (answered !== undefined && answered !== wanted) faults.push(`answers ${answered} to its form`)
    await page.evaluate(script)
    await page.evaluate("inspection.unfold()")
    const inspect = async (what: string) => faults.push(...(await page.evaluate<string[]>(`inspection.${what}()`)))
    await inspect("axeFaults")
    await inspect("formFaults")
    await inspect("spaceFaults")
    await page.setViewportSize({ width, height: width < 400 ? 256 : 800 })
    faults.push(...(await walk(page)))
    await page.evaluate("inspection.spaceText()")
    const spaced = await page.evaluate<string[]>("inspection.spaceFaults()")
    faults.push(...spaced.map((fault) => `with text spaced, ${fault}`))
    const bytes = await weightOf(first)
    if (bytes > FIRST_LOAD) faults.push(`loads ${bytes} bytes`)
    const known = wanted >= 400 ? faults.filter((fault) => !fault.includes(`status of ${wanted}`)) : faults
    return { title: await page.title(), faults: [...new Set(known)], bytes }
  } finally {
    await context.close()
  }
}

/** Fills in the form of a page and sends it, where that is asked. Resolves to the status of the answer. */
export async function send(page: Page, { sent }: Look): Promise<number | undefined> {
  if (!sent) return undefined
  for (const [name, value] of Object.entries(sent)) {
    const field = page.locator(`[name="${name}"]`).first()
    const isList = (await page.locator(`select[name="${name}"]`).count()) > 0
    await (isList ? field.selectOption(value) : field.fill(value))
  }
  const [response] = await Promise.all([page.waitForNavigation(), page.locator("button.main").click()])
  return response?.status()
}

async function weightOf(loaded: Response[]): Promise<number> {
  const sizes = await Promise.all(loaded.map((response) => response.request().sizes()))
  return sizes.reduce(
    (sum, { responseHeadersSize, responseBodySize }) => sum + responseHeadersSize + responseBodySize,
    0,
  )
}

/** Goes through the page by Tab alone, from its address to its end. */
async function walk(page: Page): Promise<string[]> {
  const faults: string[] = []
  for (;;) {
    await page.keyboard.press("Tab")
    const step = await page.evaluate<string[] | null>("inspection.stepFaults()")
    if (!step) return [...faults, ...(await page.evaluate<string[]>("inspection.unreached()"))]
    faults.push(...step)
  }
}
