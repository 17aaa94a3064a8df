import type { Application } from "@demarche/application/application"
import type { Marks } from "@demarche/event-store"
import { Hono } from "hono/tiny"
import { pastOf } from "./asOf.ts"
import { type AnyClaim, actorOf, type Env } from "./authentication.ts"
import { readMine } from "./mine.ts"
import { ProblemError } from "./problem.ts"
import { invalid, jsonBody, valid } from "./requestBody.ts"
import { SeenBody } from "./seenBody.ts"

/** `/api/plans/{plan}/mine`: what needs the caller and, where there are marks, that they have seen what changed. */
export function mineRoutes(application: Application, marks: Marks | undefined) {
  const routes = new Hono<Env>().get("/:plan/mine", async (c) => {
    const past = pastOf(c.req.query(), application.world.clock())
    return c.json(await readMine(application, c.req.param("plan"), { claim: c.get("claim"), past, marks }))
  })
  if (!marks) return routes
  return routes
    .post("/:plan/mine/seen", async (c) => {
      const { upTo } = valid(SeenBody, await jsonBody(c))
      return c.json({ seen: await markSeen(application, marks, c.get("claim"), c.req.param("plan"), upTo) })
    })
    .post("/:plan/mine/forget", async (c) => {
      await forgetSeen(application, marks, c.get("claim"), c.req.param("plan"))
      return c.json({ seen: null })
    })
}

/**
 * Keeps that the caller has seen what changed in a plan up to an instant (RFC 3339, UTC), by default now. Resolves to the instant
 * that is kept. @throws ProblemError as `actorOf`; `invalid` where the instant lies ahead; `forbidden` for a key.
 */
export async function markSeen(
  application: Application,
  marks: Marks,
  claim: AnyClaim | undefined,
  plan: string,
  upTo?: string,
): Promise<string> {
  const now = application.world.clock()
  const seen = upTo ?? now
  if (seen > now) throw invalid("upTo", `lies in the future (now ${now})`)
  const of = { scope: plan, person: await personOf(application, claim, plan) }
  await marks.put({ ...of, seen })
  return (await marks.get(of))?.seen ?? seen
}

/** Erases what the caller has said to have seen in a plan. @throws ProblemError as `markSeen`. */
export async function forgetSeen(application: Application, marks: Marks, claim: AnyClaim | undefined, plan: string) {
  await marks.erase({ scope: plan, person: await personOf(application, claim, plan) })
}

async function personOf(application: Application, claim: AnyClaim | undefined, plan: string): Promise<string> {
  const { by, mandateImplied } = await actorOf(application, claim, plan)
  if (mandateImplied) throw new ProblemError("forbidden", "what has been seen is a person's: a key sees nothing")
  return by.person
}
