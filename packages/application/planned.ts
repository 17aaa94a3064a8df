import { rowAt } from "@demarche/engine"
import type { StreamName } from "@demarche/event-store"
import { bodyOf } from "@demarche/workplan"
import type { Application } from "./application.ts"

/** The fields that a stream of that kind was created with, as amended since; undefined where there is none. */
export async function plannedFields<K extends string>({ world, projection }: Application, stream: StreamName, kind: K) {
  const head = await world.events.head(stream)
  return head && bodyOf<K>(await rowAt(projection, head), kind).fields
}
