import { type Commit, EngineError, type State } from "@demarche/engine"
import { planOf } from "@demarche/store"
import type { activity, output } from "@demarche/workflows"
import { type Reaction, reactionsTo, type Surroundings } from "@demarche/workplan"
import { act, planContext } from "./house/act.ts"
import type { House } from "./house/house.ts"

const SYSTEM = { person: "system", office: "system" }

/**
 * Carries out what commits call for on other streams. Each answer's command id is made of the commit's place, so that
 * a commit that comes twice is answered once; what a workflow refuses by now is passed over.
 */
export async function react(house: House, commits: Commit[], passedOver: (reaction: Reaction, why: string) => void) {
  for (const commit of commits) {
    const plan = planOf(commit.stream)
    const reactions = reactionsTo(commit, plan, await surroundings(house, plan))
    for (const [index, reaction] of reactions.entries()) {
      if ("erase" in reaction) await house.world.texts.erase(reaction.erase)
      else await answer(house, plan, commit, index, reaction, passedOver)
    }
  }
}

async function answer(
  house: House,
  plan: string,
  commit: Commit,
  index: number,
  reaction: Exclude<Reaction, { erase: string }>,
  passedOver: (reaction: Reaction, why: string) => void,
) {
  const causation = `${commit.stream}@${commit.version}`
  const { correlation } = commit
  try {
    await act(house, {
      ...reaction,
      plan,
      by: SYSTEM,
      vouched: true,
      id: `${causation}#${index}`,
      correlation,
      causation,
    })
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== "rejected") throw error
    passedOver(reaction, error.message)
  }
}

/** What a plan's items hang on, as the views have it. */
export async function surroundings(house: House, plan: string): Promise<Surroundings> {
  const [activities, outputs, { zone }] = await Promise.all([
    house.views.list({ kind: "activity", plan }),
    house.views.list({ kind: "output", plan }),
    planContext(house, plan),
  ])
  const contextOf = <T>({ body }: { body: unknown }) => ((body as { state: State }).state as { context: T }).context
  return {
    zone,
    activities: activities.map((row) => ({ stream: row.stream, rules: contextOf<activity.Context>(row).rules })),
    outputs: outputs.map((row) => {
      const { rules, deliverables } = contextOf<output.Context>(row)
      return { stream: row.stream, rules, deliverables: deliverables.map(({ id }) => id) }
    }),
  }
}
