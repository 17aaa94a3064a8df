import type { Application } from "@demarche/application/application"
import { VERSION } from "@demarche/application/version"
import { type Language, translate } from "@demarche/i18n"
import type { HealthReading } from "./responses.ts"

/** What `GET /healthz` tells everybody, without a path or a name of the machine, and its status. */
export async function healthOf(
  application: Application,
  language: Language,
): Promise<{ body: HealthReading; status: 200 | 503 }> {
  const health = await application.world.events.health()
  const damaged = await application.damage.found()
  const told = { ...(damaged.length > 0 && { damaged }), version: VERSION, now: application.world.clock() }
  if (health.writable)
    return { body: { status: damaged.length > 0 ? "damaged" : "ok", store: "writable", ...told }, status: 200 }
  const { obstacle } = health
  const detail = translate(language, obstacle ? `obstacles.${obstacle}` : "problems.unavailable.detail")
  return { body: { status: "unavailable", store: obstacle ?? "unavailable", detail, ...told }, status: 503 }
}
