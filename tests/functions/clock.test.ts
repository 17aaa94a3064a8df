import { createApplication } from "@demarche/application/application"
import { createSchedule } from "@demarche/application/processes/schedule"
import { createWebhooks } from "@demarche/application/webhooks/webhooks"
import type { StreamName } from "@demarche/event-store"
import type { Message } from "@demarche/mail/message"
import { expect, test } from "vitest"
import { circulated, ISU, openCcm, PLAN, PRESIDENCY } from "../http/world.ts"

test("a stream that time cannot go on with holds up no other, no letter and no call, and is named", async () => {
  const letters: Message[] = []
  const mailer = { send: async (letter: Message) => void letters.push(letter) }
  const post = { mailer, home: "https://demarche.example", key: "a key" }
  let taken = false
  const hooks = createWebhooks({ call: async () => ({ taken, said: taken ? "204" : "503" }) }, post.key)
  const world = await openCcm("2026-06-01T10:00:00+02:00", undefined, post, hooks)
  const body = { url: "https://unidir.example/hook", label: "UNIDIR" }
  await world.ask("POST", "/api/webhooks", { as: ISU, body, query: { plan: PLAN } })
  await circulated(world)
  await world.take(PRESIDENCY, "plan", "moveMeeting", { meeting: "3rc", from: "2026-09-14", to: "2026-09-18" })
  await world.hosted.settled()
  world.jump("2026-06-08T18:00:00+02:00")
  taken = true

  const { world: of, views } = world.hosted.application
  const bad = `activity:${PLAN}.t2-a2`
  const events = {
    ...of.events,
    async head(stream: StreamName) {
      const head = await of.events.head(stream)
      return head && stream === bad ? { ...head, state: { value: "stateOfALaterRelease", context: {} } } : head
    },
  }
  const due = await views.due("time", world.clock.now(), 10)
  expect(due.map(({ stream }) => stream)).toContain(bad)
  const { tick } = createSchedule(createApplication({ events, views, texts: of.texts }, world.clock.now), {
    mail: async () => post,
    webhooks: hooks,
  })
  await expect(tick("a minute")).rejects.toThrow(bad)
  expect(letters.map(({ to }) => to.address)).toContain("coordinator-austria@demarche.example")
  await world.hosted.settled()
  const { items } = await world.get("/api/deliveries", { as: ISU, query: { plan: PLAN, status: "failed" } })
  expect(items).toEqual([])
  await world.stop()
})

test("reminders that cannot be queued hold up no letter that waits", async () => {
  const letters: Message[] = []
  const mailer = { send: async (letter: Message) => void letters.push(letter) }
  const post = { mailer, home: "https://demarche.example", key: "a key" }
  const world = await openCcm("2026-06-01T10:00:00+02:00", undefined, post)
  await circulated(world)
  world.jump("2026-06-02T10:00:00+02:00")
  const { world: of, views } = world.hosted.application
  const events = {
    ...of.events,
    async head(stream: StreamName) {
      const head = await of.events.head(stream)
      if (!head && stream.startsWith("notice:")) throw new Error("no notice can be queued")
      return head
    },
  }
  const { tick } = createSchedule(createApplication({ events, views, texts: of.texts }, world.clock.now), {
    mail: async () => post,
  })
  await expect(tick("a minute")).rejects.toThrow("no notice can be queued")
  expect(letters.length).toBeGreaterThan(8)
  await world.stop()
})
