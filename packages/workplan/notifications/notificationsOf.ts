import type { Commit } from "@demarche/engine"
import type { activity, notice, output, plan as planWorkflow } from "@demarche/workflows"
import { wantsClass } from "./mailClasses.ts"
import { type NotificationKind, notificationKinds, notifications } from "./notificationKinds.ts"
import { addressedIn, type Recipient, readerFor } from "./recipients.ts"
import { nextDaytime, nextDigest } from "./sendingTimes.ts"

/**
 * The command that queues a notification, and its name, which says what it is about and for whom, so that it is queued once.
 * The name tells a person: the stream is called by its keyed form.
 */
export interface QueueNotification {
  name: string
  command: { type: "queue" } & notice.NoticeFields
}

/** What a kind's rule decides of every notification of that kind. */
export function fieldsOf(kind: NotificationKind): Pick<notice.NoticeFields, "kind" | "mandatory" | "digest"> {
  const { class: mailClass, send } = notifications[kind]
  return { kind, ...(mailClass === "mandatory" && { mandatory: true }), ...(send === "digest" && { digest: true }) }
}

/** The kind that each event of the record calls for. */
const kindOfEvent: ReadonlyMap<string, NotificationKind> = new Map(
  notificationKinds.flatMap((kind) => {
    const { event } = notifications[kind].when
    return event ? [[event, kind]] : []
  }),
)

/** The commit's events that call for notifications; one that is not public does only where its recipients may see it. */
export function notifyingEvents({ events }: Commit) {
  return events.flatMap(({ value }) => {
    const kind = kindOfEvent.get(value.type)
    return kind && (!value.visibility || notifications[kind].restricted) ? [kind] : []
  })
}

/**
 * The notifications that a commit calls for, one for each recipient of each of its events; whoever is on vacation is notified
 * through their deputy. Whoever acted is notified too, since the letter is the record that everyone has.
 * @param plan the plan as it is where the commit's stream lies
 */
export function notificationsOf(commit: Commit, plan: planWorkflow.Context): QueueNotification[] {
  return notifyingEvents(commit).flatMap((kind, index) => notificationsOfKind(commit, plan, kind, index))
}

function notificationsOfKind(
  commit: Commit,
  plan: planWorkflow.Context,
  kind: NotificationKind,
  index: number,
): QueueNotification[] {
  const { recipients, date, when } = notifications[kind]
  const context = contextOf(commit)
  const { due } = context
  if (date === "due" && !due) return []
  const now = commit.recorded
  const id = commit.stream.slice(commit.stream.indexOf(":") + 1)
  const [, code = "plan"] = id.split(".")
  const until = endOf(context, date)
  const place = index === 0 ? commit.version : `${commit.version}-${index + 1}`
  return recipients(plan, now, addressedIn(context))
    .filter((person) => wantsClass(person, kind))
    .map((person) => {
      const { reader, onBehalfOf } = readerFor(plan, person, now, recipients)
      return {
        name: `n-${code}-${place}-${person.id}`,
        command: {
          type: "queue",
          recipient: reader.id,
          about: `${id}@${commit.version}`,
          ...fieldsOf(kind),
          ...(when.step && { step: when.step }),
          notBefore: sendingTime(kind, plan, reader, now),
          ...(until && { until }),
          ...(date === "due" && due && { due: due.on }),
          ...(onBehalfOf && { onBehalfOf }),
        },
      }
    })
}

/** The earliest instant (UTC) at which a person is sent a notification that was called for at `now`. */
function sendingTime(kind: NotificationKind, plan: planWorkflow.Context, reader: Recipient, now: string): string {
  const { send } = notifications[kind]
  if (send === "immediately") return now
  return send === "digest" ? nextDigest(plan, reader, now) : nextDaytime(plan, reader, now)
}

type NotifiedContext = Partial<activity.Context & output.Context>

/** The instant (UTC) from which on a notification about that date has nothing to say; undefined for a due date, which may pass. */
function endOf({ silence, rounds }: NotifiedContext, date: "due" | "silence" | "consultation" | undefined) {
  if (date === "silence") return silence?.until.at
  return date === "consultation" ? rounds?.at(-1)?.closes.at : undefined
}

function contextOf({ state }: Commit): NotifiedContext {
  return (state as { context: NotifiedContext }).context // the store does not know which workflow's state it keeps
}
