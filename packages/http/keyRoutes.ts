import { randomBytes } from "node:crypto"
import type { Application } from "@demarche/application/application"
import { execute } from "@demarche/application/execute"
import { newSecret, secretHash } from "@demarche/application/secrets"
import { Instant } from "@demarche/workflows/terms"
import { contextOf } from "@demarche/workplan"
import { Hono } from "hono/tiny"
import * as z from "zod"
import { utc } from "./asOf.ts"
import { assertShown, claimantOf, type Env } from "./authentication.ts"
import { ProblemError } from "./problem.ts"
import { invalid, jsonBody, valid } from "./requestBody.ts"
import { takeTransition } from "./transition.ts"

/** Until when a key is valid, in any offset. */
export const KeyTerm = z.object({ expires: Instant.transform(utc).optional() })

/** `/api/keys`: the secretariat issues keys, with which programs act for an office, and revokes them. A key is shown once. */
export function keyRoutes(application: Application) {
  return new Hono<Env>()
    .post("/", async (c) => {
      const body = await jsonBody(c)
      const plans = Array.isArray(body.plans) ? body.plans.map(String) : []
      const [plan] = plans
      if (!plan) throw invalid("plans", "name the plans the key is for")
      const id = randomBytes(8).toString("hex")
      const key = `demarche_${id}_${newSecret()}`
      const { expires } = valid(KeyTerm, body)
      const command = { ...body, ...(expires && { expires }), type: "addKey", hash: secretHash(key) }
      const asked = async (plan: string) => {
        const { by, mandateImplied } = await claimantOf(application, c.get("claim"), plan)
        return { plan, stream: `access:${id}` as const, command, by, mandateImplied, correlation: c.get("correlation") }
      }
      for (const each of plans) await execute(application, { ...(await asked(each)), dryRun: true })
      if (c.req.query("dryRun") === "true") return c.json({ id, dryRun: true }, 200)
      await execute(application, await asked(plan))
      return c.json({ id, key }, 201, { "Cache-Control": "no-store" })
    })
    .post("/:id/transitions/:name", async (c) => {
      const { id, name } = c.req.param()
      if (name !== "revokeKey") throw new ProblemError("unknown", `there is no transition ${name} of a key`)
      const head = await application.world.events.head(`access:${id}`)
      const [plan = ""] = contextOf("access", head)?.plans ?? []
      await assertShown(application, c.get("claim"), `access:${id}`, "key", { plan })
      return c.json(await takeTransition(c, application, c.get("claim"), `access:${id}`, plan, name))
    })
}
