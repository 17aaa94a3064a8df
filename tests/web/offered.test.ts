import { afterEach, expect, test } from "vitest"
import { openAmendable, PLAN as SCHEDULE } from "../http/amendable.ts"
import { answerAll } from "../http/answered.ts"
import {
  AUSTRIA,
  circulated,
  ISU,
  openCcm,
  openProposed,
  PLAN,
  PRESIDENCY,
  thematic,
  type World,
} from "../http/world.ts"

let world: World
afterEach(() => world.stop())

const START = "2026-06-01T10:00:00+02:00"
const NOT_NOW = "As things stand, this cannot be recorded:"
const readers = [AUSTRIA, ISU, PRESIDENCY, thematic("a"), "chair:coordinator", "secretary:secretariat", "a:delegate"]

/** The forms to which the pages of a plan lead whoever may open them; and those of them that say that they cannot be recorded. */
async function offered(plan: string) {
  const { items } = await world.get("/api/activities", { query: { plan, limit: "100" } })
  const pages = ["", "/desk", "/board", "/list", "/outputs"].map((page) => `/plans/${plan}${page}`)
  const forms = new Map<string, { form: string; as: string }>()
  for (const at of [...pages, "/me", ...items.map(({ id }: { id: string }) => `/items/${id}`)])
    for (const as of readers) {
      const { body } = await world.ask("GET", `/en${at}`, { as })
      const links = String(body).matchAll(/href="(\/en\/(?:items|plans)\/[^"#]*\/record\/[^"#]*)"/g)
      for (const [, form = ""] of links) forms.set(`${as} ${form}`, { form: form.replaceAll("&amp;", "&"), as })
    }
  const impossible: string[] = []
  for (const { form, as } of forms.values()) {
    const { status, body } = await world.ask("GET", form, { as })
    if (status !== 200 || String(body).includes(NOT_NOW)) impossible.push(`${as} ${status} ${form}`)
  }
  const acts = new Set([...forms.values()].map(({ form }) => form.match(/record\/(\w+)/)?.[1]))
  return { acts, impossible }
}

test("slow: no page leads to a form that cannot be recorded, before the adoption and while work goes on", async () => {
  world = await openProposed(START)
  const proposed = await offered(PLAN)
  expect(proposed.impossible).toEqual([])
  expect([proposed.acts.has("adopt"), proposed.acts.has("closeCycle")]).toEqual([true, false])
  await world.stop()
  world = await openCcm(START)
  await circulated(world)
  const adopted = await offered(PLAN)
  expect(adopted.impossible).toEqual([])
  expect([adopted.acts.has("adopt"), adopted.acts.has("submit"), adopted.acts.size > 15]).toEqual([false, true, true])
}, 120_000)

test("slow: nor where the plan is amended on a path, nor after the close of its cycle", async () => {
  world = await openAmendable()
  const amendable = await offered(SCHEDULE)
  expect(amendable.impossible).toEqual([])
  expect(amendable.acts.has("proposeAmendment")).toBe(true)
  await world.stop()
  world = await openCcm(START)
  await answerAll(world)
  expect((await offered(PLAN)).acts.has("closeCycle")).toBe(true)
  await world.take(PRESIDENCY, "plan", "closeCycle", { reason: "the cycle has ended", mandate: "the meeting" })
  const closed = await offered(PLAN)
  expect(closed.impossible).toEqual([])
  for (const act of ["submit", "updatePerson", "moveMeeting", "addPerson"]) expect(closed.acts.has(act)).toBe(false)
}, 120_000)
