import { view } from "@demarche/engine"
import { delivery } from "@demarche/workflows"
import { describe, expect, test } from "vitest"
import { isu, june, system } from "./actors.ts"
import { specification } from "./specification.ts"

const { workflow, given, foldOf, expectAllTold } = specification("delivery", delivery, {
  by: system,
  at: june(1, 9),
  facts: { mandated: true },
})

const hidden = { visibility: "restricted" }
const call = { webhook: "ccm-gso-2025-2026.w-1", about: "activity:ccm-gso-2025-2026.t2-a2@7" }
const queued = { type: "DeliveryQueued", ...call, notBefore: june(1, 9) }
const succeeded = { type: "DeliverySucceeded", said: "204" }
const failed = { type: "DeliveryFailed", said: "503", retryAt: june(1, 9, 5) }
const givenUp = { type: "DeliveryGivenUp", said: "503" }
const outcomes = [
  [{ type: "succeed", ...call, said: "204" }, succeeded, "delivered"],
  [{ type: "fail", ...call, said: "503", retryAt: june(1, 9, 5) }, failed, "failed"],
  [{ type: "giveUp", ...call, said: "503" }, givenUp, "givenUp"],
] as const

describe("a delivery", () => {
  test("that was not put off is queued and told of in one commit", () => {
    for (const [command, event, state] of outcomes)
      given()
        .when(command)
        .then({ ...queued, ...hidden }, { ...event, ...hidden })
        .ends(state)
  })
  test("that waits is called at its time, and again where it failed", () => {
    given()
      .when({ type: "queue", ...call, notBefore: june(1, 9) })
      .then({ ...queued, ...hidden })
      .ends("queued")
    for (const [command, event, state] of outcomes)
      for (const past of [[queued], [queued, failed]])
        given(...past)
          .when(command)
          .then({ ...event, ...hidden })
          .ends(state)
  })
  test("that is over is not told of twice", () => {
    for (const over of [succeeded, givenUp])
      for (const [command] of outcomes) given(queued, over).when(command).rejected("NOT_NOW")
    given(queued)
      .when({ type: "queue", ...call, notBefore: june(1, 9) })
      .rejected("NOT_NOW")
  })
  test("is made once more on the secretariat's word, from the beginning", () => {
    for (const over of [succeeded, failed, givenUp])
      given(queued, over)
        .when({ type: "redeliver" }, { by: isu })
        .then({ type: "RedeliveryAsked", ...hidden })
        .ends("queued")
    given(queued).when({ type: "redeliver" }, { by: isu }).rejected("NOT_NOW")
    given(queued, succeeded).when({ type: "redeliver" }).rejected("OFFICE")
    const { context } = foldOf(queued, failed, failed, { type: "RedeliveryAsked", by: isu, at: june(2) }) as never
    expect(context).toMatchObject({ attempts: 0, begun: june(2), notBefore: june(2) })
  })
  test("waits for its time alone", () => {
    const at = (context: Partial<delivery.Context>) =>
      workflow.deadlines(view(workflow, { value: "queued", context: { attempts: 0, ...context } }))
    expect(at({ webhook: "plan.w-1", notBefore: june(1, 9) })).toEqual([{ at: june(1, 9), queue: "plan.w-1" }])
    expect(at({})).toEqual([])
    expect((foldOf(queued, succeeded) as never as { context: delivery.Context }).context).toMatchObject({
      attempts: 1,
      said: "204",
      notBefore: undefined,
    })
  })
  test("no person tells what came of it", () => {
    for (const [command] of outcomes) given(queued).when(command, { by: isu }).rejected("OFFICE")
  })
})

test("every rule was refused and satisfied, every command taken, every state reached", () => {
  expectAllTold()
})
