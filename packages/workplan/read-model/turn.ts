import type { activity } from "@demarche/workflows"
import type { Deadline } from "@demarche/workflows/terms"
import type { ActivityReading, Turn } from "./readingSchemas.ts"
import type { ItemStatus } from "./status.ts"

/** What a turn is worked out from, whatever the item: how it stands, and since when. */
interface TurnInput {
  status: ItemStatus
  since: string
}

/**
 * Whose turn it is on an activity, and what is asked of them (docs/domain.md#turns): of whoever takes the next step of the path
 * where that is a clearance, a record or a meeting, of the group that a silence asks, else of the owner or the coordinators.
 * Nobody's, while nothing is owed.
 */
export function activityTurn(
  { status, since }: TurnInput,
  { context, path }: { context: activity.Context; path: ActivityReading["path"] },
): Turn | null {
  if (!status.awaited || (context.kind === "placeholder" && context.children)) return null
  const { substate, silence } = status
  const next = path?.steps[(path.next ?? 0) - 1]
  const of = (holder: string, asked: Turn["asked"], until: Deadline | null = null): Turn => ({
    holder,
    asked,
    since: substate === "underSilence" ? (silence?.opened ?? since) : since,
    until,
  })
  const [who = "coordinator"] = next?.who ?? []
  if (substate === "underSilence") return of(who, "answer", silence?.until ?? null)
  if (substate === "clearance") return of(who, "clear")
  if (substate === "cleared" && next?.is === "record") return of(who, "record")
  if (substate === "cleared" && next?.is === "meeting") return of("coordinator", "decide")
  return of(status.ownerAssumed ? "coordinator" : status.holder, "work")
}

/** Whose turn it is on an output: its owner's or the coordinators', until nothing is owed. */
export function outputTurn({ status, since }: TurnInput): Turn | null {
  return status.awaited ? { holder: status.holder, asked: "fulfil", since, until: null } : null
}

const requests: Readonly<Record<string, Pick<Turn, "holder" | "asked">>> = {
  submitted: { holder: "coordinator", asked: "accept" },
  accepted: { holder: "coordinator", asked: "deliver" },
  delivered: { holder: "presidency", asked: "acknowledge" },
}

/** Whose turn it is on a request: the coordinators' until it is delivered, then the Presidency's. */
export function requestTurn({ status, since }: TurnInput): Turn | null {
  const asked = requests[status.state]
  return asked ? { ...asked, since, until: null } : null
}

/** Whom an activity waits for beside whose turn it is: the offices of checks that are asked next, and parties that have not answered; nobody, where it is nobody's turn. */
export function awaitedIn(
  turn: Turn | null,
  checks: ActivityReading["checks"],
  silent: readonly (readonly string[] | null | undefined)[],
): string[] {
  if (!turn) return []
  const offices = checks
    .filter(({ awaited }) => awaited)
    .flatMap(({ is, by, signedBy }) =>
      is === "signOff" ? by.filter((office) => !signedBy.includes(office)) : by.slice(0, 1),
    )
  return [...new Set([...offices, ...silent.flatMap((parties) => parties ?? [])])]
}
