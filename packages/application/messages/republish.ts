import { eachInTurn } from "@demarche/engine"
import type { Application } from "../application.ts"
import { type Bus, type BusEntry, commitEntry, putAll } from "./bus.ts"
import type { StreamBatch } from "./deadLetter.ts"

/** A commit's own instant and its arrival in the stream differ by less, in milliseconds. */
const MARGIN = 60_000

/**
 * Puts on the bus again what was recorded about when that batch of the stream arrived.
 * @throws where some of it cannot be read, or is refused, once all the rest is announced.
 */
export async function republish(application: Application, bus: Bus, batch: StreamBatch): Promise<void> {
  const from = new Date(Date.parse(batch.approximateArrivalOfFirstRecord) - MARGIN).toISOString()
  const to = new Date(Date.parse(batch.approximateArrivalOfLastRecord) + MARGIN).toISOString()
  const entries: BusEntry[] = []
  const read = async () => {
    for await (const commit of application.world.events.scan())
      if (from <= commit.recorded && commit.recorded <= to) entries.push(commitEntry(commit))
  }
  const announce = async () => {
    const { refused, why } = await putAll(bus, entries)
    if (refused.length > 0) throw new Error(`the bus refused ${refused.length} of ${entries.length} commits: ${why}`)
  }
  await eachInTurn([read, announce], (part) => part())
}
