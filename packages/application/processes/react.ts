import { hash } from "node:crypto"
import { type Commit, eachInTurn } from "@demarche/engine"
import { commitId, scopeOf } from "@demarche/event-store"
import { reactingEvents } from "@demarche/workflows/catalogue"
import { type Reaction, reactionsTo } from "@demarche/workplan"
import type { Application } from "../application.ts"
import { executeReaction } from "../executeAsSystem.ts"
import type { Logger } from "../logger.ts"
import { reactionContext } from "./reactionContext.ts"

/** Told of a reaction that a workflow refuses by now, with its reason. */
export type OnSkipped = (reaction: Reaction, why: string) => void

/** Tells the log. */
export function logSkipped(log: Logger): OnSkipped {
  return (reaction, why) => log.info({ reaction, why }, "a reaction was passed over")
}

/**
 * Carries out what commits call for on other streams. Each answer's command id is made of the commit's place and of what
 * is asked, so that a commit that comes twice is answered once, whatever else it calls for by then; what a workflow
 * refuses by now is passed over. @throws what failed, once all the rest is done.
 */
export async function react(application: Application, commits: Commit[], passedOver: OnSkipped): Promise<void> {
  const called = commits.filter(({ events }) => events.some(({ value }) => reactingEvents.includes(value.type)))
  await eachInTurn(called, async (commit) => {
    const plan = scopeOf(commit.stream)
    const reactions = reactionsTo(commit, plan, await reactionContext(application, plan))
    await eachInTurn(reactions, async (reaction) => {
      if ("erase" in reaction) return erase(application, plan, reaction.erase)
      const why = await executeReaction(application, commit, { ...reaction, id: answerId(commit, reaction) })
      if (why !== undefined) passedOver(reaction, why)
    })
  })
}

function answerId(commit: Commit, { stream, command }: Exclude<Reaction, { erase: string }>): string {
  return `${commitId(commit)}#${hash("sha256", JSON.stringify([stream, command]), "base64url").slice(0, 22)}`
}

/** A plan's redaction reaches its own texts only. An erasure that was cut short is finished by the next. */
async function erase({ world }: Application, plan: string, hash: string): Promise<void> {
  const text = await world.texts.get(hash)
  if (text === "erased" || text?.scope === plan) await world.texts.erase(hash)
}
