import { isVersion } from "./commitJson.ts"
import { type Damage, StoreError } from "./errors.ts"
import type { Row } from "./ports.ts"

/** The row as JSON, the form in which adapters store it: its scope is called `plan` there. */
export function encodeRow({ stream, version, scope, ...rest }: Row): string {
  return JSON.stringify({ stream, version, plan: scope, ...rest })
}

/** The row that `encodeRow` wrote. @throws StoreError `damaged` where it is none. */
export function decodeRow(json: string): Row {
  const row = rowIn(json)
  const { stream, scope, kind, recorded, version } = row ?? {}
  if (row && [stream, scope, kind, recorded].every((field) => typeof field === "string") && isVersion(version))
    return row
  throw new StoreError("damaged", "a row of the views cannot be read, and can be made anew")
}

function rowIn(json: string): Row | undefined {
  try {
    const { stream, version, plan, ...rest } = JSON.parse(json)
    return { stream, version, scope: plan, ...rest }
  } catch {
    return undefined
  }
}

/** The error for a row that readers find where another belongs. */
export function damagedRow(stream: string, version: number): StoreError {
  const damage: Damage = { fault: "misplaced", stream, version }
  return new StoreError("damaged", `the row of ${stream}@${version} is not kept as it is written`, { damage })
}
