import { type Application, viewOf } from "@demarche/application/application"
import { eventsShown, shownTo } from "@demarche/application/disclosure"
import { SYSTEM_ACTOR } from "@demarche/application/execute"
import { inPieces } from "@demarche/application/inPieces"
import { standingSince } from "@demarche/application/itemNow"
import { rowPages } from "@demarche/application/newestRows"
import { openItems } from "@demarche/application/openItems"
import { possibleTransitions } from "@demarche/application/possibleTransitions"
import { isEngineError, type Past, rowAt, type StreamState, type View } from "@demarche/engine"
import { idOf, kindOf, type Row, type StreamName, scopeOf } from "@demarche/event-store"
import type { Language } from "@demarche/i18n"
import type { StateName } from "@demarche/workflows/stateNames"
import { means } from "@demarche/workflows/states"
import {
  bodyOf,
  type ContextOf,
  contextIn,
  type ItemKind,
  type PersonalFilter,
  type ReadingInput,
  type Readings,
  readings,
  zoneOf,
} from "@demarche/workplan"
import type { Suggestion } from "@demarche/workplan/read-model/deliverables"
import { earliestSilenceEnd } from "@demarche/workplan/rules/facts"
import { stateIn } from "./asOf.ts"
import { type AnyClaim, claimantOf, readerIn, type Sight } from "./authentication.ts"
import { fieldsOf } from "./fields.ts"
import { type MissingParts, missesParts, missingParts } from "./missingParts.ts"
import { failingRules, ProblemError } from "./problem.ts"
import { suggestionsIn } from "./suggestions.ts"

/** An item at an instant: its reading, and the state it was read from. */
export interface FoundItem<K extends ItemKind> {
  reading: Readings[K]
  standing: StreamState
  view: View
}

/** The plan that an item's id names. @throws ProblemError `unknown` where it is malformed. */
export function planOfItem(id: string): string {
  const [, plan] = id.match(/^([a-z0-9-]{1,64})\.[a-z0-9-]{1,64}$/) ?? []
  if (!plan) throw new ProblemError("unknown", `there is no item ${JSON.stringify(id)}`)
  return plan
}

/** The item now or at an instant of the past, for a reader who sees so far. @throws ProblemError `unknown`. */
export async function findItem<K extends ItemKind>(
  application: Application,
  kind: K,
  id: string,
  past: Past | undefined,
  sees: Sight,
): Promise<FoundItem<K>> {
  const plan = planOfItem(id)
  const now = past?.asOf ?? application.world.clock()
  const found = await stateIn(application, `${kind}:${id}`, now, past)
  if (!found) throw new ProblemError("unknown", `there is no ${kind} ${id}`)
  const row = await rowAt(application.projection, found.commit)
  const asked = { ...(await around(application, { kind, plan, now, past })), sees }
  return { standing: found, ...(await read(application, kind, row, found, asked)) }
}

/** All items of that kind in the plan, in the order of their ids. */
export async function listItems<K extends ItemKind>(
  application: Application,
  kind: K,
  plan: string,
  listed: ListedItems,
): Promise<Readings[K][]> {
  const pages = await Array.fromAsync(itemPages(application, kind, plan, listed))
  return pages.flatMap((items) => items.map(({ reading }) => reading))
}

/** Which items are listed: those after the id `after`, now or at an instant of the past, for a reader who sees so far. */
interface ListedItems {
  past: Past | undefined
  sees: Sight
  after?: string | undefined
  /** If given, only dates that it finds relevant to a person there. */
  personalFilter?: FilterAt | undefined
  /** What is suggested of outputs; where it is not given, the plan's activities are read for it. */
  suggestions?: readonly Suggestion[] | undefined
}

/** The same, each with the view that its reading was made from, a page at a time: whoever takes a few reads no more than a few. */
export async function* itemPages<K extends ItemKind>(
  application: Application,
  kind: K,
  plan: string,
  { past, sees, after, personalFilter, suggestions }: ListedItems,
): AsyncGenerator<ItemWithView<K>[]> {
  const now = past?.asOf ?? application.world.clock()
  const asked: ItemRequest = {
    ...(await around(application, { kind, plan, now, past, suggestions })),
    ...{ sees, ...(personalFilter && { personalFilter }) },
  }
  const pages = rowPages(application, {
    ...{ kind, scope: plan, after: after === undefined ? undefined : `${kind}:${after}` },
    asOf: past?.view === "as-known" ? past.asOf : undefined,
  })
  for await (const rows of pages) {
    const viewed = await inPieces(rows, async (row) => {
      const { deadline } = row
      const current = !past || past.view === "as-known"
      if (current && !(deadline && deadline <= now)) return read(application, kind, row, undefined, asked)
      const found = await stateIn(application, row.stream, now, past)
      return found && read(application, kind, await rowAt(application.projection, found.commit), found, asked)
    })
    yield viewed.flatMap((each) => each ?? [])
  }
}

/** A reading, and the view that it was made from. */
interface ItemWithView<K extends ItemKind> {
  reading: Readings[K]
  view: View<ContextOf<K>>
}

/** What concerns a person of the items of a plan, by the stream of each. */
export type FilterAt = (stream: StreamName) => PersonalFilter

/** What all readings of one request have in common. */
type ItemRequest = Pick<ReadingInput, "plan" | "now" | "zone" | "meetings" | "promises" | "around" | "suggestions"> & {
  past: Past | undefined
  sees: Sight
  personalFilter?: FilterAt
}

/** What a reading of that kind needs beside the item and its reader: the plan around it and, of an output, what is suggested. */
async function around(
  application: Application,
  { kind, plan, now, past, suggestions }: Pick<ListedItems, "past" | "suggestions"> & KindInPlan,
): Promise<Omit<ItemRequest, "sees" | "personalFilter">> {
  const { context, promises } = await application.planSnapshot(plan)
  const { zone, meetings } = context
  const suggested = kind === "output" && (suggestions ?? (await suggestionsIn(application, plan, now, past)))
  return { plan, now, past, zone, meetings, promises, around: context, ...(suggested && { suggestions: suggested }) }
}

/** A kind of item in a plan, at an instant. */
interface KindInPlan {
  kind: ItemKind
  plan: string
  now: string
}

async function read<K extends ItemKind>(
  application: Application,
  kind: K,
  row: Row,
  found: StreamState | undefined,
  { past, sees, personalFilter, ...asked }: ItemRequest,
): Promise<ItemWithView<K>> {
  const body = bodyOf(row, kind)
  const shown = viewOf(application, kind, found ? found.snapshot : body.state)
  const became = kind === "request" ? await turnOfActivity(application, row, shown, past, sees) : undefined
  const reading = readings[kind]({
    ...asked,
    ...(became && { became }),
    reader: sees(row.stream),
    ...(personalFilter && { personalFilter: personalFilter(row.stream) }),
    id: idOf(row.stream),
    body,
    view: shown,
    ...standingSince(row, found),
  })
  return { reading, view: shown }
}

/** Whose turn it is on the activity that a request became, while that goes on. */
async function turnOfActivity(
  application: Application,
  { scope: plan }: Row,
  { state, context }: View,
  past: Past | undefined,
  sees: Sight,
): Promise<ReadingInput["became"]> {
  const { activity } = contextIn("request", { context })
  if (!activity || state !== ("accepted" satisfies StateName<"request">)) return undefined
  const id = `${plan}.${activity}`
  const found = await stateIn(application, `activity:${id}`, past?.asOf ?? application.world.clock(), past)
  if (!found) return undefined
  const { reading, view } = await findItem(application, "activity", id, past, sees)
  const { turn, awaited } = reading
  return means(view, "settled") ? undefined : { turn, awaited }
}

/** The transitions of an item for the caller, as they are told: every command that people may take, and the rules that block it. */
export async function transitionsFor(
  application: Application,
  kind: string,
  found: { standing: StreamState; view: View; reading: object },
  claim: AnyClaim | undefined,
  language: Language,
) {
  const { stream } = found.standing.commit
  const plan = planOfItem(idOf(stream))
  const { person } = await readerIn(application, claim, plan)
  const nobody = { by: { person: "public", office: "observer" as const }, mandateImplied: false }
  const actor = person === undefined ? nobody : await claimantOf(application, claim, plan, stream)
  const missing = missingParts(found.reading, language)
  const possible = await possibleTransitions(application, found, actor)
  return possible.map(({ name, allowed, failing }) => ({
    name,
    allowed,
    failing: failingRules(failing, { language }, {}, missing),
    fields: fieldsOf(application, kind, name),
  }))
}

/** The public events of a stream after a version, for the response to a stale If-Match. */
async function changesSince(application: Application, stream: StreamName, seen: number) {
  const changes: { version: number; happened: string; events: string[] }[] = []
  for await (const commit of application.world.events.read(stream, { from: seen + 1 })) {
    const { version, happened } = commit
    changes.push({
      version,
      happened,
      events: eventsShown(shownTo({ clearance: "public" }, commit)).map(({ type }) => type),
    })
  }
  return changes
}

/** Who is refused: in which language they are told and, where that is known, which person of the plan they are. */
interface RefusedReader {
  language: Language
  person?: string | undefined
}

/** What the rules miss of which their sentences say no more than that; undefined where none does. */
async function missingFrom(
  application: Application,
  stream: StreamName,
  failing: readonly string[],
  language: Language,
): Promise<Record<string, MissingParts> | undefined> {
  if (failing.includes("OPEN_ITEMS")) return { OPEN_ITEMS: { items: await openItems(application, idOf(stream)) } }
  if (kindOf(stream) !== "activity" || !missesParts(failing)) return undefined
  const { reading, view } = await findItem(application, "activity", idOf(stream), undefined, () => ({
    clearance: "restricted",
  }))
  const earliest = failing.includes("SILENCE_TOO_SHORT") && (await earliestEndOf(application, stream, view))
  return {
    ...missingParts(reading, language),
    ...(earliest && { SILENCE_TOO_SHORT: { fields: ["until"], earliest } }),
  }
}

async function earliestEndOf(application: Application, stream: StreamName, view: View) {
  const { context: plan, promises } = await application.planSnapshot(scopeOf(stream))
  const now = application.world.clock()
  return earliestSilenceEnd({ plan, promises, now, at: now, by: SYSTEM_ACTOR, mandateImplied: true }, view)
}

/** The error; a stale one as a problem that lists what has changed since, a rejected one as one that names what it misses. */
export async function withContext(
  application: Application,
  stream: StreamName,
  error: unknown,
  { language, person }: RefusedReader,
): Promise<unknown> {
  if (isEngineError(error, "stale")) {
    const { version, seen } = error.refusal
    const changed = await changesSince(application, stream, seen)
    return new ProblemError("stale", undefined, { version, seen, changed })
  }
  if (!isEngineError(error, "rejected")) return error
  const { failing, fields } = error.refusal
  const missing = await missingFrom(application, stream, failing, language)
  if (missing === undefined) return error
  const { context: plan } = await application.planSnapshot(scopeOf(stream))
  const zone = zoneOf(plan, plan.people.find(({ id }) => id === person) ?? {})
  return new ProblemError("rejected", undefined, {
    failing: failingRules(failing, { language, zone }, fields, missing),
  })
}
