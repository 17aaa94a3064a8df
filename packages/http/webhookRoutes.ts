import { hash, randomUUID } from "node:crypto"
import type { Application } from "@demarche/application/application"
import { isShown } from "@demarche/application/disclosure"
import { type SubscribedWebhook, secretOf, webhooksOf } from "@demarche/application/webhooks/webhooks"
import { commitAt } from "@demarche/engine"
import { idOf, type Row } from "@demarche/event-store"
import { officesFor } from "@demarche/workflows/offices"
import type { StateName } from "@demarche/workflows/stateNames"
import { Id } from "@demarche/workflows/terms"
import { bodyOf, contextOf } from "@demarche/workplan"
import { Hono } from "hono/tiny"
import * as z from "zod"
import { type AnyClaim, actorOf, assertShown, clearanceIn, type Env } from "./authentication.ts"
import { pageAfter } from "./cursor.ts"
import { historyPage } from "./historyEntry.ts"
import { planOfItem } from "./items.ts"
import { ProblemError } from "./problem.ts"
import { valid } from "./requestBody.ts"
import type { DeliveryReading, WebhookReading } from "./responses.ts"
import { takeTransition } from "./transition.ts"

/** Greater than any instant in milliseconds, so that differences from it have the same number of digits. */
const LATEST = 9e15

/** The query of `/api/webhooks`. */
export const WebhookQuery = z.object({ plan: Id })

const DeliveryStatus = {
  queued: "queued",
  failed: "failed",
  delivered: "delivered",
  givenUp: "givenUp",
} as const satisfies { [Name in StateName<"delivery">]: Name }

/** The query of `GET /api/deliveries`. */
export const DeliveryQuery = z.object({
  plan: z.string().max(64),
  webhook: z.string().max(140).optional(),
  status: z.enum(DeliveryStatus).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  next: z.string().max(400).optional(),
})

/**
 * `/api/webhooks`: the webhooks of a plan, managed by the secretariat. A secret is derived from `key` and shown once, when it
 * is created.
 */
export function webhookRoutes(application: Application, key: string) {
  return new Hono<Env>()
    .get("/", async (c) => {
      const { plan } = valid(WebhookQuery, c.req.query())
      return c.json({ items: await webhookList(application, c.get("claim"), plan) })
    })
    .post("/", async (c) => {
      const { plan } = valid(WebhookQuery, c.req.query())
      await known(application, "plan", plan)
      const id = webhookIdOf(plan, c.req.header("Idempotency-Key") ?? randomUUID())
      const answer = await takeTransition(c, application, c.get("claim"), `webhook:${id}`, plan, "register")
      return answer.dryRun ? c.json(answer) : c.json({ ...answer, secret: secretOf(key, id, 1) }, 201)
    })
    .post("/:id/transitions/:name", async (c) => {
      const { id, name } = c.req.param()
      await assertShown(application, c.get("claim"), `webhook:${id}`, "webhook")
      const answer = await takeTransition(c, application, c.get("claim"), `webhook:${id}`, planOfItem(id), name)
      if (name !== "rotateSecret" || answer.dryRun) return c.json(answer)
      const secret = await secretAt(application, key, id, answer.version)
      return c.json({ ...answer, ...(secret !== undefined && { secret }) })
    })
}

/** The webhooks of a plan, those that were removed among them. @throws ProblemError as `keeper`. */
export async function webhookList(application: Application, claim: AnyClaim | undefined, plan: string) {
  await keeper(application, claim, plan)
  return (await webhooksOf(application, plan)).map(webhookReading)
}

/** The id of the webhook that is registered under a key of its sender's. */
export function webhookIdOf(plan: string, key: string): string {
  return `${plan}.w-${hash("sha256", key, "hex").slice(0, 16)}`
}

/** The secret that a webhook has as of a version, derived from `key`. */
export async function secretAt({ world }: Application, key: string, id: string, version: number) {
  const turn = contextOf("webhook", await commitAt(world.events, `webhook:${id}`, version))?.secret
  return turn === undefined ? undefined : secretOf(key, id, turn)
}

/** A webhook as it stands or, with a version, as it stood then; undefined where there is none. */
export async function webhookAt({ world }: Application, id: string, version?: number) {
  const stream = `webhook:${id}` as const
  const commit = await (version === undefined ? world.events.head(stream) : commitAt(world.events, stream, version))
  const context = contextOf("webhook", commit)
  return commit && context && { version: commit.version, context }
}

/** A page of the deliveries that a query asks for, newest first. @throws ProblemError as `keeper`. */
export async function deliveryPage(
  application: Application,
  claim: AnyClaim | undefined,
  { plan, webhook, status, limit, next }: z.infer<typeof DeliveryQuery>,
): Promise<{ items: DeliveryReading[]; next: string | null }> {
  await keeper(application, claim, plan)
  const rows = await application.views.list({ kind: "delivery", scope: plan })
  const chosen = rows
    .map(deliveryReading)
    .filter((each) => (!webhook || each.webhook === webhook) && (!status || each.status === status))
  return pageAfter(chosen, placeOf, limit, next)
}

/** `/api/deliveries`: every delivery to a webhook, and its result. */
export function deliveryRoutes(application: Application) {
  return new Hono<Env>()
    .get("/", async (c) => {
      return c.json(await deliveryPage(application, c.get("claim"), valid(DeliveryQuery, c.req.query())))
    })
    .get("/:id/history", async (c) => {
      const id = c.req.param("id")
      await keeper(application, c.get("claim"), planOfItem(id))
      await known(application, "delivery", id)
      return c.json(
        await historyPage(application, `delivery:${id}`, c.req.query(), undefined, () => ({ clearance: "restricted" })),
      )
    })
    .post("/:id/transitions/:name", async (c) => {
      const { id, name } = c.req.param()
      if (name !== "redeliver") throw new ProblemError("unknown", `there is no transition ${name} of a delivery`)
      await assertShown(application, c.get("claim"), `delivery:${id}`, "delivery")
      return c.json(await takeTransition(c, application, c.get("claim"), `delivery:${id}`, planOfItem(id), name))
    })
}

/** The actor, who must be allowed to manage the plan's webhooks. @throws ProblemError as `actorOf`, `forbidden` for every other office. */
async function keeper(application: Application, claim: AnyClaim | undefined, plan: string) {
  const actor = await actorOf(application, claim, plan)
  const keeps = officesFor("webhook", "register")?.some((office) => office === actor.by.office)
  if (!keeps || !isShown("webhook", await clearanceIn(application, claim, plan)))
    throw new ProblemError("forbidden", "webhooks are kept by the secretariat")
  return actor
}

/** @throws ProblemError `unknown` where there is no such stream. */
async function known(application: Application, kind: string, id: string): Promise<void> {
  if (!(await application.world.events.head(`${kind}:${id}`)))
    throw new ProblemError("unknown", `there is no ${kind} ${id}`)
}

/** The sort key of a delivery in the list, newest first. */
function placeOf({ begun, id }: DeliveryReading): string {
  return `${LATEST - Date.parse(begun)}.${id}`
}

function webhookReading({ id, state = "", since, context }: SubscribedWebhook): WebhookReading {
  const { url = "", label = "", types, sees = "public", rotated, why } = context
  return {
    id,
    url,
    label,
    types: types ? [...types] : null,
    sees,
    state,
    since,
    rotated: rotated ?? null,
    why: why ?? null,
  }
}

function deliveryReading(row: Row): DeliveryReading {
  const { publicState: status = "", since, state } = bodyOf(row, "delivery")
  const { webhook = "", about = "", begun = "", attempts, said, notBefore } = state.context
  const id = idOf(row.stream)
  return { id, webhook, about, status, since, begun, attempts, said: said ?? null, notBefore: notBefore ?? null }
}
