import type { Store } from "@demarche/application/application"
import { isImported, rehearseImport } from "@demarche/application/importPlan"
import { requestImport } from "@demarche/application/requestImport"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { parsePlan } from "@demarche/plan-file/parse"
import { movableClock } from "@demarche/server/clocks"
import { oneShotHost } from "@demarche/server/oneShotHost"
import { describe, expect, test } from "vitest"
import { ccmFile } from "../http/ccm.ts"
import { PLAN } from "../http/world.ts"
import { withActivities } from "./longPlan.ts"

/** A store far away: whoever asks while others are on their way travels with them, and each journey is one round. */
function farStore() {
  const store = memoryStore()
  const travelled = { rounds: 0, calls: 0 }
  let underWay: Promise<void> | undefined
  const travel = () => {
    travelled.calls += 1
    underWay ??= new Promise((resolve) =>
      setImmediate(() => {
        underWay = undefined
        travelled.rounds += 1
        resolve()
      }),
    )
    return underWay
  }
  const away =
    <Given extends unknown[], T>(call: (...given: Given) => Promise<T>) =>
    (...given: Given) =>
      travel().then(() => call(...given))
  const { events, views, texts } = store
  const far: Store & AsyncDisposable = {
    events: {
      ...events,
      append: away(events.append),
      head: away(events.head),
      async *read(...of) {
        await travel()
        yield* events.read(...of)
      },
    },
    views: { ...views, get: away(views.get), list: away(views.list), put: away(views.put) },
    texts: { ...texts, get: away(texts.get), put: away(texts.put), erase: away(texts.erase) },
    async [Symbol.asyncDispose]() {},
  }
  return { far, travelled }
}

/** The rounds of an import over far tables, from the rehearsal to the last row, with its reactions. */
async function roundsFor(text: string) {
  const { far, travelled } = farStore()
  const { now } = movableClock("2026-01-12T10:00:00.000Z")
  const hosted = oneShotHost(far, now, { info() {}, error: console.error })
  const { plan: file, warnings } = parsePlan(text, "yaml")
  const by = { person: "operator", office: "secretariat" as const }
  const sent = { file, warnings, by, mandateImplied: true, correlation: "far" }
  await rehearseImport(hosted.application, sent)
  await requestImport(hosted.application, sent, { text, format: "yaml", id: "far" })
  await hosted.settled()
  expect(await isImported(hosted.application, file.work_plan.id)).toBe(true)
  return travelled
}

describe("K9 over tables that are far away, calls are made side by side", () => {
  test("40 items take few rounds, and fifty more hardly more", async () => {
    const forty = await roundsFor(withActivities(ccmFile(), PLAN, 14))
    const more = await roundsFor(withActivities(ccmFile(), PLAN, 64))
    expect(more.calls - forty.calls, "an item is several calls").toBeGreaterThan(250)
    expect(forty.rounds, "at 50 ms a call, 20 seconds").toBeLessThan(400)
    expect((more.rounds - forty.rounds) / 50, "rounds an item").toBeLessThan(1.5)
  })
})
