import type { activity, output, plan as planWorkflow } from "@demarche/workflows"

// What the file of a following plan is written from.

/** An item as it is recorded: its id without the plan's, its version, what it was planned with, and how it stands. */
interface CarriedItem<Fields, Context> {
  code: string
  version: number
  fields: Fields
  context: Context
}
export type CarriedActivity = CarriedItem<activity.Planned, activity.Context>
export type CarriedOutput = CarriedItem<output.Promised, output.Context>

/** What the entries of items are written with, beside the item. */
export interface NextContext extends Remaining {
  /** The ids of the plan's actors, and of the deliverables that are carried over. */
  actors: ReadonlySet<string>
  deliverables: ReadonlySet<string>
  /** The first of the plan's tracks. */
  track: string
  /** What says where an item comes from. */
  source: (item: { code: string; version: number }) => string
}

/** A plan as it is ending, with those of its items that are carried over. */
export interface EndingPlan {
  fields: planWorkflow.Proposed
  context: planWorkflow.Context
  /** Its people, as far as whoever asks may know of them. */
  people: { id: string; name: string; salutation?: string | undefined; address?: string | undefined }[]
  activities: CarriedActivity[]
  outputs: CarriedOutput[]
}

/** The cycle that follows: the plan's id, what the cycle is called, its first day, and the id of the date that ends it. */
export interface NextCycle {
  id: string
  label: string
  startsOn: string
  endsAt: string
  title?: string | undefined
}

/** What the file does not say, or says only because the plan before it did: what it is, and of which entries. */
export interface Unsaid {
  what: "title" | "end" | "addresses" | "people" | "dates" | "track"
  ids: string[]
}

/** The words of the file that are not the plan's: where an item comes from, why a mandate is assumed to go on, the comment at its head. */
export interface NextWords {
  source: (item: { code: string; version: number }) => string
  ended: (day: string) => string
  head: (unsaid: Unsaid[]) => string
}

/** What of a plan goes on in the following one, and from which day. */
export interface Remaining {
  /** The first day of the following cycle. */
  from: string
  /** The ids, as files have them, of the dates, and of the activities and outputs, that are in the following plan. */
  events: ReadonlySet<string>
  items: ReadonlySet<string>
}

/** A date as the following plan's file has it. */
export interface NextEvent {
  id: string
  title: string
  titles?: object | undefined
  dates?: object | undefined
}
