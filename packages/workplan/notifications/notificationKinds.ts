import { consultationKinds } from "./consultationKinds.ts"
import { dueDate } from "./countdowns.ts"
import { invitationKinds } from "./invitationKinds.ts"
import type { DueTime, NotificationRule, NotificationText } from "./notificationRule.ts"
import { actingDelegation, holders, readdressed, responsible, whoseClearance } from "./recipients.ts"
import { silenceKinds } from "./silenceKinds.ts"
import { sameDueDate } from "./stillDue.ts"
import { turnKinds } from "./turnKinds.ts"

// A new kind of notification is an entry here and its texts in the two catalogues of packages/i18n, which do not compile
// without them. If nobody was notified of its event before, the bus must deliver it
// (workflows/catalogue.ts): a test compares its list to this table. Step by step: CONTRIBUTING.md#a-notification

/** What the two letters have in common by which somebody hears that their address was changed. */
const address = {
  about: ["plan"],
  when: { event: "PersonUpdated" },
  restricted: true,
  signedBy: "secretariat",
  recipients: readdressed,
  class: "mandatory",
  send: "immediately",
  section: "news",
} as const

const table = {
  due: {
    about: ["activity", "output", "request"],
    when: { event: "DueRecorded", step: "moved", countdown: dueDate },
    recipients: responsible,
    class: "due",
    send: "digest",
    section: "coming",
    date: "due",
    stillDue: sameDueDate,
    text: {
      subject: "letters.what.due",
      lead: { before: "before", on: "on", overdue: "overdue" },
      more: ["due"],
      why: "due",
    },
  },

  ...silenceKinds,

  ...consultationKinds,

  receipt: {
    about: ["activity"],
    when: {
      byLetter: [
        "SupportGiven",
        "ObjectionRaised",
        "LateObjectionRecorded",
        "CommentMade",
        "InputRecorded",
        "MoreTimeRequested",
      ],
    },
    restricted: true,
    recipients: actingDelegation,
    class: "mandatory",
    send: "immediately",
    section: "news",
    text: { subject: "letters.what.receipt", lead: "receipt", more: ["endLinks"], why: "receipt" },
  },

  PartiesUnreached: {
    about: ["activity"],
    when: { event: "PartiesUnreached" },
    restricted: true,
    recipients: holders("secretariat", "coordinator"),
    class: "mandatory",
    send: "immediately",
    section: "news",
    text: {
      subject: "letters.what.PartiesUnreached",
      lead: "PartiesUnreached",
      more: ["unreached", "PartiesUnreached"],
      why: "unreached",
    },
  },
  ClearanceRequested: {
    about: ["activity"],
    when: { event: "ClearanceRequested" },
    recipients: whoseClearance,
    class: "mandatory",
    send: "daytime",
    section: "coming",
    text: { subject: "letters.what.ClearanceRequested", lead: "ClearanceRequested", more: [], why: "clearance" },
  },

  ...turnKinds,

  ...invitationKinds,

  RequestSubmitted: {
    about: ["request"],
    when: { event: "RequestSubmitted" },
    recipients: holders("coordinator"),
    class: "requests",
    send: "daytime",
    section: "coming",
    text: { subject: "letters.what.RequestSubmitted", lead: "RequestSubmitted", more: [], why: "request" },
  },
  RequestAccepted: {
    about: ["request"],
    when: { event: "RequestAccepted" },
    recipients: holders("presidency"),
    class: "requests",
    send: "daytime",
    section: "news",
    text: { subject: "letters.what.RequestAccepted", lead: "RequestAccepted", more: [], why: "request" },
  },
  RequestDeclined: {
    about: ["request"],
    when: { event: "RequestDeclined" },
    recipients: holders("presidency"),
    class: "requests",
    send: "daytime",
    section: "news",
    text: { subject: "letters.what.RequestDeclined", lead: "RequestDeclined", more: [], why: "request" },
  },
  RequestDelivered: {
    about: ["request"],
    when: { event: "RequestDelivered" },
    recipients: holders("presidency"),
    class: "requests",
    send: "daytime",
    section: "news",
    text: {
      subject: "letters.what.RequestDelivered",
      lead: "RequestDelivered",
      more: ["RequestDelivered"],
      why: "request",
    },
  },

  RequestWithdrawn: {
    about: ["request"],
    when: { event: "RequestWithdrawn" },
    recipients: holders("coordinator"),
    class: "requests",
    send: "daytime",
    section: "news",
    text: { subject: "letters.what.RequestWithdrawn", lead: "RequestWithdrawn", more: [], why: "request" },
  },
  RequestEnded: {
    about: ["request"],
    when: { event: "RequestEnded" },
    recipients: holders("presidency"),
    class: "requests",
    send: "daytime",
    section: "news",
    text: { subject: "letters.what.RequestEnded", lead: "RequestEnded", more: [], why: "request" },
  },

  AddressFailed: {
    about: ["plan"],
    when: { event: "AddressFailed" },
    restricted: true,
    recipients: holders("secretariat"),
    signedBy: "secretariat",
    class: "mandatory",
    send: "daytime",
    section: "news",
    text: {
      subject: "letters.what.AddressFailed",
      lead: "AddressFailed",
      more: ["AddressFailed"],
      why: "address",
      reason: "refusal",
    },
  },
  PersonUpdated: {
    ...address,
    address: "own",
    text: { subject: "letters.what.PersonUpdated", lead: "PersonUpdated", more: ["PersonUpdated"], why: "ownAddress" },
  },
  formerAddress: {
    ...address,
    address: "former",
    text: { subject: "letters.what.PersonUpdated", lead: "formerAddress", more: ["formerAddress"], why: "ownAddress" },
  },
  WebhookDisabled: {
    about: ["webhook"],
    when: { event: "WebhookDisabled" },
    restricted: true,
    recipients: holders("secretariat"),
    signedBy: "secretariat",
    class: "mandatory",
    send: "daytime",
    section: "news",
    text: {
      subject: "letters.what.WebhookDisabled",
      lead: "WebhookDisabled",
      more: ["WebhookDisabled"],
      why: "webhook",
    },
  },
} as const satisfies Record<string, NotificationRule>

type NotificationTable = typeof table

/** The name of a kind, as a notification's `kind` is stored. */
export type NotificationKind = keyof NotificationTable

/** The kinds that time calls for. */
export type ReminderKind = {
  [Kind in NotificationKind]: NotificationTable[Kind]["when"] extends { countdown: unknown } ? Kind : never
}[NotificationKind]

/** The classes of mail that a person can unsubscribe from. */
export type MailClass = Exclude<NotificationTable[NotificationKind]["class"], "mandatory">

type NotificationTexts = NotificationTable[NotificationKind]["text"]
export type SubjectKey = NotificationTexts["subject"]
export type LeadKey = Extract<NotificationTexts["lead"], string> | Extract<NotificationTexts["lead"], object>[DueTime]
export type MoreKey = NotificationTexts["more"][number]
export type WhyKey = NotificationTexts["why"]
export type ReasonKey = Extract<NotificationTexts, { reason: string }>["reason"]

/** The text keys of a kind, which the catalogues are known to have. */
interface KnownText extends NotificationText {
  subject: SubjectKey
  lead: LeadKey | Record<DueTime, LeadKey>
  more: readonly MoreKey[]
  why: WhyKey
  reason?: ReasonKey
}

/** The rule of each kind of notification, reminders included. */
export const notifications: Readonly<Record<NotificationKind, NotificationRule<KnownText>>> = table

export const notificationKinds = Object.keys(table) as NotificationKind[] // Object.keys knows no literal types

/** The kind of that name; undefined for a name that is none. */
export function kindNamed(name: string): NotificationKind | undefined {
  return notificationKinds.find((kind) => kind === name)
}
