import { eachInTurn } from "@demarche/engine"
import type { Application } from "../application.ts"
import { type Bus, type BusEntry, entriesOf, putAll } from "./bus.ts"
import type { StreamBatch } from "./deadLetter.ts"

/** The most by which a commit's instant and its arrival in the stream differ, in milliseconds. */
const MARGIN = 60_000

/**
 * Publishes again the commits that were recorded at about the time at which that batch of the stream arrived.
 * @throws where some cannot be read or are refused by the bus, after all others are published.
 */
export async function republish(application: Application, bus: Bus, batch: StreamBatch): Promise<void> {
  const from = new Date(Date.parse(batch.approximateArrivalOfFirstRecord) - MARGIN).toISOString()
  const to = new Date(Date.parse(batch.approximateArrivalOfLastRecord) + MARGIN).toISOString()
  const entries: BusEntry[] = []
  const read = async () => {
    for await (const commit of application.world.events.scan())
      if (from <= commit.recorded && commit.recorded <= to) entries.push(...entriesOf(commit))
  }
  const announce = async () => {
    const { refused, why } = await putAll(bus, entries)
    if (refused.length > 0) throw new Error(`the bus refused ${refused.length} of ${entries.length} commits: ${why}`)
  }
  await eachInTurn([read, announce], (part) => part())
}
