import type { activity } from "@demarche/workflows"
import type { StatementReading } from "./textSchemas.ts"

/** The statements on the texts of an activity, in the order of their numbers. */
export function statementsOf({ statements = [] }: Pick<activity.Context, "statements">): StatementReading[] {
  return statements.map(({ party = null, draft, ...statement }, index) => ({
    ...{ number: index + 1, party, ...statement },
    draft: draft || null,
  }))
}

/** Those on the draft that stands as agreed; none while none does. */
export function statementsOnAgreed(
  statements: readonly StatementReading[],
  agreed: { draft: number } | null | undefined,
): StatementReading[] {
  return statements.filter(({ draft }) => draft !== null && draft === agreed?.draft)
}
