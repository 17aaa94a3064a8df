import { hash } from "node:crypto"
import { type Commit, inTurn } from "@demarche/engine"
import { commitId, planOf } from "@demarche/store"
import { reacting } from "@demarche/workflows/catalogue"
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
 * Carries out what commits call for on other streams. Each answer's command id is made of the commit's place and of what
 * is asked, so that a commit that comes twice is answered once, whatever else it calls for by then; what a workflow
 * refuses by now is passed over. @throws what failed, once all the rest is done.
 */
export async function react(house: House, commits: Commit[], passedOver: PassedOver): Promise<void> {
  const called = commits.filter(({ events }) => events.some(({ value }) => reacting.includes(value.type)))
  await inTurn(called, async (commit) => {
    const plan = planOf(commit.stream)
    const reactions = reactionsTo(commit, plan, await surroundings(house, plan))
    await inTurn(reactions, async (reaction) => {
      if ("erase" in reaction) return erase(house, plan, reaction.erase)
      const why = await answer(house, commit, { ...reaction, id: answerId(commit, reaction) })
      if (why !== undefined) passedOver(reaction, why)
    })
  })
}

function answerId(commit: Commit, { stream, command }: Exclude<Reaction, { erase: string }>): string {
  return `${commitId(commit)}#${hash("sha256", JSON.stringify([stream, command]), "base64url").slice(0, 22)}`
}

/** A plan's redaction reaches its own texts only. An erasure that was cut short is finished by the next. */
async function erase({ world }: House, plan: string, hash: string): Promise<void> {
  const text = await world.texts.get(hash)
  if (text === "erased" || text?.plan === plan) await world.texts.erase(hash)
}
