import type { Commit, Outcome } from "@demarche/engine"
import { idOf, kindOf } from "@demarche/event-store"
import type { notice } from "@demarche/workflows"
import { type ItemKind, itemKinds, notificationsOf } from "@demarche/workplan"
import type { Application } from "./application.ts"
import { type CommandRequest, execute, planContext } from "./execute.ts"
import { planAround } from "./places.ts"
import { react } from "./processes/react.ts"
import { rehearsalOf } from "./rehearsal.ts"

/** What a command would lead to. */
export interface Consequences {
  outcome: Outcome
  /** The application over the record as it would then be; its views are those of now. */
  after: Application
  /** What would be recorded: by time and the command first, then what follows on other streams. */
  commits: Commit[]
  /** The items of which something would be recorded, that of the command first. */
  items: { kind: ItemKind; id: string }[]
  /** The notifications that would be queued, those about the command first. */
  notifications: notice.NoticeFields[]
}

/** The most commits that are followed. */
const MOST = 200

/**
 * What a command would lead to, with all that follows from it on other streams, none of which is written.
 * @throws EngineError as `execute`.
 */
export async function consequencesOf(application: Application, request: CommandRequest): Promise<Consequences> {
  const commits: Commit[] = []
  const after = rehearsalOf(application, (commit) => commits.push(commit))
  const outcome = await execute(after, request)
  for (const commit of commits) if (commits.length < MOST) await react(after, [commit], () => {})
  const notifications = await notificationsFor(after, request.plan, commits)
  const items = [...new Set(commits.map(({ stream }) => stream))].flatMap((stream) => {
    const kind = itemKinds.find((each) => each === kindOf(stream))
    return kind ? [{ kind, id: idOf(stream) }] : []
  })
  return { outcome, after, commits, items, notifications }
}

/** The notifications that commits of a plan call for. */
export async function notificationsFor(
  application: Application,
  planId: string,
  commits: readonly Commit[],
): Promise<notice.NoticeFields[]> {
  const plan = await planContext(application, planId)
  const queued = await Promise.all(
    commits.map(async (commit) =>
      notificationsOf(commit, await planAround(application, { stream: commit.stream, plan })),
    ),
  )
  return queued.flat().map(({ command }) => command)
}
