import type { StreamName } from "@demarche/event-store"
import type { activity } from "@demarche/workflows"
import type { TalliedDeliverable } from "@demarche/workflows/deliverable"
import type { DueRule } from "@demarche/workflows/due"

/** A command on another stream that follows from a commit, or the erasure of a text. */
export type Reaction =
  | { stream: StreamName; command: { type: string; [field: string]: unknown }; reason?: string; mandate?: string }
  | { erase: string }

/** What the activities that a placeholder is expanded into have of it. */
export type Inherited = Pick<activity.Planned, "track" | "partners" | "requiredPartners">

/** What reactions need to know of the plan's other streams: their due rules and deliverables, and what is inherited of activities; and its requests. */
export interface ReactionContext {
  /** The plan's IANA zone. */
  zone: string
  /** The days that were closed before the commit. */
  closedBefore?: readonly string[]
  activities: {
    stream: StreamName
    rules: DueRule[]
    inherited?: Inherited
    /** Of a placeholder, the streams that it was expanded into. */
    children?: StreamName[]
    /** It has ended, and how. */
    ended?: "well" | "ill" | undefined
    links: activity.Context["links"]
    /** The latest silence procedure, which may have ended. */
    silence?: Pick<NonNullable<activity.Context["silence"]>, "until"> | undefined
  }[]
  outputs: {
    stream: StreamName
    rules: DueRule[]
    deliverables: Pick<TalliedDeliverable, "id" | "evidence">[]
    ended?: "well" | "ill" | undefined
  }[]
  /** The requests that were accepted and not answered yet, each with its activity and what it asks for. */
  requests: { stream: StreamName; activity: StreamName; title: string }[]
}
