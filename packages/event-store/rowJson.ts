import type { Row } from "./ports.ts"

/** The row as JSON, the form in which adapters store it: its scope is called `plan` there. */
export function encodeRow({ stream, version, scope, ...rest }: Row): string {
  return JSON.stringify({ stream, version, plan: scope, ...rest })
}

/** The row that `encodeRow` wrote. */
export function decodeRow(json: string): Row {
  const { stream, version, plan, ...rest } = JSON.parse(json)
  return { stream, version, scope: plan, ...rest }
}
