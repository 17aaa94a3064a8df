import type { Application } from "@demarche/application/application"
import { VERSION } from "@demarche/application/version"
import { type Language, translate } from "@demarche/i18n"
import type { HealthReading } from "./healthSchema.ts"

/** How the work behind the answers goes. */
export interface Work {
  /** Whether this process does it, or another over the same store. */
  leads: boolean
  /** By its name, how many commits a consumer has not come to, and the error with which it failed last, as long as it does. */
  consumers: Record<string, { behind: number; failed?: string | undefined }>
  /** How many letters in a row the mailer did not take. */
  refused: number
}

interface HealthReader {
  language: Language
  /** Whether errors are told as they are: they name places on the machine. */
  inDetail: boolean
}

/** What `GET /healthz` tells, and its status. Only a reader in detail is told a path or a name of the machine. */
export async function healthOf(
  application: Application,
  work: (() => Promise<Work>) | undefined,
  { language, inDetail }: HealthReader,
): Promise<{ body: HealthReading; status: 200 | 503 }> {
  const health = await application.world.events.health()
  const damaged = await application.damage.found()
  const behind = await work?.()
  const failing = behind && (behind.refused > 0 || Object.values(behind.consumers).some(({ failed }) => failed))
  const told = {
    ...(damaged.length > 0 && { damaged }),
    texts: damaged.includes("text") ? ("damaged" as const) : ("ok" as const),
    clock: !health.writable && health.obstacle === "clock" ? ("wrong" as const) : ("ok" as const),
    ...(behind && workReading(behind, inDetail)),
    version: VERSION,
    now: application.world.clock(),
  }
  if (health.writable) {
    const status = damaged.length > 0 ? "damaged" : failing ? "failing" : "ok"
    return { body: { status, store: "writable", ...told }, status: 200 }
  }
  const { obstacle, reason } = health
  const detail = translate(language, obstacle ? `obstacles.${obstacle}` : "problems.unavailable.detail")
  const body = { status: "unavailable" as const, store: obstacle ?? ("unavailable" as const), detail, ...told }
  return { body: { ...body, ...(inDetail && { reason }) }, status: 503 }
}

function workReading({ leads, consumers, refused }: Work, inDetail: boolean) {
  const reading = Object.entries(consumers).map(([name, { behind, failed }]) => {
    return [name, { behind, failing: failed !== undefined, ...(inDetail && failed && { error: failed }) }]
  })
  return { leads, consumers: Object.fromEntries(reading), letters: { refused } }
}
