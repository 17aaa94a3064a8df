import { readFileSync } from "node:fs"
import type { Message } from "@demarche/mail/message"
import { type Json, openWorld, type World } from "../http/world.ts"

export const ZONES = "zones-2026"
export const COORDINATOR = "coord:coordinator"
export const OTHER_COORDINATOR = "coord-b:coordinator"
export const SECRETARIAT = "isu:secretariat"
const FOCAL_POINT = "gfp:focalPoint"

/** A world with a small plan whose delegates read in zones from Honolulu to Kiritimati, and the letters that they are sent. */
export interface Zones {
  world: World
  sent: Message[]
  take(as: string, code: string, name: string, body?: object): Promise<Json>
  item(code: string, as?: string): Promise<Json>
  notices(query?: Record<string, string>): Promise<Json[]>
  /** Takes a document to the state in which it may be circulated. */
  clear(code: string): Promise<void>
}

const plan = readFileSync(new URL("zones.txt", import.meta.url), "utf8")

/** Imports the plan, as `edit` changes its file, and adopts it. */
export async function openZones(start: string, edit: (yaml: string) => string = (yaml) => yaml): Promise<Zones> {
  const sent: Message[] = []
  const mailer = { send: async (message: Message) => void sent.push(message) }
  const world = await openWorld(start, undefined, { mailer, home: "https://d.example", key: "k" })
  await world.send(SECRETARIAT, edit(plan))
  await world.take(COORDINATOR, `/api/plans/${ZONES}`, "adopt", { mandate: "the meeting" })
  const take: Zones["take"] = (as, code, name, body) => world.take(as, `${ZONES}.${code}`, name, body)
  return {
    world,
    sent,
    take,
    item: (code, as = SECRETARIAT) => world.get(`/api/activities/${ZONES}.${code}`, { as }),
    async notices(query = {}) {
      const { items } = await world.get("/api/notices", {
        as: SECRETARIAT,
        query: { plan: ZONES, limit: "100", ...query },
      })
      return items
    },
    async clear(code) {
      await take(COORDINATOR, code, "waiveConsultation", { reason: "time" })
      await take(COORDINATOR, code, "startDrafting")
      await take(COORDINATOR, code, "addDraft", { text: `Draft of ${code}` })
      await take(COORDINATOR, code, "recordCheck", { check: { of: "gender", option: "none" } })
      await take(FOCAL_POINT, code, "recordCheck", { check: { of: "gender-advice" }, text: "Name the communities." })
      await take(COORDINATOR, code, "recordCheck", { check: { of: "lap", actions: [1] } })
      await take(COORDINATOR, code, "requestClearance")
      await take(SECRETARIAT, code, "clearDraft")
    },
  }
}
