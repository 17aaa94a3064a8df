import { expect } from "vitest"
import { plain } from "../web/pageText.ts"

/** Somebody before a window of their browser: they see a page, and press what stands on it. */
export interface Clicking {
  /** What the page says, and where it is. */
  text(): string
  at(): string
  open(address: string): Promise<void>
  /**
   * Presses the link or the button of that name: a form is sent as it was served, with what is typed into its fields. Fails where
   * nothing has that name, or the form no such field, and where the answer is a refusal.
   */
  press(name: string, typed?: Typed): Promise<void>
}

/** What is typed, ticked, chosen: by the name of a field, a file by itself. */
type Typed = Readonly<Record<string, string | File>>

/** A window over the network: it keeps its cookies, goes where it is led, and tells `onPress` what was pressed. */
export function clicking(base: string, onPress: (name: string) => void): Clicking {
  const cookies = new Map<string, string>()
  let [page, at] = ["", "/"]

  async function go(address: string, init: RequestInit = {}): Promise<void> {
    const { pathname, search } = new URL(unescaped(address), base + at)
    const Cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ")
    const headers = { Cookie, Accept: "text/html", "Sec-Fetch-Site": "same-origin" }
    const answer = await fetch(base + pathname + search, { ...init, headers, redirect: "manual" })
    for (const each of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = each.match(/^([^=]+)=([^;]*)/) ?? []
      cookies.set(name, value)
    }
    at = pathname + search
    const to = answer.headers.get("Location")
    if (to) return go(to)
    page = await answer.text()
    expect([at, answer.status], plain(page)).toEqual([at, 200])
  }

  return {
    text: () => plain(page.match(/<main[^>]*>([\s\S]*)<\/main>/)?.[1] ?? page).replaceAll("\u00a0", " "),
    at: () => at,
    open: (address) => go(address),
    async press(name, typed = {}) {
      onPress(name)
      const link = Object.keys(typed).length === 0 && linkNamed(page, name)
      if (link) return go(link)
      const { action, inner, button } = formWith(page, name)
      const sent = new FormData()
      for (const [field, value] of controlsIn(inner)) if (!(field in typed)) sent.append(field, value)
      for (const [field, value] of Object.entries(typed)) {
        expect(takes(inner, field, value), `${field} of ${name}`).toBe(true)
        sent.append(field, value)
      }
      if (button[0]) sent.append(...button)
      const texts = [...sent].map(([field, value]): Pair => [field, String(value)])
      const hasFile = [...sent.values()].some((value) => value instanceof File)
      return go(action ?? at, { method: "POST", body: hasFile ? sent : new URLSearchParams(texts) })
    },
  }
}

function linkNamed(page: string, name: string): string | undefined {
  const links = [...page.matchAll(/<a\b[^>]*? href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g)]
  return links.find(([, , inner = ""]) => plain(inner) === name)?.[1]
}

interface FormServed {
  /** Where it is sent, if not to the page itself. */
  action: string | undefined
  inner: string
}

/** Every form of a page that is sent by POST. */
function formsOf(page: string): FormServed[] {
  return [...page.matchAll(/<form method="post"([^>]*)>([\s\S]*?)<\/form>/g)].map(([, tag = "", inner = ""]) => ({
    action: tag.match(/ action="([^"]*)"/)?.[1],
    inner,
  }))
}

type Pair = [name: string, value: string]

/** The first form with a button of that name, and what the button says. */
function formWith(page: string, name: string): FormServed & { button: Pair } {
  for (const { action, inner } of formsOf(page)) {
    const buttons = [...inner.matchAll(/(<button[^>]*>)([\s\S]*?)<\/button>/g)]
    const [, tag] = buttons.find(([, , label = ""]) => plain(label) === name) ?? []
    if (tag) return { action, inner, button: [said(tag, "name"), said(tag, "value")] }
  }
  throw new Error(`nothing is called ${JSON.stringify(name)} here: ${plain(page)}`)
}

/** What a form sends where nothing is typed into it: what is ticked and chosen, and no file. */
function controlsIn(form: string): Pair[] {
  const inputs = (form.match(/<input[^>]*>/g) ?? [])
    .filter((tag) => !/ type="(?:checkbox|radio)"/.test(tag) || / checked/.test(tag))
    .filter((tag) => !/ type="file"/.test(tag))
    .map((tag): Pair => [said(tag, "name"), said(tag, "value")])
  const areas = [...form.matchAll(/(<textarea[^>]*>)([\s\S]*?)<\/textarea>/g)].map(
    ([, tag = "", text = ""]): Pair => [said(tag, "name"), unescaped(text)],
  )
  const selects = selectsIn(form).map(({ name, options }): Pair => {
    const chosen = options.find((option) => / selected/.test(option)) ?? options[0] ?? ""
    return [name, said(chosen, "value")]
  })
  return [...inputs, ...areas, ...selects].filter(([name]) => name !== "")
}

function selectsIn(form: string): { name: string; options: string[] }[] {
  return [...form.matchAll(/(<select[^>]*>)([\s\S]*?)<\/select>/g)].map(([, tag = "", inner = ""]) => ({
    name: said(tag, "name"),
    options: inner.match(/<option[^>]*>/g) ?? [],
  }))
}

/** Whether a form has such a field, and lets that be chosen or ticked in it. */
function takes(form: string, field: string, value: string | File): boolean {
  const list = selectsIn(form).find(({ name }) => name === field)
  if (list) return list.options.some((option) => said(option, "value") === value)
  const tags = (form.match(/<(?:input|textarea)[^>]*>/g) ?? []).filter((tag) => said(tag, "name") === field)
  return tags.some((tag) => !/ type="(?:checkbox|radio)"/.test(tag) || said(tag, "value") === value)
}

function said(tag: string, attribute: string): string {
  return unescaped(tag.match(new RegExp(` ${attribute}="([^"]*)"`))?.[1] ?? "")
}

function unescaped(html: string): string {
  return html
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
}
