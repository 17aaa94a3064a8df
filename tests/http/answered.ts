import { AUSTRIA, type Json, PLAN, type World } from "./world.ts"

/** Answers what is still open of a plan, so that its cycle can be closed: items are carried over, requests declined. */
export async function answerAll(world: World, plan = PLAN, as = AUSTRIA): Promise<void> {
  const query = { plan, limit: "100" }
  const answers = { activities: "carryOver", outputs: "carryOver", requests: "decline" }
  for (const [collection, name] of Object.entries(answers)) {
    const { items } = await world.get(`/api/${collection}`, { as, query })
    for (const { id } of items) {
      const { transitions } = await world.get(`/api/${collection}/${id}`, { as })
      const { failing } = transitions.find((each: Json) => each.name === name)
      if (failing.some(({ code }: Json) => code === "NOT_NOW")) continue
      const body = { reason: "the cycle ends", ...(name === "carryOver" && { to: "the following cycle" }) }
      await world.take(as, `/api/${collection}/${id}`, name, body)
    }
  }
}
