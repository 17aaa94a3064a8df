import type { Event, RowInput } from "@demarche/engine"
import type { Row } from "@demarche/event-store"
import type { activity, notice, output, plan, request } from "@demarche/workflows"
import { type NamedText, textsNamedBy } from "@demarche/workflows/eventTexts"
import { contextOf, type StateOf } from "./byKind.ts"
import { type PublishedDates, publishedDatesAfter } from "./publishedDates.ts"

/** The fields that a stream of each kind was created with, as amended since; of a superseded activity also what took its place. */
interface PlannedFields {
  activity: activity.Planned & { successors?: string[] }
  output: output.Promised
  plan: plan.Proposed
  request: Omit<Extract<request.Event, { type: "RequestSubmitted" }>, "type" | "visibility">
  notice: notice.NoticeFields
}
type PlannedOf<K extends string> = K extends keyof PlannedFields ? PlannedFields[K] : Record<string, unknown>

/** The body of a stream's row. */
export interface RowBody<K extends string = string> {
  /** The fields that the stream was created with, as amended since. */
  fields: PlannedOf<K>
  /** The stored state, so that lists can apply deadlines that have passed since. */
  state: StateOf<K>
  /** The instant (UTC) at which the present public state was entered. */
  since: string
  publicState: string | undefined
  /** The hashes of the texts that its events refer to, and who may see them. */
  texts: NamedText[]
  /** Missing in rows written before it was kept. */
  publishedDates?: PublishedDates
}

/** The same under the names that are stored. */
interface StoredBody<K extends string = string> extends Omit<RowBody<K>, "fields" | "publicState" | "publishedDates"> {
  planned: PlannedOf<K>
  public: string | undefined
  announced?: PublishedDates
}

/**
 * The body of a row.
 * @param kind the kind of the row, which types its fields and its context
 * @throws TypeError where the row is of another kind
 */
export function bodyOf<K extends string>(row: Pick<Row, "kind" | "body">, kind?: K): RowBody<K> {
  if (kind !== undefined && row.kind !== kind) throw new TypeError(`this row is of kind ${row.kind}, not ${kind}`)
  const { planned, announced, public: publicState, ...rest } = row.body as StoredBody<K> // storedBodyAfter made it
  return { ...rest, fields: planned, publicState, ...(announced && { publishedDates: announced }) }
}

/** The body to store for a stream after one more commit, whatever its workflow. */
export function storedBodyAfter(input: RowInput): StoredBody {
  const { workflow, previous, commit, events, state, view } = input
  const before = previous as StoredBody | undefined // this function made it
  const planning = ({ type }: Event) => !before || type.endsWith("Amended") || added.has(type)
  return {
    planned: events.filter(planning).reduce(withFields, before?.planned ?? {}),
    state,
    since: before && before.public === view.state ? before.since : commit.happened,
    public: view.state,
    texts: [...(before?.texts ?? []), ...events.flatMap((event) => textsOf(workflow, event)), ...agreedText(input)],
    announced: publishedDatesAfter(before?.announced, input),
  }
}

/** What else changes the fields that a stream was created with. */
const added: ReadonlySet<string> = new Set(["Superseded", "WordingRecorded"])

/** What an amendment sets to null is taken out; of a due date null says that there is none yet. A list may go on in an event. */
function withFields(planned: Record<string, unknown>, event: Event): Record<string, unknown> {
  const { type, visibility, ...rest } = event
  const { goesOn, ...fields }: Record<string, unknown> = rest
  const given =
    goesOn === true ? Object.entries(fields).map(([field, more]) => [field, goingOn(planned[field], more)]) : []
  const changed = Object.entries({ ...planned, ...fields, ...Object.fromEntries(given) })
  return Object.fromEntries(
    changed.filter(([field, value]) => field !== "unlinked" && (value !== null || field === "due")),
  )
}

function goingOn(before: unknown, more: unknown): unknown {
  return Array.isArray(before) && Array.isArray(more) ? [...before, ...more] : more
}

/** A plan's texts are its people's, who change often; they are found in its own stream. */
function textsOf({ name, Event }: RowInput["workflow"], event: Event): NamedText[] {
  return name === "plan" ? [] : textsNamedBy(Event, event)
}

/** A draft is the committee's until it is agreed; from then on it is everyone's. */
function agreedText({ commit, events }: RowInput): RowBody["texts"] {
  const { agreed, drafts } = contextOf("activity", commit) ?? {}
  const text = agreed && drafts?.[agreed.draft - 1]
  const now = events.some(({ type }) => type === "Agreed" || type === "SilencePassed")
  return text && now ? [{ hash: text, visibility: "public" }] : []
}
