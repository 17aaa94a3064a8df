import { Instant } from "@demarche/workflows/terms"
import { Hono } from "hono/tiny"
import * as z from "zod"
import { utc } from "./asOf.ts"
import type { Env } from "./authentication.ts"
import type { Outbox } from "./devMail.ts"
import { invalid, jsonBody, valid } from "./requestBody.ts"

/** What only this machine may be served: a clock that can be moved and, in the demo, people who come in by a click. */
export interface Demo {
  /** Whether it lets in whom its plans name, by a click or by the credential `demo:<person>:<office>`. */
  admits: boolean
  now(): string
  /** Moves the clock forward and runs everything that falls due on the way. */
  moveTo(instant: string): Promise<void>
  /** The letters that would have been sent. */
  letters?: Outbox
}

const Move = z.strictObject({ now: Instant.transform(utc) })

export function demoRoutes(demo: Demo) {
  return new Hono<Env>().post("/clock", async (c) => {
    const { now } = valid(Move, await jsonBody(c))
    if (now < demo.now()) throw invalid("now", `the clock only moves forward (it is ${demo.now()})`)
    await demo.moveTo(now)
    return c.json({ now: demo.now() })
  })
}
