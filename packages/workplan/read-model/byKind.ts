import type { Commit, State } from "@demarche/engine"
import type { Origin } from "@demarche/event-store"
import type * as workflows from "@demarche/workflows"
import type { ActMetadata } from "@demarche/workflows/metadata"

type Workflows = typeof workflows

/** The kinds of stream: the names of the workflows. */
export type Kind = keyof Workflows

/** The context of a kind of stream; unknown for a kind that is only known at run time. */
export type ContextOf<K extends string> = K extends Kind
  ? Parameters<Workflows[K]["decide"]>[0] extends { context: infer Context }
    ? Context
    : unknown
  : unknown

export type EventOf<K extends Kind> = K extends Kind ? ReturnType<Workflows[K]["decide"]>[number] : never

/** The stored state of a kind of stream. */
export interface StateOf<K extends string> extends State {
  context: ContextOf<K>
}

/** The context of a stream of that kind, before or after a command; its fields are missing where there is no stream yet. */
export function contextIn<K extends Kind>(_: K, { context }: { context: unknown }): Partial<ContextOf<K>> {
  return context as Partial<ContextOf<K>> // its workflow made it
}

/** The context after a commit of that kind of stream; undefined for a commit of another kind, or none. */
export function contextOf<K extends Kind>(kind: K, commit: Commit | undefined): ContextOf<K> | undefined {
  if (!commit?.stream.startsWith(`${kind}:`)) return undefined
  return (commit.state as StateOf<K>).context // its workflow made it
}

/** Who acted in a commit, on which facts and why. */
export function originOf({ origin }: Pick<Commit, "origin">): Origin<ActMetadata> {
  return origin.value as Origin<ActMetadata> // the engine carries what our requests said
}

/** The events of a commit, discriminated by their types. */
export function eventsOf({ events }: Pick<Commit, "events">): EventOf<Kind>[] {
  return events.map(({ value }) => value as EventOf<Kind>) // each was read by its workflow's schema before it was stored
}
