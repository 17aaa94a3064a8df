import type { Decision, EventMetadata, View } from "@demarche/engine"
import type { StreamName } from "@demarche/event-store"
import type { ReferenceKind } from "@demarche/workflows/meanings"
import type { Application } from "./application.ts"
import type { PlanSnapshot } from "./planCache.ts"

/** What the references of a command are looked up in. */
export interface ReferenceContext {
  application: Application
  /** The plan's id, its snapshot, and the stream that the command is for. */
  plan: string
  snapshot: PlanSnapshot
  stream: StreamName
  decision: Decision
  /** It is carried by an amendment that was agreed. */
  carried?: true | undefined
  /** What else there will be: the names of the plan file that the command is part of. */
  names: NamedIds
}

/** What can be asked of a command before its fields are known: where the item and its plan stand, and who takes it. */
export interface BeforeFields
  extends Pick<ReferenceContext, "application" | "plan" | "snapshot" | "stream" | "carried"> {
  before: View
  act: EventMetadata
}

/** Ids by what they name. */
export type NamedIds = ReadonlyMap<ReferenceKind, ReadonlySet<string>>
