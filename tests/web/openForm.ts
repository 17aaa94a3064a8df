import type { HttpAnswer, World } from "../http/world.ts"

/** What somebody types into a form, by the names of its fields. */
export type Typed = Readonly<Record<string, string | readonly string[]>>

/** A form as it was opened: what it carries out of sight, and how it is sent. */
export interface OpenForm {
  /** The page on which it stands. */
  page: string
  hidden: Readonly<Record<string, string>>
  send(step: "form" | "check" | "record", typed?: Typed): Promise<HttpAnswer>
}

/** Opens the form at an address, as a browser without script would, and sends it from our own pages. */
export async function openForm(world: World, path: string, as: string): Promise<OpenForm> {
  const page: string = await world.get(path, { as })
  const hidden = Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="([\w.]+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]),
  )
  return {
    page,
    hidden,
    async send(step, typed = {}) {
      const body = new URLSearchParams({ ...hidden, "form.step": step })
      for (const [name, values] of Object.entries(typed)) for (const value of [values].flat()) body.append(name, value)
      return world.ask("POST", path.split("?")[0] ?? path, {
        as,
        body: body.toString(),
        headers: { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" },
      })
    },
  }
}
