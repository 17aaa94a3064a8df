import { Instant } from "@demarche/workflows/terms"
import { setCookie } from "hono/cookie"
import { Hono } from "hono/tiny"
import * as z from "zod"
import { utc } from "./asOf.ts"
import { DEMO_COOKIE, type Env } from "./authentication.ts"
import type { Outbox } from "./devMail.ts"
import { formBody, invalid, jsonBody, valid } from "./requestBody.ts"

/** What demo mode adds: a clock that can be moved, and sign-in without a credential. */
export interface Demo {
  now(): string
  /** Moves the clock forward and runs everything that falls due on the way. */
  moveTo(instant: string): Promise<void>
  /** The letters that would have been sent. */
  letters?: Outbox
}

const Move = z.strictObject({ now: Instant.transform(utc) })

export function demoRoutes(demo: Demo) {
  return new Hono<Env>()
    .post("/clock", async (c) => {
      const { now } = valid(Move, await jsonBody(c))
      if (now < demo.now()) throw invalid("now", `the clock only moves forward (it is ${demo.now()})`)
      await demo.moveTo(now)
      return c.json({ now: demo.now() })
    })
    .post("/sign-in", async (c) => {
      const form = await formBody(c)
      const { as = "" } = form
      if (!/^[a-z0-9-]{1,64}:[A-Za-z]{1,30}$/.test(as)) throw invalid("as", "is <person>:<office>")
      setCookie(c, DEMO_COOKIE, as, { httpOnly: true, sameSite: "Strict", path: "/" })
      return c.redirect("/", 303)
    })
}
