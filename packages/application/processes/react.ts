import { hash } from "node:crypto"
import { type Commit, commitAt, eachInTurn } from "@demarche/engine"
import { commitId, kindOf, scopeOf } from "@demarche/event-store"
import { reactingEvents } from "@demarche/workflows/catalogue"
import { contextOf, type Reaction, type ReactionContext, reactionsTo } from "@demarche/workplan"
import type { Application } from "../application.ts"
import { executeReaction } from "../executeAsSystem.ts"
import type { Logger } from "../logger.ts"
import { endAmendments } from "./endAmendments.ts"
import { lettersNaming } from "./lettersNaming.ts"
import { contextOfReactions } from "./reactionContext.ts"

/** Called with a reaction that a rule refuses, and the reason. */
export type OnSkipped = (reaction: Reaction, why: string) => void

/** Logs the skipped reactions. */
export function logSkipped(log: Logger): OnSkipped {
  return (reaction, why) => log.info({ reaction, why }, "a reaction was skipped")
}

/**
 * Executes the reactions to commits on other streams. A reaction's command id is derived from the commit and the command, so
 * that a redelivered commit has no second effect. A reaction that a rule refuses is skipped.
 * @throws what failed, after all other reactions.
 */
export async function react(application: Application, commits: Commit[], onSkipped: OnSkipped): Promise<void> {
  const called = commits.filter(({ events }) => events.some(({ value }) => reactingEvents.includes(value.type)))
  const around = new Map<string, Promise<ReactionContext>>()
  await eachInTurn(called, async (commit) => {
    const plan = scopeOf(commit.stream)
    const known = around.get(plan) ?? contextOfReactions(application, plan, called)
    around.set(plan, known)
    const context = { ...(await known), ...(await closedBefore(application, commit)) }
    const follow = reactionsTo(commit, plan, context)
    const people = kindOf(commit.stream) === "plan" ? follow.flatMap((each) => ("erase" in each ? each.erase : [])) : []
    const letters = await Promise.all(people.map((text) => lettersNaming(application, plan, text)))
    const reactions = [...letters.flat(), ...follow, ...(await ownItemReactions(application, commit))]
    if (reactions.length > 0) around.delete(plan)
    await eachInTurn(reactions, async (reaction) => {
      if ("erase" in reaction) return erase(application, plan, reaction.erase)
      const why = await executeReaction(application, commit, { ...reaction, id: reactionId(commit, reaction) })
      if (why !== undefined) onSkipped(reaction, why)
    })
    await endAmendments(application, commit)
  })
}

/** The days that were closed before a commit that says which are. */
async function closedBefore({ world }: Application, { stream, version, events }: Commit) {
  if (!events.some(({ value }) => value.type === "PlanAmended" && value.closures)) return {}
  return { closedBefore: contextOf("plan", await commitAt(world.events, stream, version - 1))?.closures ?? [] }
}

/** What follows for the items on which a plan is adopted and amended; loaded where its rules of procedure put that on a path. */
async function ownItemReactions(application: Application, commit: Commit): Promise<Reaction[]> {
  const isItem = ["activity", "output"].includes(kindOf(commit.stream))
  const plan = scopeOf(commit.stream)
  const snapshot = await application.planSnapshot(plan, !isItem)
  const { adoption, amendments } = snapshot.context.procedure ?? {}
  if (!adoption && !amendments) return []
  const [{ adoptionReactions }, { amendmentReactions }] = await Promise.all([
    import("./adoption.ts"),
    import("./amendment.ts"),
  ])
  return [
    ...(await adoptionReactions(application, plan, snapshot)),
    ...(await amendmentReactions(application, commit, snapshot)),
  ]
}

function reactionId(commit: Commit, { stream, command }: Exclude<Reaction, { erase: string }>): string {
  return `${commitId(commit)}#${hash("sha256", JSON.stringify([stream, command]), "base64url").slice(0, 22)}`
}

/** Erases a text of the plan; one of another plan is left alone. An interrupted erasure is completed by the next attempt. */
async function erase({ world }: Application, plan: string, hash: string): Promise<void> {
  const text = await world.texts.get(hash)
  if (text === "erased" || text?.scope === plan) await world.texts.erase(hash)
}
