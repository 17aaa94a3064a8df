import { type Commit, isEngineError } from "@demarche/engine"
import { codeOf, commitId, type StreamName, scopeOf } from "@demarche/event-store"
import { amendmentCode, amendmentIn, type CarriedChange, type RefusedChange } from "@demarche/workflows/ownItems"
import { contextOf, eventsOf, originOf } from "@demarche/workplan/read-model/byKind"
import type { Application } from "../application.ts"
import { carriedCommands } from "../carriedCommands.ts"
import { execute, SYSTEM_ACTOR } from "../execute.ts"
import { executeReaction } from "../executeAsSystem.ts"
import { isChangedMeanwhile } from "./changedMeanwhile.ts"

/** How an amendment ends: with its item. What it carries is sent once that is agreed, in order; a change that is refused then is recorded, and holds up nothing. */
export async function endAmendments(application: Application, commit: Commit): Promise<void> {
  if (contextOf("activity", commit)?.own !== "amendment") return
  const number = amendmentIn(codeOf(commit.stream))
  const agreed = eventsOf(commit).find(({ type }) => type === "Agreed" || type === "SilencePassed")
  const dropped = eventsOf(commit).some(({ type }) => type === "Cancelled")
  if (!agreed && !dropped) return
  const decision = agreed?.type === "Agreed" ? agreed.decision : undefined
  const refused = agreed ? await carryOut(application, commit, number, decision) : []
  if (!refused) return
  const command = { type: "endAmendment", amendment: number, agreed: agreed !== undefined, refused }
  const stream: StreamName = `plan:${scopeOf(commit.stream)}`
  await executeReaction(application, commit, { stream, command, id: `${amendmentCode(number)}#end` })
}

/** Sends what the amendment carries; resolves to what was refused of it, undefined where it has ended before. */
async function carryOut(
  application: Application,
  commit: Commit,
  number: number,
  decision: string | undefined,
): Promise<RefusedChange[] | undefined> {
  const plan = scopeOf(commit.stream)
  const { amendments = [] } = (await application.planSnapshot(plan, true)).context
  const { version, ended } = amendments[number - 1] ?? {}
  if (version === undefined || ended) return undefined
  const proposed = await proposedIn(application, plan, version)
  const mandate = [`${plan}.${amendmentCode(number)}`, decision].filter(Boolean).join(", ")
  const { correlation } = commit
  const { recorded } = proposed
  const changed = await Promise.all(
    proposed.changes.map((change) => isChangedMeanwhile(application, { plan, number, proposed: recorded }, change)),
  )
  const refused: RefusedChange[] = []
  const requests = carriedCommands({ plan, number, reason: proposed.reason, mandate }, proposed.changes)
  for (const [index, request] of requests.entries()) {
    if (changed[index]) {
      refused.push({ change: index + 1, failing: ["CHANGED_MEANWHILE"] })
      continue
    }
    try {
      await execute(application, { ...request, by: SYSTEM_ACTOR, correlation, causation: commitId(commit) })
    } catch (error) {
      if (!isEngineError(error, "rejected", "stale", "invalid", "unknown")) throw error
      refused.push({
        change: index + 1,
        failing: isEngineError(error, "rejected") ? error.refusal.failing : ["NOT_NOW"],
      })
    }
  }
  return refused
}

async function proposedIn(application: Application, plan: string, version: number) {
  const changes: CarriedChange[] = []
  let reason: string | undefined
  let recorded = ""
  for await (const commit of application.world.events.read(`plan:${plan}`, { from: version, to: version })) {
    changes.push(...proposalsIn(commit).flatMap((proposal) => proposal.changes))
    reason = originOf(commit).reason
    recorded = commit.recorded
  }
  return { changes, reason, recorded }
}

/** The amendments that a commit of a plan proposes. */
export function proposalsIn(commit: Commit) {
  return eventsOf(commit).filter((event) => event.type === "AmendmentProposed")
}
