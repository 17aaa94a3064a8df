import { type Commit, loadStateAsOf, rowAt } from "@demarche/engine"
import { kindOf } from "@demarche/event-store"
import type { CarriedChange } from "@demarche/workflows/ownItems"
import { bodyOf } from "@demarche/workplan"
import { contextOf, originOf } from "@demarche/workplan/read-model/byKind"
import { type Application, workflowOf } from "../application.ts"
import { amendmentIdsOf, streamOf } from "../carriedCommands.ts"

/** An amendment of a plan, by its number, and the instant (UTC) at which it was proposed. */
interface StandingAmendment {
  plan: string
  number: number
  proposed: string
}

/**
 * Whether what a change replaces stands otherwise than when its amendment was proposed: its text, which was agreed, says what that is. What
 * the amendment itself has done so far does not count.
 */
export async function isChangedMeanwhile(
  application: Application,
  { plan, number, proposed }: StandingAmendment,
  change: CarriedChange,
): Promise<boolean> {
  const { events } = application.world
  const stream = streamOf(plan, change)
  const past = { asOf: proposed, view: "as-known" } as const
  const then = (await loadStateAsOf(events, workflowOf(application, kindOf(stream)), stream, past))?.commit
  let now: Commit | undefined
  for await (const commit of events.read(stream, { backwards: true }))
    if (!originOf(commit).id?.startsWith(amendmentIdsOf(number))) {
      now = commit
      break
    }
  if (!then || !now || then.version === now.version) return false
  const [stood, stands] = await Promise.all([
    replacedIn(application, then, change),
    replacedIn(application, now, change),
  ])
  return JSON.stringify(stood) !== JSON.stringify(stands)
}

/** The values of what a change replaces, as of a commit. */
async function replacedIn({ projection }: Application, commit: Commit, { name, fields }: CarriedChange) {
  const { meetings = [] } = contextOf("plan", commit) ?? {}
  if (name === "moveMeeting") return meetings.find(({ id }) => id === fields.meeting)
  const { rules } = contextOf("activity", commit) ?? contextOf("output", commit) ?? {}
  const planned: Record<string, unknown> = { ...bodyOf(await rowAt(projection, commit)).fields, meetings, rules }
  return Object.keys(fields).map((field) => planned[field])
}
