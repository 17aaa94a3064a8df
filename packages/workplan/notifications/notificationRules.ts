import type { Commit, State } from "@demarche/engine"
import type { StreamName } from "@demarche/event-store"
import type { activity, notice, output, plan } from "@demarche/workflows"
import { telling } from "@demarche/workflows/catalogue"
import {
  atAGoodTime,
  committeeOf,
  inOffice,
  nextDigest,
  type Person,
  readerFor,
  responsible,
  speakingFor,
} from "./recipients.ts"

/** A notice to be queued: its stream is named by what it is about and for whom, so that it is queued once. */
export interface QueueNotification {
  stream: StreamName
  command: { type: "queue" } & notice.Notice
}

interface NotificationRule {
  /** From when on there is nothing left to tell. */
  until?(context: activity.Context): string | undefined
  /** Whom it is told to, in the plan's own order. */
  to(occasion: NotificationContext): Person[]
  mandatory?: true
  /** It is told at any hour: what a silence came to. */
  atOnce?: true
  /** It waits for the day's letter. */
  digest?: true
}
interface NotificationContext {
  plan: plan.Context
  commit: Commit
  now: string
}

const committee: NotificationRule = {
  mandatory: true,
  to({ plan, commit, now }) {
    const { silence } = contextOf<activity.Context>(commit)
    return speakingFor(plan, now, silence?.addressees ?? committeeOf(plan))
  },
}
const opening: NotificationRule = { ...committee, until: ({ silence }) => silence?.until.at }
const outcome: NotificationRule = { ...committee, atOnce: true }
const presidency: NotificationRule = { to: ({ plan, now }) => inOffice(plan, now, ["presidency"]) }

const secretariat: NotificationRule = { mandatory: true, to: ({ plan, now }) => inOffice(plan, now, ["isu"]) }

/** How each event of `telling` is told. */
const notificationRules: Record<string, NotificationRule> = {
  SilenceOpened: opening,
  SilenceExtended: opening,
  SilenceVoided: committee,
  SilenceBroken: outcome,
  SilencePassed: outcome,
  OutcomeRetracted: outcome,
  Agreed: outcome,
  ConsultationOpened: {
    until: ({ rounds }) => rounds.at(-1)?.closes.at,
    to: ({ plan, commit, now }) =>
      speakingFor(plan, now, contextOf<activity.Context>(commit).rounds.at(-1)?.invited ?? []),
  },
  DueRecorded: {
    digest: true,
    to: ({ plan, commit, now }) =>
      contextOf<activity.Context | output.Context>(commit).due
        ? responsible(plan, now, contextOf<activity.Context | output.Context>(commit).owner)
        : [],
  },
  RequestSubmitted: { to: ({ plan, now }) => inOffice(plan, now, ["coordinator"]) },
  RequestAccepted: presidency,
  RequestDeclined: presidency,
  RequestDelivered: presidency,
  AddressFailed: secretariat,
  WebhookDisabled: secretariat,
}

/** The first event of a commit that people are told of, if it has one; nothing that only some may see but what the secretariat is told. */
export function notifyingEvent({ events }: Commit) {
  return events.find(
    ({ value: { type, visibility } }) =>
      telling.includes(type) && (!visibility || notificationRules[type] === secretariat),
  )?.value
}

/**
 * The notices that a commit calls for: one a person, of the first of its events that is told. Who is away is told
 * through their deputy; who acted is told too, since the letter is the record that everyone has.
 */
export function notificationsOf(commit: Commit, plan: plan.Context): QueueNotification[] {
  const event = notifyingEvent(commit)
  const manner = event && notificationRules[event.type]
  if (!event || !manner) return []
  const kind = event.type === "DueRecorded" ? "due" : event.type
  const now = commit.recorded
  const id = commit.stream.slice(commit.stream.indexOf(":") + 1)
  const [planId = "", code = "plan"] = id.split(".")
  return manner.to({ plan, commit, now }).flatMap((person): QueueNotification[] => {
    if (!manner.mandatory && !wantsClass(person, kind)) return []
    const { reader, onBehalfOf } = readerFor(plan, person, now)
    const notBefore = manner.digest ? nextDigest(plan, reader, now) : atAGoodTime(plan, reader, now)
    const { due } = contextOf<activity.Context>(commit)
    const until = manner.until?.(contextOf<activity.Context>(commit))
    return [
      {
        stream: `notice:${planId}.n-${code}-${commit.version}-${person.id}`,
        command: {
          type: "queue",
          recipient: reader.id,
          about: `${id}@${commit.version}`,
          kind,
          notBefore: manner.atOnce ? now : notBefore,
          ...(until && { until }),
          ...(manner.mandatory && { mandatory: true }),
          ...(manner.digest && { digest: true }),
          ...(kind === "due" && due && { step: "moved", due: due.on }),
          ...(onBehalfOf && { onBehalfOf }),
        },
      },
    ]
  })
}

/** The classes of mail that a person may do without, and the kinds of notice in each. */
export const classes: Record<string, readonly string[]> = {
  due: ["due"],
  consultations: ["ConsultationOpened", "consultationCloses"],
  requests: ["RequestSubmitted", "RequestAccepted", "RequestDeclined", "RequestDelivered"],
}

/** The class of mail that a kind of notice is in; undefined for what nobody may do without. */
export function classOf(kind: string): string | undefined {
  return Object.keys(classes).find((name) => classes[name]?.includes(kind))
}

/** Whether the person takes notices of that kind. */
export function wantsClass({ wants }: Person, kind: string): boolean {
  const name = classOf(kind)
  return !name || !wants || wants.includes(name)
}

function contextOf<Context>({ state }: Commit): Context {
  return (state as State).context as Context
}
