import type { View } from "@demarche/engine"
import type { activity, plan as planWorkflow } from "@demarche/workflows"
import { waitsOf } from "@demarche/workflows/activity/links"
import { metaOf } from "@demarche/workflows/states"
import { clearingOffice } from "../rules/paths.ts"
import { dayOf } from "../time/zone.ts"
import type { ActivityReading, Turn } from "./readingSchemas.ts"
import type { ItemStatus } from "./status.ts"

/** What a turn is worked out from, whatever the item: how it stands, and since when it does so. */
interface TurnInput<Context = unknown> {
  view: View<Context>
  status: ItemStatus
  entered: string
}

/** Whose turn it is (docs/domain.md#turns): the holder's, for what their state asks. Nobody's, where it asks nothing. */
export function turnOf({ view, status, entered }: TurnInput): Turn | null {
  const { asks } = metaOf(view)
  if (!asks) return null
  return { holder: status.holder, asked: asks === "nextStep" ? "work" : asks, since: entered, until: null }
}

/**
 * Whose turn it is on an activity: of whoever takes the next step of its path where that is a clearance, a record or a meeting,
 * of the group that a silence asks, of a party that is waited for and can act here, else as of any item. Nobody's, of a placeholder that was expanded.
 */
export function activityTurn(
  input: TurnInput<activity.Context> & { around: Pick<planWorkflow.Context, "people">; now: string; zone: string },
  { path }: Pick<ActivityReading, "path">,
): Turn | null {
  const { context } = input.view
  const turn = turnOf(input)
  if (!turn || (context.kind === "placeholder" && context.children)) return null
  const { silence, waits } = input.status
  const provider = waits ? waitedFor(context, input.around) : undefined
  if (provider && turn.asked === "work") return { ...turn, holder: provider, asked: "provide" }
  const next = path?.steps[(path.next ?? 0) - 1]
  const [holder = turn.holder] = next?.who ?? []
  switch (metaOf(input.view).asks) {
    case "answer":
      return { ...turn, holder, since: silence?.opened ?? turn.since, until: silence?.until ?? null }
    case "clear": {
      const { running, step: at } = context
      const step = running?.path.steps[at]
      const day = dayOf(input.now, input.zone)
      return { ...turn, holder: step?.is === "clearance" ? clearingOffice(step, context, input.around, day) : holder }
    }
    case "nextStep":
      if (next?.is === "record") return { ...turn, holder, asked: "record" }
      return next?.is === "meeting"
        ? { ...turn, holder: metaOf(input.view).holder ?? turn.holder, asked: "decide" }
        : turn
    default:
      return turn
  }
}

/** Who is waited for, where they can act here: a party in whose name somebody holds an office. */
function waitedFor(context: activity.Context, { people }: Pick<planWorkflow.Context, "people">): string | undefined {
  const parties = new Set(people.flatMap(({ offices }) => offices.flatMap(({ party }) => party ?? [])))
  return waitsOf(context).find(({ target }) => parties.has(target))?.target
}

/**
 * Whom an activity waits for beside whose turn it is: those who lead it with them, the offices of checks that are asked next, and
 * parties that have not answered; nobody, where it is nobody's turn.
 */
export function awaitedIn(
  turn: Turn | null,
  { answering }: Pick<ItemStatus, "answering">,
  checks: ActivityReading["checks"],
  silent: readonly (readonly string[] | null | undefined)[],
): string[] {
  if (!turn) return []
  const leading = answering.includes(turn.holder) ? answering.filter((each) => each !== turn.holder) : []
  const offices = checks
    .filter(({ awaited }) => awaited)
    .flatMap(({ is, by, signedBy }) =>
      is === "signOff" ? by.filter((office) => !signedBy.includes(office)) : by.slice(0, 1),
    )
  return [...new Set([...leading, ...offices, ...silent.flatMap((parties) => parties ?? [])])]
}
