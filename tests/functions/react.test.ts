import { createApplication } from "@demarche/application/application"
import { executeAsSystem } from "@demarche/application/executeAsSystem"
import { messageOf } from "@demarche/application/messages/bus"
import type { Commit } from "@demarche/engine"
import { react } from "@demarche/functions/react"
import type { output } from "@demarche/workflows"
import { expect, test } from "vitest"
import { AUSTRIA, ISU, openCcm, PLAN, PRESIDENCY, unheard } from "../http/world.ts"

test("a moved meeting moves what hangs on it, whatever this process remembers of the plan", async () => {
  const world = await openCcm("2026-03-01T10:00:00+01:00", unheard)
  const { application } = world.hosted
  const another = createApplication(
    { events: application.world.events, views: application.views, texts: application.world.texts },
    world.clock.now,
  )
  await another.planSnapshot(PLAN)
  await world.take(ISU, "plan", "moveMeeting", {
    meeting: "3rc",
    from: "2026-09-21",
    to: "2026-09-25",
    reason: "moved",
  })
  const moved = (await application.world.events.head(`plan:${PLAN}`)) as Commit
  await react(another, () => {})({ detail: messageOf(moved) })
  const { state } = (await application.world.events.head(`output:${PLAN}.o1`)) as Commit
  expect(state).toMatchObject({ context: { due: { on: "2026-09-21" } } })
  await world.stop()
})

test("a commit that comes again is answered once, whatever hangs on it by then", async () => {
  const world = await openCcm("2026-03-01T10:00:00+01:00", unheard)
  const { application } = world.hosted
  const output = async () => (await application.world.events.head(`output:${PLAN}.o1`)) as Commit
  const context = async () => ((await output()).state as { context: output.Context }).context
  await world.take(AUSTRIA, "t1-a3", "reportProgress", { period: "2026-Q1", text: "One State has." })
  const stated = (await context()).deliverables.map(({ id }) => id)
  await world.take(PRESIDENCY, "t1-a3", "amend", { outputs: stated, reason: "The plan says so." })
  await world.take(AUSTRIA, "t1-a3", "conclude", { summary: "Two States have adopted laws.", mandate: "3RC" })
  const concluded = (await application.world.events.head(`activity:${PLAN}.t1-a3`)) as Commit
  const receive = () => react(application, () => {})({ detail: messageOf(concluded) })
  await receive()
  const { deliverables } = await context()
  expect(deliverables.map(({ evidence }) => evidence.map(({ source }) => source))).toEqual([
    [`${PLAN}.t1-a3`],
    [`${PLAN}.t1-a3`],
  ])
  await world.hosted.settled()
  const { deliverables: promised } = await world.get(`/api/outputs/${PLAN}.o1`)
  const [, second] = promised
  await world.take(ISU, "o1", "amend", {
    deliverables: [{ id: second.id, title: second.title }],
    reason: "one is dropped",
  })
  const { version } = await output()
  await receive()
  expect(await output()).toMatchObject({ version })
  await world.stop()
})

test("an erasure that was cut short is finished when its commit comes again", async () => {
  const world = await openCcm("2026-03-01T10:00:00+01:00", unheard)
  const { application } = world.hosted
  const { text } = (await world.take(AUSTRIA, "t2-a2", "comment", { text: "Mr X said so." })).events[0]
  await world.take(ISU, "t2-a2", "redact", { text, reason: "it names a person" })
  const redacted = (await application.world.events.head(`activity:${PLAN}.t2-a2`)) as Commit
  const { texts } = application.world
  let dies = true
  const parts = ["the first part", "the second part"]
  application.world.texts = {
    ...texts,
    async erase(hash) {
      await texts.erase(hash)
      parts.length = Math.min(parts.length, 1)
      if (dies) throw new Error("the power is gone")
      parts.length = 0
    },
  }
  const receive = () => react(application, () => {})({ detail: messageOf(redacted) })
  await expect(receive()).rejects.toThrow("the power is gone")
  dies = false
  await receive()
  expect(parts).toEqual([])
  await world.stop()
})

test("what follows from a commit and can never be taken holds up nothing behind it", async () => {
  const world = await openCcm("2026-03-01T10:00:00+01:00", unheard)
  const { application } = world.hosted
  const linking = { stream: `activity:${PLAN}.t1-a3` as const, correlation: "c" }
  const taken = (command: { type: string; meeting?: string }) => executeAsSystem(application, { ...linking, command })
  expect(await taken({ type: "recordDue", meeting: "THE THIRD" })).toContain("meeting")
  expect(await taken({ type: "endPlaceholder" })).toBeDefined()
  await world.stop()
})
