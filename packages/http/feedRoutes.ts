import type { Application } from "@demarche/application/application"
import { execute } from "@demarche/application/execute"
import { newPersonalStream, personalStream } from "@demarche/application/personalStreams"
import { newSecret, secretHash } from "@demarche/application/secrets"
import type { StreamName } from "@demarche/event-store"
import { ReaderLanguage } from "@demarche/workflows/terms"
import { Hono } from "hono/tiny"
import * as z from "zod"
import { type AnyClaim, assertShown, claimantOf, type Env } from "./authentication.ts"
import { planOfItem } from "./items.ts"
import { ProblemError } from "./problem.ts"
import { valid } from "./requestBody.ts"
import { commandId, takeTransition } from "./transition.ts"

/** The query of a calendar. */
export const CalendarQuery = z.object({
  lang: ReaderLanguage.optional().meta({ description: "else the person's own, else by Accept-Language" }),
  person: z.string().max(64).optional().meta({ description: "whose dates alone, by that person's token" }),
  token: z.string().max(64).optional(),
})

/** Who asks for a feed, where calendars are served, whether it is tried alone, and under what it is made once. */
interface FeedRequest {
  claim: AnyClaim | undefined
  plan: string
  home: string
  correlation: string
  dryRun: boolean
  once?: string | undefined
}

/** Makes the caller a feed of a plan, which ends the one before: its id, its token and its address; tried alone, they are nobody's. @throws ProblemError as `claimantOf`, `forbidden` for a key; EngineError `key-reused` where one was made under it. */
export async function makeFeed(application: Application, request: FeedRequest) {
  const { claim, plan, home, correlation, dryRun, once } = request
  const { by, mandateImplied } = await claimantOf(application, claim, plan)
  if (mandateImplied) throw new ProblemError("forbidden", "a calendar feed is a person's: a key has none")
  const id = `${plan}.${by.person}`
  const token = newSecret()
  const command = { type: "addFeed", hash: secretHash(token) }
  const own: StreamName = `access:${id}`
  const stream = await (dryRun ? personalStream(application, own) : newPersonalStream(application, own, correlation))
  const asked = { plan, stream, command, by, mandateImplied, correlation, dryRun }
  await execute(application, { ...asked, ...(once !== undefined && { id: once }) })
  return { id, token, address: `${home}/calendar/${plan}.ics?person=${by.person}&token=${token}` }
}

/**
 * `/api/feeds`: a person's own calendar of a plan, with the id `<plan>.<person>`. Its URL carries a token that is shown once;
 * requesting it again issues a new token and revokes the old one.
 */
export function feedRoutes(application: Application, home: string) {
  return new Hono<Env>()
    .post("/", async (c) => {
      const { plan } = valid(z.object({ plan: z.string().max(64) }), c.req.query())
      const dryRun = c.req.query("dryRun") === "true"
      const correlation = c.get("correlation")
      const { id: once } = commandId(c)
      const made = await makeFeed(application, { claim: c.get("claim"), plan, home, correlation, dryRun, once })
      return dryRun ? c.json({ id: made.id, dryRun }, 200) : c.json(made, 201)
    })
    .post("/:id/transitions/:name", async (c) => {
      const { id, name } = c.req.param()
      if (name !== "revokeFeed") throw new ProblemError("unknown", `there is no transition ${name} of a feed`)
      const plan = planOfItem(id)
      const stream = await personalStream(application, `access:${id}`)
      const own = (person: string) => id === `${plan}.${person}`
      await assertShown(application, c.get("claim"), stream, "feed", { own })
      return c.json({ ...(await takeTransition(c, application, c.get("claim"), stream, plan, name)), id })
    })
}
