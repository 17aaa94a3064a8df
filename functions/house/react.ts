import { type Commit, EngineError } from "@demarche/engine"
import { planOf } from "@demarche/store"
import { calling } from "@demarche/workflows/catalogue"
import { type Reaction, reactionsTo } from "@demarche/workplan"
import { act } from "./act.ts"
import type { House } from "./house.ts"
import { surroundings } from "./surroundings.ts"

const SYSTEM = { person: "system", office: "system" }

/** Told of a reaction that a workflow refuses by now, with its reason. */
export type PassedOver = (reaction: Reaction, why: string) => void

/**
 * Carries out what commits call for on other streams. Each answer's command id is made of the commit's place, so that
 * a commit that comes twice is answered once; what a workflow refuses by now is passed over.
 */
export async function react(house: House, commits: Commit[], passedOver: PassedOver) {
  for (const commit of commits.filter(({ events }) => events.some(({ value }) => calling.includes(value.type)))) {
    const plan = planOf(commit.stream)
    const reactions = reactionsTo(commit, plan, await surroundings(house, plan))
    for (const [index, reaction] of reactions.entries()) {
      if ("erase" in reaction) await erase(house, plan, reaction.erase)
      else await answer(house, plan, commit, index, reaction, passedOver)
    }
  }
}

/** A plan's redaction reaches its own texts only. */
async function erase({ world }: House, plan: string, hash: string): Promise<void> {
  const text = await world.texts.get(hash)
  if (typeof text === "object" && text.plan === plan) await world.texts.erase(hash)
}

async function answer(
  house: House,
  plan: string,
  commit: Commit,
  index: number,
  reaction: Exclude<Reaction, { erase: string }>,
  passedOver: PassedOver,
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
