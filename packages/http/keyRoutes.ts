import { hash, randomBytes } from "node:crypto"
import type { Application } from "@demarche/application/application"
import { execute } from "@demarche/application/execute"
import { newSecret, secretHash } from "@demarche/application/secrets"
import { Instant } from "@demarche/workflows/terms"
import { contextOf } from "@demarche/workplan"
import { Hono } from "hono/tiny"
import * as z from "zod"
import { utc } from "./asOf.ts"
import { type AnyClaim, assertShown, claimantOf, type Env } from "./authentication.ts"
import { ProblemError } from "./problem.ts"
import { invalid, jsonBody, valid } from "./requestBody.ts"
import { commandId, takeTransition } from "./transition.ts"

/** Until when a key is valid, in any offset. */
export const KeyTerm = z.object({ expires: Instant.transform(utc).optional() })

/** What a key is asked for with, by whom; `once` is under what it is made once, however often it is sent. */
interface KeyRequest {
  claim: AnyClaim | undefined
  /** The fields of the command, but for the hash. */
  body: Readonly<Record<string, unknown>>
  correlation: string
  dryRun: boolean
  once: string | undefined
}

/**
 * Makes a key for the plans that are named: its id and the key itself, which is kept nowhere; tried alone, it is nobody's.
 * @throws ProblemError `invalid`, and as `claimantOf` for each of the plans; EngineError as `execute`, `key-reused` where one was made under it.
 */
export async function makeKey(application: Application, { claim, body, correlation, dryRun, once }: KeyRequest) {
  const plans = Array.isArray(body.plans) ? body.plans.map(String) : []
  const [plan] = plans
  if (!plan) throw invalid("plans", "name the plans the key is for")
  const id = once === undefined ? randomBytes(8).toString("hex") : keyIdOf(plan, once)
  const key = `demarche_${id}_${newSecret()}`
  const { expires } = valid(KeyTerm, body)
  const command = { ...body, ...(expires && { expires }), type: "addKey", hash: secretHash(key) }
  const asked = async (plan: string) => {
    const { by, mandateImplied } = await claimantOf(application, claim, plan)
    const own = { plan, stream: `access:${id}` as const, command, by, mandateImplied, correlation }
    return { ...own, ...(once !== undefined && { id: once }) }
  }
  for (const each of plans) await execute(application, { ...(await asked(each)), dryRun: true })
  if (!dryRun) await execute(application, await asked(plan))
  return { id, key }
}

/** The id of the key that is made once, first of all for that plan. */
export function keyIdOf(plan: string, once: string): string {
  return hash("sha256", `${plan}\n${once}`, "hex").slice(0, 16)
}

/** The first of the plans that a key is for, in which it is revoked. @throws ProblemError as `assertShown`. */
export async function planOfKey(
  application: Application,
  claimIn: (plan: string) => Promise<AnyClaim | undefined>,
  id: string,
): Promise<string> {
  const head = await application.world.events.head(`access:${id}`)
  const [plan = ""] = contextOf("access", head)?.plans ?? []
  await assertShown(application, await claimIn(plan), `access:${id}`, "key", { plan })
  return plan
}

/** `/api/keys`: the secretariat issues keys, with which programs act for an office, and revokes them. A key is shown once. */
export function keyRoutes(application: Application) {
  return new Hono<Env>()
    .post("/", async (c) => {
      const dryRun = c.req.query("dryRun") === "true"
      const { id: once } = commandId(c)
      const request = {
        claim: c.get("claim"),
        body: await jsonBody(c),
        correlation: c.get("correlation"),
        dryRun,
        once,
      }
      const made = await makeKey(application, request)
      if (dryRun) return c.json({ id: made.id, dryRun }, 200)
      return c.json(made, 201, { "Cache-Control": "no-store" })
    })
    .post("/:id/transitions/:name", async (c) => {
      const { id, name } = c.req.param()
      if (name !== "revokeKey") throw new ProblemError("unknown", `there is no transition ${name} of a key`)
      const plan = await planOfKey(application, async () => c.get("claim"), id)
      return c.json(await takeTransition(c, application, c.get("claim"), `access:${id}`, plan, name))
    })
}
