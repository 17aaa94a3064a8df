import type { Event, RowInput, View } from "@demarche/engine"
import type { activity } from "@demarche/workflows"
import { type PublishedDates, publishedDatesAfter } from "./publishedDates.ts"

/** What a stream's row holds beside its place: the fields the item was planned with, its stored state, and since when. */
export interface RowBody {
  /** The item's own fields as first written, with every amendment since. */
  planned: Record<string, unknown>
  /** The state as stored, so that a list can apply what time decided since. */
  state: unknown
  /** The instant (UTC) at which the present public state was entered. */
  since: string
  public: string | undefined
  /** The hashes of the texts its events name, and who may see them. */
  texts: { hash: string; visibility: string }[]
  /** Missing in rows written before it was kept. */
  announced?: PublishedDates
}

/** The row's body after one more commit, whatever the workflow. */
export function rowBodyAfter(input: RowInput): RowBody {
  const { previous, commit, events, view } = input
  const before = previous as RowBody | undefined
  return {
    planned: events.filter(({ type }) => !before || type.endsWith("Amended")).reduce(withFields, before?.planned ?? {}),
    state: commit.state,
    since: before && before.public === view.state ? before.since : commit.happened,
    public: view.state,
    texts: [...(before?.texts ?? []), ...events.flatMap(textsOf), ...agreedText(events, view)],
    announced: publishedDatesAfter(before?.announced, input),
  }
}

const TEXT = /^[A-Za-z0-9_-]{43}$/
const textFields = ["text", "summary", "finding", "details", "letter"]

function withFields(planned: Record<string, unknown>, event: Event): Record<string, unknown> {
  const { type, visibility, ...fields } = event as Event & Record<string, unknown>
  return { ...planned, ...fields }
}

function textsOf(event: Event): RowBody["texts"] {
  const fields = event as Event & Record<string, unknown>
  return textFields.flatMap((field) => {
    const hash = fields[field]
    return typeof hash === "string" && TEXT.test(hash) && event.type !== "TextRedacted"
      ? [{ hash, visibility: event.visibility ?? (event.type === "DraftAdded" ? "committee" : "public") }]
      : []
  })
}

/** A draft is the committee's until it is agreed; from then on it is everyone's. */
function agreedText(events: Event[], view: View): RowBody["texts"] {
  const { agreed, drafts } = view.context as Partial<activity.Context>
  const text = agreed && drafts?.[agreed.draft - 1]
  const now = events.some(({ type }) => type === "Agreed" || type === "SilencePassed")
  return text && now ? [{ hash: text, visibility: "public" }] : []
}
