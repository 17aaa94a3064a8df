import { settle } from "@demarche/engine"
import { type House, workflowOf } from "./house.ts"

/** How many streams a tick settles at the most; what is left waits for the next one. */
const LIMIT = 1_000

/** Later than any deadline. */
const EVER = "9999-12-31T23:59:59.999Z"

/**
 * Records every outcome that time has decided by now, one commit each, dated at its instant. Whoever else writes first
 * records the same; a clock that stops delays letters, and nothing else. Resolves to how many it wrote.
 */
export async function tick(house: House, correlation: string): Promise<number> {
  let written = 0
  for (const { stream, kind } of await house.views.due(house.world.clock(), LIMIT))
    written += (await settle(house.world, workflowOf(house, kind), stream, correlation)).length
  return written
}

/** The next instant after which time will have decided something; undefined where nothing waits. */
export async function nextDeadline(house: House): Promise<string | undefined> {
  const [next] = await house.views.due(EVER, 1)
  return next?.deadline
}
