import type { Commit } from "@demarche/engine"
import type { activity, notice, output, plan as planWorkflow } from "@demarche/workflows"
import { originOf } from "../read-model/byKind.ts"
import { workingDays } from "../time/workingDays.ts"
import { endOfDay } from "../time/zone.ts"
import { type Addressed, addressedIn } from "./addressed.ts"
import { wantsClass } from "./mailClasses.ts"
import { type NotificationKind, notificationKinds, notifications } from "./notificationKinds.ts"
import type { NotificationRule } from "./notificationRule.ts"
import { addressedPerson } from "./readerNow.ts"
import { type NotificationReader, type Recipient, readerFor } from "./recipients.ts"
import { nextDaytime, nextDigest } from "./sendingTimes.ts"

/**
 * The command that queues a notification, and its name, which says what it is about and for whom, so that it is queued once.
 * The name tells a person: the stream is called by its keyed form.
 */
export interface QueueNotification {
  name: string
  command: { type: "queue" } & notice.NoticeFields
}

/** What a kind's rule decides of every notification of that kind; `near`, a deadline of the item is. */
export function fieldsOf(
  kind: NotificationKind,
  near = false,
): Pick<notice.NoticeFields, "kind" | "mandatory" | "digest"> {
  const { class: mailClass, send } = notifications[kind]
  const digest = send === "digest" || (send === "turn" && !near)
  return { kind, ...(mailClass === "mandatory" && { mandatory: true }), ...(digest && { digest: true }) }
}

/** The kinds that each event of the record calls for. */
const kindsOfEvent: ReadonlyMap<string | undefined, readonly NotificationKind[]> = Map.groupBy(
  notificationKinds,
  (kind) => notifications[kind].when.event,
)

/** The kinds that each event calls for beside, where it came by the link of a letter. */
const kindsByLetter: ReadonlyMap<string, readonly NotificationKind[]> = new Map(
  [...new Set(notificationKinds.flatMap((kind) => notifications[kind].when.byLetter ?? []))].map((event) => [
    event,
    notificationKinds.filter((kind) => notifications[kind].when.byLetter?.includes(event)),
  ]),
)

/** The commit's events that call for notifications; one that is not public does only where its recipients may see it. */
export function notifyingEvents(commit: Commit) {
  const { byLetter } = originOf(commit)
  return commit.events.flatMap(({ value }) => {
    const kinds = [...(kindsOfEvent.get(value.type) ?? []), ...((byLetter && kindsByLetter.get(value.type)) ?? [])]
    return kinds.filter((kind) => !value.visibility || notifications[kind].restricted)
  })
}

/**
 * The notifications that a commit calls for, one for each recipient of each of its events; whoever is on vacation is notified
 * through their deputy. Whoever acted is notified too, since the letter is the record that everyone has. That it is somebody's
 * turn is told to those who are not told of the act otherwise.
 * @param plan the plan as it is where the commit's stream lies
 */
export function notificationsOf(commit: Commit, plan: planWorkflow.Context): QueueNotification[] {
  const all = notifyingEvents(commit).map((kind, index) => ({
    kind,
    found: notificationsOfKind(commit, plan, kind, index),
  }))
  const told = new Set<string>()
  const isTurn = ({ kind }: { kind: NotificationKind }) => notifications[kind].send === "turn"
  return [...all.filter((each) => !isTurn(each)), ...all.filter(isTurn)].flatMap((each) => {
    const untold = each.found.filter(({ command }) => !isTurn(each) || !told.has(addressedPerson(command)))
    for (const { command } of untold) told.add(addressedPerson(command))
    return untold
  })
}

function notificationsOfKind(
  commit: Commit,
  plan: planWorkflow.Context,
  kind: NotificationKind,
  index: number,
): QueueNotification[] {
  const { recipients, date, when, address, once } = notifications[kind]
  const context = contextOf(commit)
  const { due } = context
  if (date === "due" && !due) return []
  const now = commit.recorded
  const id = commit.stream.slice(commit.stream.indexOf(":") + 1)
  const [, code = "plan"] = id.split(".")
  const item = addressedIn(context, commit)
  const until = endOf(item, date)
  const near = isNear(plan, now, context)
  const place = once ?? (index === 0 ? commit.version : `${commit.version}-${index + 1}`)
  return recipients(plan, now, item)
    .filter((person) => wantsClass(person, kind))
    .map((person) => {
      const { reader, onBehalfOf }: NotificationReader = address
        ? { reader: person }
        : readerFor(plan, person, now, recipients)
      return {
        name: `n-${code}-${place}-${person.id}`,
        command: {
          type: "queue",
          recipient: reader.id,
          about: `${id}@${commit.version}`,
          ...fieldsOf(kind, near),
          ...(when.step && { step: when.step }),
          notBefore: sendingTime(plan, reader, now, near ? "daytime" : "digest", kind),
          ...(until && { until }),
          ...(date === "due" && due && { due: due.on }),
          ...(onBehalfOf && { onBehalfOf }),
          ...(address === "former" && { formerAddress: item.readdressed?.formerAddress }),
        },
      }
    })
}

/** The earliest instant (UTC) at which a person is sent a notification that was called for at `now`; `turn`, how one of a turn is. */
function sendingTime(
  plan: planWorkflow.Context,
  reader: Recipient,
  now: string,
  turn: "daytime" | "digest",
  kind: NotificationKind,
): string {
  const { send } = notifications[kind]
  if (send === "immediately") return now
  return (send === "turn" ? turn : send) === "digest" ? nextDigest(plan, reader, now) : nextDaytime(plan, reader, now)
}

/** How many working days before a deadline of its item somebody hears at once that it is their turn. */
const NEAR = 3

function isNear(plan: planWorkflow.Context, now: string, { due, silence, rounds = [] }: NotifiedContext): boolean {
  const ends = [due && endOfDay(due.on, plan.zone), silence?.until.at, ...rounds.map(({ closes }) => closes.at)]
  return ends.some((end) => end && end > now && workingDays(plan, now, end) <= NEAR)
}

type NotifiedContext = Partial<activity.Context & output.Context>

/** The instant (UTC) from which on a notification about that date has nothing to say; undefined for a due date, which may pass. */
function endOf(
  { silence, rounds = [], round = rounds.length }: NotifiedContext & Pick<Addressed, "round">,
  date: NotificationRule["date"],
) {
  if (date === "silence") return silence?.until.at
  return date === "consultation" ? rounds[round - 1]?.closes.at : undefined
}

function contextOf({ state }: Commit): NotifiedContext {
  return (state as { context: NotifiedContext }).context // the store does not know which workflow's state it keeps
}
