import { personalStream } from "@demarche/application/personalStreams"
import { recordElapsed, view, type Workflow } from "@demarche/engine"
import { expect } from "vitest"
import type { Step } from "./model.ts"
import type { Kept } from "./replay.ts"
import type { Item } from "./samples.ts"
import { openWorld, over, PRESIDENCY } from "./world.ts"

/** Where a walk has come to: what was recorded on the way, the time there, and the edges it took. */
export interface Reached {
  id: string
  kept: Kept
  now: string
  edges: string[]
}

/**
 * Walks the path over HTTP, from the place that another walk has reached on it; every step must do what the model said.
 * Answers the edges on the path.
 */
export async function walk(item: Item, steps: Step[], reached: Map<string, Reached>): Promise<string[]> {
  const route = (length: number) =>
    steps
      .slice(0, length)
      .map(({ type }) => type)
      .join(" > ")
  let done = steps.length
  while (!reached.has(route(done))) done--
  const { id, kept, now, edges } = reached.get(route(done)) as Reached
  const memory = await kept.again()
  const world = await openWorld(now, over(memory.store))
  const walked = [...edges]
  try {
    const { application } = world.hosted
    const workflow = application.workflows.get(item.kind) as Workflow
    const stream = await personalStream(application, `${item.kind}:${id}`)
    for (const ask of steps.slice(done)) {
      const head = await application.world.events.head(stream)
      const before = view(workflow, head?.state as never)
      if (ask.until) await world.at(ask.until(before as never))
      else if (ask.wait) {
        const until = (workflow.deadlines(before)[0] as { at: string }).at
        await world.at(until)
        await recordElapsed(application.world, workflow, stream, "test")
      } else if (ask.moved) {
        await world.take(PRESIDENCY, "plan", "moveMeeting", ask.moved)
      } else {
        const body = { ...(ask.with?.(before as never, world.clock.now()) ?? {}) }
        const received = ask.receivedAt?.(before as never)
        const envelope = {
          reason: ask.reason,
          mandate: ask.mandate,
          onBehalfOf: ask.onBehalfOf,
          ...(received && { receivedAt: received }),
          ...((received || ask.onBehalfOf) && { communication: { is: "email" } }),
          ...(ask.occurred && { occurredAt: received }),
        }
        const address = ask.address ?? `${item.address(id)}/transitions/${ask.take}`
        const { status, body: answer } = await world.ask("POST", address, {
          as: ask.as,
          body: { ...body, ...envelope },
        })
        const done = ask.address ? 201 : 200
        expect(status, `${steps.map(({ take }) => take).join(" > ")}: ${JSON.stringify(answer)}`).toBe(done)
      }
      const after = await application.world.events.head(stream)
      if (after?.version !== head?.version)
        walked.push(`${item.kind} ${before.substate ?? before.state} ${after?.events[0]?.value.type}`)
      await world.hosted.settled()
      reached.set(route(++done), { id, kept: memory.kept(), now: world.clock.now(), edges: [...walked] })
    }
    return walked
  } finally {
    await world.stop()
  }
}
