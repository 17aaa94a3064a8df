import { expect, test } from "vitest"
import { announcementOf } from "../../functions/house/bus.ts"
import { houseOf } from "../../functions/house/house.ts"
import { react } from "../../functions/react.ts"
import type { Commit } from "../../packages/engine/index.ts"
import { ISU, openCcm, PLAN, unheard } from "../http/world.ts"

test("a moved meeting moves what hangs on it, whatever this process remembers of the plan", async () => {
  const world = await openCcm("2026-03-01T10:00:00+01:00", unheard)
  const { house } = world.hosted
  const another = houseOf({ events: house.world.events, views: house.views, texts: house.world.texts }, world.clock.now)
  await another.loreOf(PLAN)
  await world.take(ISU, "plan", "moveMeeting", {
    meeting: "3rc",
    from: "2026-09-21",
    to: "2026-09-25",
    reason: "moved",
  })
  const moved = (await house.world.events.head(`plan:${PLAN}`)) as Commit
  await react(another, () => {})({ detail: announcementOf(moved) })
  const { state } = (await house.world.events.head(`output:${PLAN}.o1`)) as Commit
  expect(state).toMatchObject({ context: { due: { on: "2026-09-21" } } })
  await world.stop()
})
