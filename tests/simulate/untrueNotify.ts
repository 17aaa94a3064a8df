import type { Application } from "@demarche/application/application"
import { planContext } from "@demarche/application/execute"
import { executeReaction } from "@demarche/application/executeAsSystem"
import { commitFromMessage } from "@demarche/application/messages/commitFromMessage"
import { newPersonalStream } from "@demarche/application/personalStreams"
import type { Commit } from "@demarche/engine"
import { commitId, kindOf, type StreamName } from "@demarche/event-store"
import { notify } from "@demarche/functions/notify"
import type { plan } from "@demarche/workflows"
import { notificationsOf, type QueueNotification } from "@demarche/workplan"
import type { Bug } from "./bugs.ts"
import type { Chance } from "./chance.ts"
import { PLAN } from "./steps.ts"

type Writes = (commit: Commit, context: plan.Context, chance: Chance) => QueueNotification[]

const untrue: Partial<Record<Bug, Writes>> = {
  "a notice is named without its version": (commit, context) =>
    notificationsOf(commit, context).map((notice) => ({
      ...notice,
      name: notice.name.replace(`-${commit.version}-`, "-"),
    })),
  "a notice is named by chance": (commit, context, chance) =>
    notificationsOf(commit, context).map((notice) => ({ ...notice, name: `${notice.name}-${chance.below(1e6)}` })),
  "notify forgets a recipient": (commit, context) => notificationsOf(commit, context).slice(0, -1),
  "notify stops at a notice that is there": notificationsOf,
  "notify tells a bystander": (commit, context) =>
    notificationsOf(commit, context).flatMap((notice, place) => {
      const bystander: QueueNotification = {
        name: `${notice.name}-too`,
        command: { ...notice.command, recipient: "observer" },
      }
      return place === 0 ? [notice, bystander] : [notice]
    }),
}

/** The real notify or, where a bug of its own is planted, one that is like it but for that. */
export function untrueNotify(
  application: Application,
  chance: Chance,
  bug: Bug | undefined,
): ReturnType<typeof notify> {
  const written = bug && untrue[bug]
  if (!written) return notify(application)
  return async ({ detail }) => {
    const commit = await commitFromMessage(application, detail)
    for (const { name, command } of written(commit, await planContext(application, PLAN), chance)) {
      const stream = await newPersonalStream(application, `notice:${PLAN}.${name}`, commit.correlation)
      if (!(await application.world.events.head(stream)))
        await executeReaction(application, commit, { stream, command, id: commitId(commit) })
      else if (bug === "notify stops at a notice that is there") return
    }
  }
}

/** The house of one who thinks every stream of that kind begun. */
export function withAllBegun(application: Application, kind: "notice" | "delivery"): Application {
  const { events } = application.world
  const head = (stream: StreamName) => events.head(kindOf(stream) === kind ? `plan:${PLAN}` : stream)
  return { ...application, world: { ...application.world, events: { ...events, head } } }
}
