import type { Commit } from "@demarche/engine"
import { commitId, planOf } from "@demarche/store"
import { calling } from "@demarche/workflows/catalogue"
import { type Reaction, reactionsTo } from "@demarche/workplan"
import { answer } from "./answer.ts"
import type { House } from "./house.ts"
import type { Log } from "./log.ts"
import { surroundings } from "./surroundings.ts"

/** Told of a reaction that a workflow refuses by now, with its reason. */
export type PassedOver = (reaction: Reaction, why: string) => void

/** Tells the log. */
export function passedOverIn(log: Log): PassedOver {
  return (reaction, why) => log.info({ reaction, why }, "a reaction was passed over")
}

/**
 * Carries out what commits call for on other streams. Each answer's command id is made of the commit's place, so that
 * a commit that comes twice is answered once; what a workflow refuses by now is passed over.
 */
export async function react(house: House, commits: Commit[], passedOver: PassedOver) {
  for (const commit of commits.filter(({ events }) => events.some(({ value }) => calling.includes(value.type)))) {
    const plan = planOf(commit.stream)
    const reactions = reactionsTo(commit, plan, await surroundings(house, plan))
    for (const [index, reaction] of reactions.entries()) {
      if ("erase" in reaction) {
        await erase(house, plan, reaction.erase)
        continue
      }
      const why = await answer(house, commit, { ...reaction, id: `${commitId(commit)}#${index}` })
      if (why !== undefined) passedOver(reaction, why)
    }
  }
}

/** A plan's redaction reaches its own texts only. */
async function erase({ world }: House, plan: string, hash: string): Promise<void> {
  const text = await world.texts.get(hash)
  if (typeof text === "object" && text.plan === plan) await world.texts.erase(hash)
}
