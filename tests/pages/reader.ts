import type { Page } from "playwright-core"
import type { Demo } from "./sites.ts"

/** A person at the keyboard: Tab, Shift+Tab, Enter, Space, arrows and typing, from the address bar on. */
export interface Reader {
  page: Page
  /** What was pressed and typed, in order; several Tabs as one. */
  pressed: string[]
  /** Goes on by Tab to what is called so, and presses a key there; then waits for the page that comes. */
  leads(name: string, key?: "Enter" | "Space"): Promise<void>
  /** Goes on by Tab to what is called so, and presses Enter there. */
  presses(name: string): Promise<void>
  /** Goes on by Tab to the field of that name and types. */
  types(name: string, text: string): Promise<void>
  /** Fills in fields in the order of the page, each by its name: a day as 2026-06-08, a time as 18:00, a box by anything. */
  fills(...said: (readonly [name: string, text: string])[]): Promise<void>
  /** Fails unless the page has such a heading, and no fault of its own. */
  sees(heading: string): Promise<void>
}

/** Signs in by the code of a letter to that address, after what else is done where it is asked for. */
export async function signsIn(
  reader: Reader,
  { letters }: Pick<Demo, "letters">,
  address: string,
  first = async () => {},
): Promise<void> {
  await reader.leads("Sign in")
  await reader.sees("Sign in")
  await reader.types("E-mail address", address)
  await reader.leads("Send a code")
  await reader.sees("Sign in")
  await first()
  const letter = (await letters()).find(({ to }) => to.address === address)
  const [, code = ""] = letter?.text.match(/\b([0-9A-Z]{4}-[0-9A-Z]{4})\b/) ?? []
  await reader.types("Code of eight characters", code)
  await reader.leads("Sign in")
}

/** More Tabs than a page has controls. */
const ENDLESS = 300

/** The person at a page. `script` makes `inspection` in it; where the page runs none of its own, axe is not asked. */
export function readerAt(page: Page, script: string, { runs = true } = {}): Reader {
  const pressed: string[] = []
  const named = () => page.evaluate<string>("inspection.focusName()")
  async function press(key: string): Promise<void> {
    const [, often = "1"] = pressed.at(-1)?.match(new RegExp(`^${key}(?: × (\\d+))?$`)) ?? []
    if (pressed.at(-1)?.startsWith(key)) pressed.splice(-1, 1, `${key} × ${Number(often) + 1}`)
    else pressed.push(key)
    await page.keyboard.press(key)
  }
  async function type(text: string): Promise<void> {
    pressed.push(`“${text}”`)
    await page.keyboard.type(text)
  }
  async function tabTo(name: string): Promise<void> {
    await page.evaluate(script)
    const passed = new Set<string>()
    for (let tabs = 0; tabs < ENDLESS; tabs++) {
      await press("Tab")
      const at = await named()
      if (at.startsWith(name) || (await isAmongRadios(name))) return
      passed.add(at.slice(0, 40))
    }
    throw new Error(`no Tab on ${page.url()} leads to “${name}”, only to ${[...passed].join(", ")}`)
  }
  /** Goes on by arrows among the choices of which Tab reaches one, to that of the name. */
  async function isAmongRadios(name: string): Promise<boolean> {
    for (let choices = 0; choices < 4 && (await kindOfFocus()) === "radio"; choices++) {
      if ((await named()).startsWith(name)) return true
      await press("ArrowDown")
    }
    return false
  }
  const kindOfFocus = () => page.evaluate<string | undefined>("document.activeElement.type")
  async function fill(name: string, text: string): Promise<void> {
    await tabTo(name)
    const kind = await kindOfFocus()
    if (kind === "submit") await Promise.all([page.waitForEvent("load"), press("Enter")])
    else if (!kind || kind === "checkbox" || kind === "radio") await press("Space")
    else await type(kind === "date" ? dayTyped(text) : kind === "time" ? timeTyped(text) : text)
  }
  return {
    page,
    pressed,
    async leads(name, key = "Enter") {
      await tabTo(name)
      const folded = await page.evaluate<boolean>("document.activeElement.tagName === 'SUMMARY'")
      const arrives = folded ? Promise.resolve() : page.waitForEvent("load")
      await Promise.all([arrives, press(key)])
    },
    async presses(name) {
      await tabTo(name)
      await press("Enter")
    },
    async types(name, text) {
      await tabTo(name)
      await type(text)
    },
    async fills(...said) {
      for (const [name, text] of said) await fill(name, text)
    },
    async sees(heading) {
      await page.evaluate(script)
      const faults = runs ? await page.evaluate<string[]>("inspection.axeFaults()") : []
      const seen = await page.evaluate<string>("document.querySelector('h1').textContent")
      if (seen !== heading) faults.push(`sees “${seen}”, not “${heading}”`)
      if (faults.length > 0) throw new Error(`${page.url()}: ${faults.join("; ")}`)
    },
  }
}

/** A day as the browser of the tests takes it: month, day, year. */
function dayTyped(day: string): string {
  const [year, month, date] = day.split("-")
  return `${month}${date}${year}`
}

function timeTyped(time: string): string {
  const [hour = 0, minute] = time.split(":").map(Number)
  return `${String(hour % 12 || 12).padStart(2, "0")}${String(minute).padStart(2, "0")}${hour < 12 ? "AM" : "PM"}`
}
