import type { BodyOf, Event, View } from "@demarche/engine"
import { activity, notice } from "@demarche/workflows"

/** What a stream's row holds beside its place: the fields the item was planned with, its stored state, and since when. */
export interface Body {
  /** The item's own fields as first written, with every amendment since. */
  planned: Record<string, unknown>
  /** The state as stored, so that a list can apply what time decided since. */
  state: unknown
  /** The instant (UTC) at which the present public state was entered. */
  since: string
  public: string | undefined
  /** The next instant at which time decides something. */
  deadline?: string
  /** The hashes of the texts its events name, and who may see them. */
  texts: { hash: string; visibility: string }[]
}

const planning = new Set([
  "ActivityPlanned",
  "ActivityAmended",
  "OutputPromised",
  "OutputAmended",
  "PlanProposed",
  "PlanAmended",
  "RequestSubmitted",
  "NoticeQueued",
])
const TEXT = /^[A-Za-z0-9_-]{43}$/
const textFields = ["text", "summary", "finding", "details", "letter"]

/** The next deadline of a kind of stream, from its own workflow. */
const deadlines: Record<string, (view: View) => { at: string }[]> = {
  activity: (view) => activity.deadlines(view as View<activity.Context>),
  notice: (view) => notice.deadlines(view as View<notice.Context>),
}

/** Row bodies per kind of stream. Keys (`access`) leave none: they are looked up by their own stream. */
export const bodyOf: Readonly<Record<string, BodyOf>> = Object.fromEntries(
  ["activity", "notice", "output", "plan", "request"].map((kind) => [
    kind,
    (
      previous: unknown,
      events: Event[],
      view: View,
      { state, happened }: { state: unknown; happened: string },
    ): Body => {
      const before = previous as Body | undefined
      const deadline = (deadlines[kind]?.(view) ?? []).map(({ at }) => at).sort()[0]
      return {
        planned: events.reduce(plannedWith, before?.planned ?? {}),
        state,
        since: before && before.public === view.state ? before.since : happened,
        public: view.state,
        ...(deadline && { deadline }),
        texts: [...(before?.texts ?? []), ...events.flatMap(textsOf), ...agreedText(events, view)],
      }
    },
  ]),
)

function plannedWith(planned: Record<string, unknown>, event: Event): Record<string, unknown> {
  if (!planning.has(event.type)) return planned
  const { type, visibility, ...fields } = event as Event & Record<string, unknown>
  return { ...planned, ...fields }
}

function textsOf(event: Event): Body["texts"] {
  const fields = event as Event & Record<string, unknown>
  return textFields.flatMap((field) => {
    const hash = fields[field]
    return typeof hash === "string" && TEXT.test(hash) && event.type !== "TextRedacted"
      ? [{ hash, visibility: event.visibility ?? (event.type === "DraftAdded" ? "committee" : "public") }]
      : []
  })
}

/** A draft is the committee's until it is agreed; from then on it is everyone's. */
function agreedText(events: Event[], view: View): Body["texts"] {
  const { agreed, drafts } = view.context as Partial<activity.Context>
  const text = agreed && drafts?.[agreed.draft - 1]
  return text && events.some(({ type }) => type === "Agreed" || type === "SilencePassed")
    ? [{ hash: text, visibility: "public" }]
    : []
}
