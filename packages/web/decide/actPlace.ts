import type { CommandRequest } from "@demarche/application/execute"
import { codeIn } from "@demarche/workflows/terms"
import type { ItemKind } from "@demarche/workplan"
import { itemPath, planHistoryPath, planPath } from "../page.ts"

/** Where an act is recorded: its stream, what that is called, and its addresses below the language. */
export interface ActPlace {
  stream: CommandRequest["stream"]
  code: string
  /** Where its reader came from, and goes on to. */
  back: string
  /** The address of an entry of its record. */
  entry(version: number): string
}

export function placeOfItem(kind: ItemKind, id: string): ActPlace {
  return { stream: `${kind}:${id}`, code: codeIn(id), back: itemPath(id), entry: (version) => itemPath(id, version) }
}

export function placeOfPlan(id: string): ActPlace {
  return { stream: `plan:${id}`, code: id, back: planPath(id), entry: (version) => planHistoryPath(id, version) }
}
