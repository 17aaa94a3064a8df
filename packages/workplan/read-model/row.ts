import type { Event, RowInput } from "@demarche/engine"
import type { Row } from "@demarche/event-store"
import type { activity, notice, output, plan, request } from "@demarche/workflows"
import { type Audience, readersOfInput } from "@demarche/workflows/activity/consultation"
import { type NamedText, textsNamedBy } from "@demarche/workflows/eventTexts"
import { contextIn, contextOf, eventsOf, originOf, type StateOf } from "./byKind.ts"
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

/** Those who were asked, or who answered, as parties, offices held for none and individuals, and the texts, by their hashes. */
interface AskedReaders {
  voices: string[]
  texts: string[]
}

/** What a round was answered, its text by its hash. */
type RecordedAnswer = Omit<Extract<activity.Event, { type: "InputRecorded" }>, "type" | "visibility" | "readers">

/** The body of a stream's row. */
export interface RowBody<K extends string = string> {
  /** The fields that the stream was created with, as amended since. */
  fields: PlannedOf<K>
  /** The stored state, so that lists can apply deadlines that have passed since. */
  state: StateOf<K>
  /** The instant (UTC) at which the present public state was entered. */
  since: string
  /** The instant (UTC) at which the state within it or the step of the path was entered, where that was later; missing in rows written before it was kept. */
  entered?: string
  publicState: string | undefined
  /** The hashes of the texts that its events refer to, who may see them, and in which language they are, where that was said. */
  texts: NamedText[]
  /** Who was asked to judge or answer which texts, or wrote them in answer, whatever else they may see; missing where nobody was. */
  asked?: AskedReaders[]
  /** What its rounds of consultation were answered, in order; missing where nothing was. */
  answers?: RecordedAnswer[]
  /** Missing in rows written before it was kept. */
  publishedDates?: PublishedDates
  /** The keys that were made for a plan, by their ids, in order; missing where none was. */
  keys?: string[]
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
  const { writtenIn } = originOf(commit)
  const language = writtenIn !== undefined && { language: writtenIn }
  const planning = ({ type }: Event) => !before || type.endsWith("Amended") || added.has(type)
  return {
    planned: events.filter(planning).reduce(withFields, before?.planned ?? {}),
    state,
    since: before && before.public === view.state ? before.since : commit.happened,
    public: view.state,
    texts: [
      ...(before?.texts ?? []),
      ...events.flatMap((event) => textsOf(workflow, event)).map((text) => ({ ...text, ...language })),
      ...answerTexts(input),
      ...agreedTexts(input),
    ],
    announced: publishedDatesAfter(before?.announced, input),
    ...enteredAfter(before, input),
    ...askedAfter(before?.asked, input),
    ...answersAfter(before?.answers, input),
    ...keysAfter(before?.keys, input),
  }
}

/** Since when a stream stands where it does within its public state. */
function enteredAfter(before: StoredBody | undefined, { commit, state, view }: RowInput): { entered?: string } {
  if (!before || before.public !== view.state) return {}
  const placeOf = ({ value, context }: RowInput["state"]) => [value, contextIn("activity", { context }).step]
  const stays = JSON.stringify(placeOf(before.state)) === JSON.stringify(placeOf(state))
  const entered = stays ? before.entered : commit.happened
  return entered === undefined ? {} : { entered }
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

/**
 * Whoever is asked to judge a draft reads it, and whoever is asked for input reads what is asked and what became of it, their
 * own answer, and where the round says so those of the others.
 */
function askedAfter(before: AskedReaders[] = [], { commit, events }: RowInput): { asked?: AskedReaders[] } {
  const { silence, drafts = [], rounds = [] } = contextOf("activity", commit) ?? {}
  const came = (type: string) => events.some((event) => event.type === type)
  const draft = came("SilenceOpened") ? [{ text: drafts[(silence?.draft ?? 0) - 1], voices: silence?.addressees }] : []
  const consulted = came("ConsultationOpened") || came("ConsultationClosed") ? rounds : []
  const input = answersIn(commit).flatMap(({ text, party, round }) => [
    { text, voices: party === undefined ? [] : [party] },
    { text, voices: readersIn(rounds, round).readers },
  ])
  const asked = [
    ...draft,
    ...consulted.flatMap(({ question, annex, summary, invited }) =>
      [question, annex, summary].map((text) => ({ text, voices: invited })),
    ),
    ...input,
  ].reduce(withAsked, before)
  return asked.length > 0 ? { asked } : {}
}

function answersAfter(before: RecordedAnswer[] = [], { commit }: RowInput): { answers?: RecordedAnswer[] } {
  const answers = [
    ...before,
    ...answersIn(commit).map(({ type, visibility, readers, ...answer }): RecordedAnswer => answer),
  ]
  return answers.length > 0 ? { answers } : {}
}

/** Under the Chatham House Rule the text of an answer is for more than its event, which says whose it is. */
function answerTexts({ commit }: RowInput): NamedText[] {
  const { rounds = [] } = contextOf("activity", commit) ?? {}
  return answersIn(commit).flatMap(({ text, round, visibility = "public" }) => {
    const readers = readersIn(rounds, round)
    return readers.visibility === visibility ? [] : [{ hash: text, visibility: readers.visibility }]
  })
}

function keysAfter(before: string[] = [], { commit }: RowInput): { keys?: string[] } {
  const issued = eventsOf(commit).flatMap((event) => (event.type === "KeyIssued" ? event.key.replace(/^key-/, "") : []))
  const keys = [...before, ...issued]
  return keys.length > 0 ? { keys } : {}
}

function answersIn(commit: RowInput["commit"]) {
  return eventsOf(commit).filter((event) => event.type === "InputRecorded")
}

function readersIn(rounds: activity.Context["rounds"], round: number): Audience {
  return readersOfInput(rounds[round - 1] ?? { invited: [] })
}

/** Those who were asked before are named once, whatever else they are asked. */
function withAsked(
  before: AskedReaders[],
  { text, voices = [] }: { text?: string | undefined; voices?: readonly string[] | undefined },
): AskedReaders[] {
  if (text === undefined || voices.length === 0) return before
  const same = before.find((each) => each.voices.join() === voices.join())
  if (!same) return [...before, { voices: [...voices], texts: [text] }]
  return before.map((each) => (each === same ? { ...same, texts: [...new Set([...each.texts, text])] } : each))
}

/** What was said of a text is the committee's until it is agreed; from then on it is everyone's, with what led to it. */
function agreedTexts({ commit, events }: RowInput): NamedText[] {
  const { agreed, drafts = [], rounds = [] } = contextOf("activity", commit) ?? {}
  if (!agreed || !events.some(({ type }) => ends.includes(type))) return []
  const texts = [
    drafts[agreed.draft - 1],
    ...rounds.flatMap(({ question, annex, summary }) => [question, annex, summary]),
  ]
  return texts.flatMap((hash) => (hash ? [{ hash, visibility: "public" }] : []))
}

const ends = ["Agreed", "SilencePassed", "Concluded"]
