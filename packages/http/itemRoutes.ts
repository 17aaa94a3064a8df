import { createHash, randomUUID } from "node:crypto"
import type { Application } from "@demarche/application/application"
import type { StreamName } from "@demarche/event-store"
import type { ItemKind } from "@demarche/workplan"
import { Hono } from "hono/tiny"
import * as z from "zod"
import { pastOf } from "./asOf.ts"
import { type Env, sightIn } from "./authentication.ts"
import { historyPage } from "./historyEntry.ts"
import { assertKnown, listQuery } from "./itemFilters.ts"
import { itemList } from "./itemList.ts"
import { findItem, planOfItem, transitionsFor } from "./items.ts"
import { languageOf } from "./problem.ts"
import { valid } from "./requestBody.ts"
import { takeTransition } from "./transition.ts"

/** The routes of activities, outputs and requests. */
export function itemRoutes<K extends ItemKind>(application: Application, kind: K) {
  return new Hono<Env>()
    .get("/", async (c) => {
      const query = valid(listQuery(application, kind), c.req.query())
      const past = pastOf(c.req.query(), application.world.clock())
      await assertKnown(application, query, past)
      return c.json(await itemList(application, kind, query, past, c.get("claim")))
    })
    .get("/:id", async (c) => {
      const id = c.req.param("id")
      const past = pastOf(c.req.query(), application.world.clock())
      const claim = c.get("claim")
      const found = await findItem(application, kind, id, past, await sightIn(application, claim, planOfItem(id)))
      const transitions = past ? [] : await transitionsFor(application, kind, found, claim, languageOf(c))
      c.header("ETag", `"${found.reading.version}"`)
      return c.json({ ...found.reading, transitions })
    })
    .get("/:id/history", async (c) => {
      const id = c.req.param("id")
      const past = pastOf(c.req.query(), application.world.clock())
      const sees = await sightIn(application, c.get("claim"), planOfItem(id))
      await findItem(application, kind, id, past, sees)
      return c.json(await historyPage(application, `${kind}:${id}`, c.req.query(), past, sees))
    })
    .post("/:id/transitions/:name", async (c) => {
      const { id, name } = c.req.param()
      return c.json(await takeTransition(c, application, c.get("claim"), `${kind}:${id}`, planOfItem(id), name))
    })
}

/** `POST /api/requests?plan=`: submits a Presidency request. Its id is derived from the Idempotency-Key, so that a retry finds the same one. */
export function submissionRoute(application: Application) {
  return new Hono<Env>().post("/", async (c) => {
    const { plan } = valid(z.object({ plan: z.string().max(64) }), c.req.query())
    const key = c.req.header("Idempotency-Key") ?? randomUUID()
    const stream: StreamName = `request:${requestId(plan, key)}`
    const answer = await takeTransition(c, application, c.get("claim"), stream, plan, "submit")
    return answer.dryRun ? c.json(answer) : c.json(answer, 201, { Location: `/api/requests/${answer.id}` })
  })
}

/** The id of the request that is submitted under that key. */
export function requestId(plan: string, key: string): string {
  return `${plan}.r-${createHash("sha256").update(key).digest("hex").slice(0, 12)}`
}
