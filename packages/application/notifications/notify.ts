import { type Commit, eachInTurn } from "@demarche/engine"
import { commitId, scopeOf } from "@demarche/event-store"
import { notificationsOf, notifyingEvents } from "@demarche/workplan"
import type { Application } from "../application.ts"
import { planContext } from "../execute.ts"
import { executeReaction } from "../executeAsSystem.ts"
import { planAround } from "../places.ts"
import { unqueuedStream } from "./noticeStream.ts"

/**
 * How old a commit may be for people to be notified of it, in milliseconds: longer than a scheduler may be down over a
 * weekend, short enough that a record replayed from its beginning sends nothing.
 */
export const NOTIFICATION_WINDOW = 4 * 86_400_000

/**
 * Queues the notifications that commits call for, each once however often its commit is delivered: their streams are named
 * so that a second one cannot begin. Resolves to the number queued. @throws what failed, after queueing all others.
 */
export async function notify(application: Application, commits: Commit[]): Promise<number> {
  const now = Date.parse(application.world.clock())
  let queued = 0
  const recent = commits.filter(
    (commit) => notifyingEvents(commit).length > 0 && now - Date.parse(commit.recorded) <= NOTIFICATION_WINDOW,
  )
  await eachInTurn(recent, async (commit) => {
    const plan = scopeOf(commit.stream)
    const around = await planAround(application, { stream: commit.stream, plan: await planContext(application, plan) })
    for (const { name, command } of notificationsOf(commit, around)) {
      const stream = await unqueuedStream(application, plan, name, commit.correlation)
      if (!stream) continue
      await executeReaction(application, commit, { stream, command, id: commitId(commit) })
      queued += 1
    }
  })
  return queued
}
