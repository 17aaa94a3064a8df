import { setImmediate } from "node:timers/promises"
import { createSignal } from "@demarche/event-store/signal"
import { expect, test } from "vitest"

const never = new AbortController().signal

test("who waits is woken by a ring, an abort before or after, or the time", async () => {
  const { ring, wait } = createSignal()
  const stop = new AbortController()
  const waiting = [wait(never), wait(stop.signal), wait(never, 1)]
  stop.abort()
  await waiting[1]
  await waiting[2]
  await wait(stop.signal)
  ring()
  await waiting[0]
})

test("a ring is not kept for who comes later", async () => {
  const { ring, wait } = createSignal()
  ring()
  const late = wait(never).then(() => "woken")
  expect(await Promise.race([late, setImmediate("asleep")])).toBe("asleep")
  ring()
  expect(await late).toBe("woken")
})
