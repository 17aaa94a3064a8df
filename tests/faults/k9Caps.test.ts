import fc from "fast-check"
import { afterEach, beforeEach, expect, test } from "vitest"
import { AUSTRIA, advise, circulated, ISU, openCcm, PLAN, thematic, type World } from "../http/world.ts"

let world: World
beforeEach(async () => {
  world = await openCcm("2026-06-01T10:00:00+02:00")
})
afterEach(() => world.stop())

const reason = "as decided"

/** Takes the act again and again, with less each time it is refused, until there is no room for any of it. */
async function fill(item: string, name: string, body: (nth: number, size: number) => object): Promise<Set<string>> {
  const codes = new Set<string>()
  let nth = 0
  for (let size = 480; size >= 1; ) {
    const address = item === "plan" ? `/api/plans/${PLAN}` : `/api/activities/${PLAN}.${item}`
    const asked = { as: name === "addPerson" ? ISU : AUSTRIA, body: body(++nth, size) }
    const { status, body: answer } = await world.ask("POST", `${address}/transitions/${name}`, asked)
    if (status === 200) continue
    for (const { code } of answer.failing ?? []) codes.add(code)
    if (status !== 422) throw new Error(`${name}: ${status} ${JSON.stringify(answer)}`)
    size = Math.floor(size / 8)
  }
  return codes
}

const link = (nth: number, size: number) => ({ relation: "relatesTo", target: `${nth} `.padEnd(size + 6, "x") })

test("K9.2 an item that was filled to the brim still takes every objection and support, and time its outcome", async () => {
  await circulated(world)
  expect(await fill("t2-a2", "linkTo", link)).toEqual(new Set(["STATE_FULL"]))
  const paragraphs = Array.from({ length: 40 }, (_, nth) => `no. ${nth}`)
  await world.take(thematic("b"), "t2-a2", "support")
  for (const letter of ["a", "c", "d", "e", "f"])
    await world.take(thematic(letter), "t2-a2", "object", { paragraphs, text: "No." })
  await world.take(AUSTRIA, "t2-a2", "unlink", { relation: "relatesTo", target: link(1, 480).target })
})

test("K9.2 time records the outcome of a full item, and a correction is taken after it", async () => {
  await circulated(world)
  await fill("t2-a2", "linkTo", link)
  await world.at("2026-06-08T18:10:00+02:00")
  expect(await world.get(`/api/activities/${PLAN}.t2-a2`)).toMatchObject({ state: "agreed" })
  await world.take(thematic("a"), "t2-a2", "object", { text: "Late." })
  const { items } = await world.get("/api/history", { as: ISU, query: { plan: PLAN, type: "SilencePassed" } })
  const outcome = items[0].version
  await world.take(ISU, "t2-a2", "correct", {
    outcome,
    paragraphs: ["3"],
    text: "It came in time.",
    onBehalfOf: "delegation-a",
    communication: { is: "letter" },
    receivedAt: "2026-06-08T17:50:00+02:00",
  })
})

test("K9.2 a silence procedure is not opened where its answers would not fit", async () => {
  await circulated(world)
  await world.take(AUSTRIA, "t2-a2", "voidSilence", { reason })
  await fill("t2-a2", "linkTo", link)
  await world.take(AUSTRIA, "t2-a2", "unlink", { relation: "relatesTo", target: link(1, 480).target })
  await world.take(AUSTRIA, "t2-a2", "addDraft", { text: "Another" })
  for (const as of [AUSTRIA, ISU]) await world.take(as, "t2-a2", "recordCheck", { check: { of: "constraint" } })
  await advise(world, "t2-a2")
  await world.take(AUSTRIA, "t2-a2", "requestClearance")
  await world.take(ISU, "t2-a2", "clearDraft")
  expect(await world.refused(AUSTRIA, "t2-a2", "circulate", { until: "2026-06-08T18:00" })).toEqual(["STATE_FULL"])
})

test("K9.2 whatever fills a state, those who are asked can answer", async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(["linkTo", "openConsultation"], { minLength: 1 }), async (fillers) => {
      await world.stop()
      world = await openCcm("2026-06-01T10:00:00+02:00")
      await world.take(AUSTRIA, "t1-a2", "openConsultation", {
        closes: "2026-06-10T18:00",
        invited: ["delegation-a", "delegation-b"],
      })
      for (const filler of fillers) {
        if (filler === "linkTo") await fill("t1-a2", "linkTo", link)
        if (filler === "openConsultation")
          for (let more = 0; more < 5; more++)
            await world.ask("POST", `/api/activities/${PLAN}.t1-a2/transitions/openConsultation`, {
              as: AUSTRIA,
              body: { closes: "2026-06-10T18:00", invited: ["delegation-a"] },
            })
      }
      for (const letter of ["a", "b"])
        await world.take(thematic(letter), "t1-a2", "recordInput", { round: 1, text: "Heard." })
    }),
    { numRuns: 3 },
  )
})

test("K9.2 the plan still ends the mandates of people, when it holds as many of them as fit", async () => {
  await fill("plan", "addPerson", (nth, size) => ({
    person: `p${nth}`,
    name: "Somebody",
    language: "en",
    deputy: "observer",
    wants: [],
    vacation: Array.from({ length: Math.min(20, Math.max(1, size)) }, () => ({ from: "2026-07-01", to: "2026-07-02" })),
    offices: Array.from({ length: Math.min(20, size) }, () => ({ office: "observer", from: "2026-01-01" })),
  }))
  for (let nth = 1; nth <= 20; nth++) await world.take(ISU, "plan", "endPerson", { person: `p${nth}`, reason })
})
