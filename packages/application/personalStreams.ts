import { createHmac } from "node:crypto"
import { kindOf, type StreamName, scopeOf } from "@demarche/event-store"
import type { Application } from "./application.ts"
import { keyNames } from "./execute.ts"

/**
 * The stream of what concerns one person of a plan. `plain` says whom; the stream's own name tells nobody: it is an
 * HMAC-SHA256 of the plain one under the plan's key, so that every process and every restore makes the same. What was begun
 * under its plain name, before names were keyed, keeps it.
 */
export async function personalStream(application: Application, plain: StreamName): Promise<StreamName> {
  const key = await keyOf(application, scopeOf(plain))
  return key === undefined ? plain : standingOrKeyed(application, plain, key)
}

/** As `personalStream`, for one that is to be begun: the plan gets its key, where it has none. @throws as `execute`. */
export async function newPersonalStream(
  application: Application,
  plain: StreamName,
  correlation: string,
): Promise<StreamName> {
  const plan = scopeOf(plain)
  const known = await keyOf(application, plan)
  if (known === undefined) await keyNames(application, plan, correlation)
  const key = known ?? (await keyOf(application, plan))
  if (key === undefined) throw new Error(`${plan} has no key for its names`)
  return standingOrKeyed(application, plain, key)
}

async function standingOrKeyed({ world }: Application, plain: StreamName, key: string): Promise<StreamName> {
  return (await world.events.head(plain)) ? plain : keyedName(plain, key)
}

/** The keyed form of a name, of the same kind and scope. */
export function keyedName(plain: StreamName, key: string): StreamName {
  const code = createHmac("sha256", key).update(plain).digest("hex").slice(0, 32)
  return `${kindOf(plain)}:${scopeOf(plain)}.k-${code}`
}

/** The plan's key, looked for again where the cache knows of none: another process may have just made it. */
async function keyOf({ planSnapshot }: Application, plan: string): Promise<string | undefined> {
  return (await (await planSnapshot(plan)).nameKey()) ?? (await planSnapshot(plan, true)).nameKey()
}
