import { EngineError, explain, type Past, rowAt, type Standing, type State, type View, view } from "@demarche/engine"
import { idOf, type Row } from "@demarche/store"
import { officesFor } from "@demarche/workflows/offices"
import type { Visibility } from "@demarche/workflows/terms"
import {
  activityReading,
  type Body,
  type Concerned,
  outputReading,
  type Reading,
  requestReading,
} from "@demarche/workplan"
import { caseOf } from "../house/act.ts"
import { type House, workflowOf } from "../house/house.ts"
import { actorOf, type Claim, clearanceIn } from "./doors.ts"
import { standingIn } from "./moment.ts"
import { Problem } from "./problem.ts"

/** The three kinds of item, and how each is read. */
export const readings = { activity: activityReading, output: outputReading, request: requestReading }
export type Kind = keyof typeof readings
export type ReadingOf<K extends Kind> = ReturnType<(typeof readings)[K]>

/** One item of a plan as it stands at a moment: the reading, and what it was read from. */
export interface Found<K extends Kind> {
  reading: ReadingOf<K>
  standing: Standing
  view: View
}

/** The plan an item's id belongs to. @throws Problem `unknown` where the id is none. */
export function planOfItem(id: string): string {
  const [, plan] = id.match(/^([a-z0-9-]{1,64})\.[a-z0-9-]{1,64}$/) ?? []
  if (!plan) throw new Problem("unknown", `there is no item ${JSON.stringify(id)}`)
  return plan
}

/** The item as it stands now or stood then, for a reader of that clearance. @throws Problem `unknown`. */
export async function findItem<K extends Kind>(
  house: House,
  kind: K,
  id: string,
  past: Past | undefined,
  clearance: Visibility,
): Promise<Found<K>> {
  const plan = planOfItem(id)
  const now = past?.asOf ?? house.world.clock()
  const found = await standingIn(house, `${kind}:${id}`, now, past)
  if (!found) throw new Problem("unknown", `there is no ${kind} ${id}`)
  const row = await rowAt(house.projection, found.commit)
  return { standing: found, ...read(house, kind, row, found, { ...(await around(house, plan)), plan, now, clearance }) }
}

/** Every item of the kind in the plan (in all, where none is named) as it stands at the moment, in the order of their ids; of their dates those that concern `whose` alone, where it is given. */
export async function listItems<K extends Kind>(
  house: House,
  kind: K,
  plan: string,
  past: Past | undefined,
  clearance: Visibility,
  whose?: Concerned,
): Promise<ReadingOf<K>[]> {
  const now = past?.asOf ?? house.world.clock()
  const rows = await house.views.list({ kind, plan, ...(past?.view === "as-known" && { asOf: past.asOf }) })
  const asked: Asked = { ...(await around(house, plan)), plan, now, clearance, whose }
  const readings = await Promise.all(
    rows.map(async (row) => {
      const { deadline } = row
      const current = !past || past.view === "as-known"
      if (current && !(deadline && deadline <= now)) return read(house, kind, row, undefined, asked)
      const found = await standingIn(house, row.stream, now, past)
      return found && read(house, kind, await rowAt(house.projection, found.commit), found, asked)
    }),
  )
  return readings.flatMap((each) => (each ? [each.reading] : []))
}

/** What every reading of one request shares: what is asked, and what the plan says around it. */
type Asked = Pick<Reading, "plan" | "now" | "clearance" | "zone" | "meetings" | "promises" | "whose">

async function around(house: House, plan: string): Promise<Pick<Asked, "zone" | "meetings" | "promises">> {
  const { context, promises } = await house.loreOf(plan)
  const { zone, meetings } = context
  return { zone, meetings, promises }
}

function read<K extends Kind>(
  house: House,
  kind: K,
  row: Row,
  found: Standing | undefined,
  asked: Asked,
): { reading: ReadingOf<K>; view: View } {
  const body = row.body as Body
  const workflow = workflowOf(house, kind)
  const seen = found ? view(workflow, found.snapshot) : view(workflow, body.state as State)
  const reading = readings[kind]({
    ...asked,
    id: idOf(row.stream),
    body,
    view: seen,
    since: found?.pending.at(-1)?.at ?? body.since,
    version: found?.version ?? row.version,
    changed: found?.pending.at(-1)?.at ?? row.recorded,
  })
  return { reading: reading as ReadingOf<K>, view: seen }
}

/** What the caller could do with the item now: every command its workflow has for people, and the rules in the way. */
export async function transitionsFor(
  house: House,
  kind: string,
  found: { standing: Standing; view: View },
  claim: Claim | undefined,
) {
  const plan = planOfItem(idOf(found.standing.commit.stream))
  const at = house.world.clock()
  const known =
    claim && (await clearanceIn(house, claim, plan)) !== "public" ? await actorOf(house, claim, plan) : undefined
  const by = known?.by ?? { person: "public", office: "observer" as const }
  const facts = await caseOf(house, { plan, by, vouched: known?.vouched ?? false, at, now: at }, found.view)
  const workflow = workflowOf(house, kind)
  return explain(workflow, found.standing.snapshot, { by, facts, at, version: found.standing.version + 1 }).filter(
    ({ name }) => !workflow.begins.has(name) && forPeople(kind, name),
  )
}

/** Whether anybody but the engine itself may take the command. */
export function forPeople(kind: string, name: string): boolean {
  return name !== "finishImport" && (officesFor(kind, name)?.some((office) => office !== "system") ?? true)
}

/** What happened to a stream after the version the caller saw, for the answer to a stale If-Match. */
export async function changesSince(house: House, stream: string, seen: number) {
  const changes: { version: number; happened: string; events: string[] }[] = []
  for await (const { version, happened, events } of house.world.events.read(stream, { from: seen + 1 })) {
    const open = events.filter(({ value }) => !value.visibility || value.visibility === "public")
    changes.push({ version, happened, events: open.map(({ value }) => value.type) })
  }
  return changes
}

/** A refusal as it came; a stale one with what changed since. */
export async function withChanges(house: House, stream: string, error: unknown): Promise<unknown> {
  if (!(error instanceof EngineError) || error.refusal.code !== "stale") return error
  const { version, seen } = error.refusal
  return new Problem("stale", undefined, { version, seen, changed: await changesSince(house, stream, seen) })
}
