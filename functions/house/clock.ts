import { settle } from "@demarche/engine"
import type { Body } from "@demarche/workplan"
import { type House, workflowOf } from "./house.ts"

/**
 * Records every outcome that time has decided by now, one commit each, dated at its instant. Whoever else writes first
 * records the same; a clock that stops delays letters, and nothing else. Resolves to how many it wrote.
 */
export async function tick(house: House, correlation: string): Promise<number> {
  let written = 0
  for (const { stream, kind } of await dueBy(house, house.world.clock()))
    written += (await settle(house.world, workflowOf(house, kind), stream, correlation)).length
  return written
}

/** The next instant after which time will have decided something; undefined where nothing waits. */
export async function nextDeadline(house: House): Promise<string | undefined> {
  return (await waiting(house)).map(({ deadline }) => deadline).sort()[0]
}

async function dueBy(house: House, now: string) {
  return (await waiting(house)).filter(({ deadline }) => deadline <= now)
}

async function waiting(house: House) {
  const rows = await Promise.all([...house.workflows.keys()].map((kind) => house.views.list({ kind })))
  return rows.flat().flatMap(({ stream, kind, body }) => {
    const { deadline } = body as Body
    return deadline ? [{ stream, kind, deadline }] : []
  })
}
