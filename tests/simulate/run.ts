import { execute } from "@demarche/application/execute"
import { importPlan } from "@demarche/application/importPlan"
import { createSchedule } from "@demarche/application/processes/schedule"
import { EngineError } from "@demarche/engine"
import type { PlanFile } from "@demarche/plan-file/planFile"
import { movableClock } from "@demarche/server/clocks"
import type { Bug, WorldName } from "./bugs.ts"
import { type Chance, chanceOf } from "./chance.ts"
import { cloudWorld } from "./cloud.ts"
import { type Acknowledged, violations } from "./invariants.ts"
import { localWorld } from "./local.ts"
import { webhooks } from "./receivers.ts"
import { codes, PLAN, type Step, steps, way } from "./steps.ts"
import type { World } from "./world.ts"

const START = "2026-06-01T08:00:00.000Z"
const HOUR = 3_600_000
/** No sweep is longer in coming, so that with the jump of the clock that may follow none comes too late for a notice. */
const SWEPT_WITHIN = 48 * HOUR
/** After so long every call is made again. */
const LONGEST_PAUSE = 27 * HOUR
const worlds = { cloud: cloudWorld, local: localWorld }

/** Far more turns than any run takes to come to rest. */
const TURNS = 50_000

/** One run: everything goes wrong for a while, then nothing does; what holds then must hold. Answers what does not. */
export async function run(
  seed: number,
  options: { world: WorldName; sweep: boolean; bug?: Bug; plan: PlanFile; ended?: (world: World) => Promise<void> },
): Promise<string[]> {
  const chance = chanceOf(seed)
  const clock = movableClock(START, true)
  await using world = worlds[options.world](clock, chance, options.bug)
  const isu = { by: { person: "isu", office: "secretariat" as const }, mandateImplied: true }
  await world.within((application) =>
    importPlan(application, { file: options.plan, warnings: [], ...isu, correlation: "import" }),
  )
  const adopt = { plan: PLAN, stream: `plan:${PLAN}` as const, command: { type: "adopt" }, mandate: "a meeting" }
  const coordinator = { person: "coordinator-austria", office: "coordinator" as const, party: "austria" }
  const adopted = { ...adopt, by: coordinator, mandateImplied: true, correlation: "adopt" }
  await world.within((application) => execute(application, adopted))
  clock.set(later(clock.now(), HOUR))
  for (const { id, ...endpoint } of webhooks) {
    const command = { type: "register", label: "A receiver", ...endpoint }
    const ask = { plan: PLAN, stream: `webhook:${id}` as const, command, ...isu, correlation: "register" }
    await world.within((application) => execute(application, ask))
  }
  await atRest(world)
  world.storm(options.sweep)
  const acknowledged: Acknowledged[] = []
  const written = new Map<string, number>()
  let swept = clock.now()
  const sweepAgain = async () => {
    swept = clock.now()
    return options.sweep ? world.sweep() : []
  }
  for (let step = 0; step < 60; step++) {
    const clients = 1 + chance.below(3)
    const together = Array.from({ length: clients }, (_, client) => `s${step}${"abc"[client]}`)
    const code = chance.happens(0.7) ? chance.one(codes.slice(0, 2)) : undefined
    await Promise.all(together.map((id) => once(world, stepOf(chance, code, written), id, acknowledged, options.bug)))
    if (chance.happens(0.3)) clock.set(later(clock.now(), chance.below(36) * HOUR))
    if (chance.happens(0.2))
      await world.within((application) => createSchedule(application).tick("clock")).catch(() => 0)
    if (chance.happens(0.2)) await world.callAgain().catch(() => {})
    if (chance.happens(0.05) || Date.parse(clock.now()) - Date.parse(swept) > SWEPT_WITHIN)
      await sweepAgain().catch(() => {})
    for (let turns = chance.below(12); turns > 0; turns--) {
      await world.turn()
      clock.set(later(clock.now(), chance.below(400)))
    }
  }

  world.calm()
  await sweepAgain()
  await world.within((application) => createSchedule(application).tick("clock"))
  if (!(await atRest(world))) return ["it does not come to rest"]
  clock.set(later(clock.now(), LONGEST_PAUSE))
  const mended = await sweepAgain()
  if (!(await atRest(world))) return ["it does not come to rest"]
  await world.callAgain()
  if (!(await atRest(world))) return ["it does not come to rest"]
  await options.ended?.(world)
  return [...mended, ...world.unalarmed(), ...(await violations(world, acknowledged, clock.now()))]
}

function later(instant: string, milliseconds: number): string {
  return new Date(Date.parse(instant) + milliseconds).toISOString()
}

async function atRest(world: World): Promise<boolean> {
  for (let turns = 0; turns < TURNS; turns++) if (!(await world.turn())) return true
  return false
}

/** Mostly the next step on a document's way to agreement, so that some arrive there; else whatever comes to mind. */
function stepOf(chance: Chance, code: string | undefined, written: Map<string, number>): Step {
  if (!code || chance.happens(0.15)) return chance.one(steps)(chance, code)
  const next = written.get(code) ?? 0
  written.set(code, next + 1)
  return (steps[next % way] as (typeof steps)[number])(chance, code)
}

/** A client's command, sent again under the same id until it is answered or refused. */
async function once(
  world: World,
  { stream, by, command, reason, mandate }: Step,
  id: string,
  acknowledged: Acknowledged[],
  bug: Bug | undefined,
) {
  for (let attempt = 0; attempt < 6; attempt++) {
    const key = bug === "a lost answer is retried under a new id" ? `${id}-${attempt}` : id
    const why = { ...(reason && { reason }), ...(mandate && { mandate }) }
    const ask = { plan: PLAN, stream, by, command, ...why, mandateImplied: true, id: key, correlation: id }
    try {
      const outcome = await world.within((application) => execute(application, ask))
      if (outcome.events.length > 0 && outcome.hash)
        acknowledged.push({ stream, version: outcome.version, hash: outcome.hash, intent: id })
      return
    } catch (error) {
      if (error instanceof EngineError) return
    }
  }
}
