import { MAX_INSTANT } from "@demarche/application/time"
import type { ApiOptions } from "@demarche/http/app"
import type { Env } from "@demarche/http/authentication"
import { formBody } from "@demarche/http/requestBody"
import { Hono } from "hono/tiny"
import { type PageRequest, respondWithPage } from "../respond.ts"
import { href, type Visit } from "../visit.ts"

const HOUR = 3_600_000

/** What the forms of the clock do, below a language, where it can be moved. */
export function clockActs({ demo }: ApiOptions, visitIn: (c: PageRequest) => Visit) {
  const app = new Hono<Env>()
  if (!demo) return app
  return app.post("/clock", async (c) => {
    const visit = visitIn(c)
    const typed = await formBody(c)
    const to = instantIn(typed, visit.now)
    if (to === undefined || to < visit.now) {
      const { clockPageAfter } = await import("./clockPage.tsx")
      return respondWithPage(c, visit, await clockPageAfter(visit, typed))
    }
    await demo.moveTo(to)
    return c.redirect(href({ ...visit, query: {} }, "/clock"), 303)
  })
}

/** The instant (UTC) that was asked for: so many hours on, or a day with a time; undefined where it is none. */
function instantIn({ hours, day, time }: Readonly<Record<string, string>>, now: string): string | undefined {
  const at = hours === undefined ? Date.parse(`${day}T${time}Z`) : Date.parse(now) + Number(hours) * HOUR
  return at < Date.parse(MAX_INSTANT) ? new Date(at).toISOString() : undefined
}
