import { execute } from "@demarche/application/execute"
import type { Outcome } from "@demarche/engine"
import type { Events } from "@demarche/event-store"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { AUSTRIA, type Json, openCcm, openWorld, over, PLAN, type World } from "../http/world.ts"

const ITEM = `${PLAN}.t1-a1`
const STREAM = `activity:${ITEM}` as const

/** A store whose appends to the item wait until they are let go. */
function gated() {
  const store = memoryStore()
  let open = () => {}
  let gate = Promise.resolve()
  const append: Events["append"] = async (commit) => {
    if (commit.stream === STREAM) await gate
    return store.events.append(commit)
  }
  return {
    store: { ...store, events: { ...store.events, append } },
    close() {
      gate = new Promise((resolve) => {
        open = resolve
      })
    },
    open: () => open(),
  }
}

let world: World
let gate: ReturnType<typeof gated>
beforeEach(async () => {
  gate = gated()
  world = await openCcm("2026-06-01T10:00:00+02:00", over(gate.store))
})
afterEach(async () => {
  gate.open()
  await world.stop()
})

const link = (target: string) => ({ type: "linkTo", relation: "relatesTo", target })
const take = (target: string, more: object = {}) =>
  execute(world.hosted.application, {
    plan: PLAN,
    stream: STREAM,
    command: link(target),
    by: { person: "coordinator-austria", office: "coordinator", party: "austria" },
    mandateImplied: false,
    correlation: target,
    ...more,
  })
async function targets(): Promise<string[]> {
  const found: string[] = []
  for (let next: string | undefined = "0"; next; ) {
    const query: Record<string, string> = { limit: "100", ...(next !== "0" && { next }) }
    const page: Json = await world.get(`/api/activities/${ITEM}/history`, { as: AUSTRIA, query })
    const events = page.items.flatMap(({ events }: Json) => events)
    found.push(...events.flatMap(({ type, target }: Json) => (type === "Linked" ? [target] : [])))
    next = page.next ?? undefined
  }
  return found
}
const many = (count: number) => Array.from({ length: count }, (_, number) => `document ${number}`)

describe("K10.3", () => {
  test("a hundred different commands at once on one item are all recorded, in order of arrival", async () => {
    const answers = await Promise.all(
      many(100).map((target) =>
        world.ask("POST", `/api/activities/${ITEM}/transitions/linkTo`, {
          as: AUSTRIA,
          body: { ...link(target), type: undefined },
        }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(many(100).map(() => 200))
    const versions = answers.map(({ body }) => body.version)
    expect(versions).toEqual(versions.toSorted((one, other) => one - other))
    expect((await targets()).slice(-100)).toEqual(many(100))
  })

  test("what waits is bounded, beyond it is 503 with Retry-After; a read and a dry run do not wait", async () => {
    gate.close()
    const waiting = many(257).map((target) => take(target))
    const full = await world.ask("POST", `/api/activities/${ITEM}/transitions/support`, { as: AUSTRIA })
    expect([full.status, full.headers.get("Retry-After")]).toEqual([503, "1"])
    expect((await take("document tried", { dryRun: true })).commits).toHaveLength(1)
    expect((await world.ask("GET", `/api/activities/${ITEM}`, { as: AUSTRIA })).status).toBe(200)
    gate.open()
    await Promise.all(waiting)
    await world.hosted.settled()
    expect((await targets()).slice(-257)).toEqual(many(257))
  })

  test("whoever hangs up while waiting leaves, and nothing of theirs is recorded", async () => {
    gate.close()
    const hangsUp = new AbortController()
    const first = take("document first")
    const gone = take("document gone", { signal: hangsUp.signal })
    const last = take("document last")
    hangsUp.abort()
    await expect(gone).rejects.toMatchObject({ code: "abandoned" })
    await expect(take("document never", { signal: hangsUp.signal })).rejects.toMatchObject({ code: "abandoned" })
    gate.open()
    await Promise.all([first, last])
    await world.hosted.settled()
    expect((await targets()).slice(-2)).toEqual(["document first", "document last"])
  })

  test("a refused command lets the next one through", async () => {
    const [refused, taken] = await Promise.allSettled([take("document a", { ifMatch: 99 }), take("document b")])
    expect([refused.status, taken.status]).toEqual(["rejected", "fulfilled"])
  })

  test("between processes a conflict is followed by a pause, longer each time, and then it passes", async () => {
    const pauses: number[] = []
    const other = await openWorld(undefined, over(gate.store))
    const { application } = world.hosted
    let lost = 0
    const events: Events = {
      ...application.world.events,
      append: async (commit) => (lost++ < 3 ? "conflict" : application.world.events.append(commit)),
    }
    const pause = async (conflicts: number) => void pauses.push(conflicts)
    const outcome: Outcome = await execute(
      { ...application, world: { ...application.world, events, pause } },
      {
        plan: PLAN,
        stream: STREAM,
        command: link("document late"),
        by: { person: "coordinator-austria", office: "coordinator", party: "austria" },
        mandateImplied: false,
        correlation: "late",
      },
    )
    expect(outcome.events).toHaveLength(1)
    expect(pauses).toEqual([1, 2, 3])
    await other.stop()
  })
})
