import type { Commit } from "@demarche/engine"
import type { activity } from "@demarche/workflows"
import { responsibleFor } from "@demarche/workflows/activity/context"
import { asksClearance, checksAwaited, nextStep } from "@demarche/workflows/activity/path"
import type { AskedCheck, Step } from "@demarche/workflows/procedure"
import type { Actor } from "@demarche/workflows/terms"
import * as z from "zod"
import { originOf } from "../read-model/byKind.ts"

interface AddressedRound {
  invited: readonly string[]
  answered?: readonly string[]
  closes?: { at: string }
  summary?: string
  early?: true
}

/** The parts of an item's context that recipients are chosen by; in a reminder, without the parties that have answered. */
export interface Addressed {
  /** Who answers for it before the coordinators do: parties, offices or a person. */
  answering?: readonly string[] | undefined
  silence?: { addressees: readonly string[] } | undefined
  rounds?: readonly AddressedRound[] | undefined
  /** The number of the round that it is about; where it is missing, the latest. */
  round?: number | undefined
  /** Who did what it is about, and for which party. */
  acted?: Pick<Actor, "person" | "party"> | undefined
  /** Whose address was changed, the one that they had before, and the one that they were given, where they were. */
  readdressed?: { person: string; formerAddress: string; address?: string } | undefined
  /** Who was entered in the plan. */
  entered?: string | undefined
  /** The checks that are to be made by now and do not hold. */
  unmet?: readonly AskedCheck[] | undefined
  /** Whether they are asked with a clearance. */
  clearanceAsks?: boolean | undefined
  /** Parts of an activity: the path being run, its next step, and the drafts. */
  running?: activity.Context["running"]
  step?: number | undefined
  authors?: string[] | undefined
  drafts?: string[] | undefined
  begun?: number | undefined
  /** The innermost state that what it is about led to, and the step of the path that comes next there. */
  ledTo?: string | undefined
  next?: Step | undefined
  /** The values of the item that are given or confirmed, by their names. */
  given?: readonly string[] | undefined
  /** What it is said to wait for. */
  awaits?: string | undefined
  /** The innermost state in which an item was that rests or has ended. */
  left?: string | undefined
}

/** What recipients are chosen by, from the context of an item of any kind and the commit that calls for the notification. */
export function addressedIn<C extends Partial<activity.Context>>(
  context: C,
  commit: Pick<Commit, "events" | "origin" | "state">,
): C &
  Pick<
    Addressed,
    | "round"
    | "acted"
    | "readdressed"
    | "entered"
    | "ledTo"
    | "next"
    | "left"
    | "given"
    | "awaits"
    | "unmet"
    | "clearanceAsks"
  > & {
    answering: string[]
  } {
  const { by, facts = {} } = originOf(commit)
  const given = { context, event: { facts } }
  return {
    ...context,
    round: roundIn(commit),
    answering: responsibleFor(context),
    acted: by,
    readdressed: readdressedIn(commit),
    entered: enteredIn(commit),
    ledTo: innermost(commit.state),
    next: nextStep(given),
    unmet: checksAwaited(given),
    clearanceAsks: asksClearance(given),
    left: leftFrom(commit.state),
    given: commit.events.flatMap(({ value: { field, ...values } }) =>
      typeof field === "string" ? [field] : Object.keys(values),
    ),
    awaits: awaitedIn(commit),
  }
}

/** The name of the innermost state of what is stored of one. */
function innermost(state: unknown): string | undefined {
  if (typeof state !== "object" || state === null) return typeof state === "string" ? state : undefined
  return innermost("value" in state ? state.value : Object.values(state)[0])
}

const Remembering = z.object({ historyValue: z.record(z.string(), z.array(z.object({ id: z.string() }))) })

/** The name of the innermost state that a stored one remembers to have left: "clearance" of "activity.open.drafting.clearance". */
function leftFrom(state: unknown): string | undefined {
  const { data } = Remembering.safeParse(state)
  return Object.values(data?.historyValue ?? {})[0]?.[0]
    ?.id.split(".")
    .at(-1)
}

function awaitedIn({ events }: Pick<Commit, "events">): string | undefined {
  return events
    .map(({ value: { relation, target } }) =>
      typeof target === "string" && (relation === "dependsOn" || relation === "waitsFor") ? target : undefined,
    )
    .find((each) => each !== undefined)
}

function readdressedIn({ events }: Pick<Commit, "events">): Addressed["readdressed"] {
  return events
    .map(({ value: { person, formerAddress, address } }) =>
      typeof person === "string" && typeof formerAddress === "string"
        ? { person, formerAddress, ...(typeof address === "string" && { address }) }
        : undefined,
    )
    .find((each) => each !== undefined)
}

/** The person of whom an event says which offices they hold, from the first. */
function enteredIn({ events }: Pick<Commit, "events">): string | undefined {
  const found = events.map(({ value: { person, offices } }) => (Array.isArray(offices) ? person : undefined))
  return found.find((person) => typeof person === "string")
}

/** The number of the round of consultation that a commit is about; undefined where its events name none. */
export function roundIn({ events }: Pick<Commit, "events">): number | undefined {
  return events.map(({ value }) => value.round).find((round) => typeof round === "number")
}
