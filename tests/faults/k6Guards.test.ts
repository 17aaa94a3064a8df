import { offices } from "@demarche/workflows/offices"
import { expect, test } from "vitest"
import { openFolder } from "../fixtures/open.ts"
import { AUSTRIA, ISU, PLAN, PRESIDENCY } from "../http/world.ts"
import { actsByChannel } from "./actsByChannel.ts"

/** One item of the past folder for each place that a workflow has there, with the address of its transitions. */
async function places(world: Awaited<ReturnType<typeof openFolder>>["world"]): Promise<[string, string][]> {
  const found = new Map<string, [string, string]>([["plan", ["plan", `/api/plans/${PLAN}`]]])
  for (const [kind, collection] of [
    ["activity", "activities"],
    ["output", "outputs"],
    ["request", "requests"],
  ] as const) {
    const { items } = await world.get(`/api/${collection}`, { as: ISU, query: { plan: PLAN, limit: "100" } })
    for (const { id, state, substate } of items)
      found.set(`${kind} ${state} ${substate}`, [kind, `/api/${collection}/${id}`])
  }
  const { items: webhooks } = await world.get(`/api/webhooks?plan=${PLAN}`, { as: ISU })
  for (const { id } of webhooks) found.set("webhook", ["webhook", `/api/webhooks/${id}`])
  return [...found.values()]
}

test("K6.8 whatever is asked, wherever it is asked and by whom, a rule answers and no fault", async () => {
  const { world } = await openFolder()
  const asked = await places(world)
  expect(asked.length).toBeGreaterThan(12)
  const faults: string[] = []
  for (const [kind, address] of asked)
    for (const [name, { fields, api }] of Object.entries(actsByChannel[kind] ?? {}))
      for (const as of api === true ? [AUSTRIA, ISU, PRESIDENCY, "observer:observer"] : []) {
        const more = { reason: "why", mandate: "a meeting" }
        const { status, body } = await world.ask("POST", `${address}/transitions/${name}?dryRun=true`, {
          as,
          body: { ...fields, ...more },
        })
        if (![200, 422, 404].includes(status))
          faults.push(`${as} ${name} ${address}: ${status} ${JSON.stringify(body)}`)
        const never = status === 200 && !offices[kind]?.[name]?.includes(as.split(":")[1] as never) // of the table's offices
        if (never) faults.push(`${as} ${name} ${address}: taken by an office that may not`)
      }
  expect(faults).toEqual([])
  await world.stop()
})
