import type { Commit } from "@demarche/engine"
import type { activity, plan } from "@demarche/workflows"
import { dayOf } from "./zone.ts"

/** A notice to be queued: its stream is named by what it is about and for whom, so that it is queued once. */
export interface Queued {
  stream: string
  command: { type: "queue"; recipient: string; about: string; kind: string; notBefore: string }
}

/** What the members of the committee are told of at once: a silence procedure from opening to end, and a decision. */
const told = new Set([
  "SilenceOpened",
  "SilenceExtended",
  "SilenceVoided",
  "SilenceBroken",
  "SilencePassed",
  "OutcomeRetracted",
  "Agreed",
])

/** The first event of a commit that people are told of, if it has one that is for everyone to see. */
export function toldIn({ events }: Commit) {
  return events.find(({ value }) => told.has(value.type) && !value.visibility)?.value
}

/**
 * The notices that a commit of an activity calls for: one a person who today holds an office for a party that the
 * silence addresses, of the first of its events that is told. None of what is not for everyone to see.
 */
export function noticesOf(commit: Commit, { people, zone }: plan.Context): Queued[] {
  const event = toldIn(commit)
  if (!event) return []
  const id = commit.stream.slice(commit.stream.indexOf(":") + 1)
  const [plan = "", code = ""] = id.split(".")
  const { silence } = (commit.state as { context: activity.Context }).context
  const today = dayOf(commit.recorded, zone)
  const addressed = people.filter(({ offices }) =>
    offices.some(
      ({ party, from, to }) => party && silence?.addressees.includes(party) && from <= today && (!to || today <= to),
    ),
  )
  return addressed.map(({ id: recipient }) => ({
    stream: `notice:${plan}.n-${code}-${commit.version}-${recipient}`,
    command: {
      type: "queue",
      recipient,
      about: `${id}@${commit.version}`,
      kind: event.type,
      notBefore: commit.recorded,
    },
  }))
}
