import { ask } from "./ask.ts"
import type { Plan } from "./contract.ts"
import { Trouble } from "./exits.ts"
import type { Session } from "./way.ts"

/** What the ids of a plan are called: its parties, its meetings and, for who may know, its people. */
export async function namesIn(session: Session, plan: string): Promise<ReadonlyMap<string, string>> {
  try {
    const { body } = await ask<Plan>(session, "GET", `/api/plans/${encodeURIComponent(plan)}`)
    const { parties, meetings, people } = body
    return new Map([
      ...parties.map(({ id, title }) => [id, title] as const),
      ...meetings.map(({ id, title }) => [id, title] as const),
      ...people.flatMap(({ id, name }) => (name ? [[id, name] as const] : [])),
    ])
  } catch (error) {
    if (error instanceof Trouble && error.exit === "unknown") return new Map()
    throw error
  }
}
