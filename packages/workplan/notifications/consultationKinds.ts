import { consultationClosings } from "./countdowns.ts"
import type { NotificationRule } from "./notificationRule.ts"
import { cutShort, invited, invitedStill } from "./recipients.ts"
import { consultationRuns, consultationUnanswered } from "./stillDue.ts"

/** What every kind has by which a consultation speaks to those whom it invites. */
const invitation = { about: ["activity"], class: "consultations" } as const
/** What they are told as long as it runs, and asked for their input. */
const running = {
  ...invitation,
  recipients: invited,
  send: "daytime",
  section: "coming",
  date: "consultation",
  stillDue: consultationRuns,
  actions: ["recordInput", "requestMoreTime"],
} as const
const asks = { more: ["attribution", "consultation"], why: "consultation" } as const
/** What they are told when the activity is off. */
const off = { ...invitation, recipients: invitedStill, send: "daytime", section: "news" } as const
const tells = { more: [], why: "consultation" } as const

/** The part of the table of notifications that is for those who are invited to a consultation. */
export const consultationKinds = {
  ConsultationOpened: {
    ...running,
    when: { event: "ConsultationOpened" },
    text: { ...asks, subject: "letters.what.ConsultationOpened", lead: "ConsultationOpened" },
  },
  consultationCloses: {
    ...running,
    when: { countdown: consultationClosings },
    send: "digest",
    stillDue: consultationUnanswered,
    text: { ...asks, subject: "letters.what.consultationCloses", lead: "consultationCloses" },
  },
  ConsultationExtended: {
    ...running,
    when: { event: "ConsultationExtended" },
    text: { ...asks, subject: "letters.what.ConsultationExtended", lead: "ConsultationExtended" },
  },
  closedEarly: {
    ...off,
    when: { event: "ConsultationClosed" },
    recipients: cutShort,
    text: { ...tells, subject: "letters.what.closedEarly", lead: "closedEarly", more: ["closedEarly"] },
  },
  Cancelled: {
    ...off,
    when: { event: "Cancelled" },
    text: { ...tells, subject: "states.cancelled", lead: "Cancelled" },
  },
  Superseded: {
    ...off,
    when: { event: "Superseded" },
    text: { ...tells, subject: "states.superseded", lead: "Superseded" },
  },
  CarriedOver: {
    ...off,
    when: { event: "CarriedOver" },
    text: { ...tells, subject: "states.carriedOver", lead: "CarriedOver" },
  },
  Deferred: {
    ...off,
    when: { event: "Deferred" },
    text: { ...tells, subject: "states.deferred", lead: "Deferred" },
  },
  Resumed: {
    ...running,
    when: { event: "Resumed" },
    recipients: invitedStill,
    text: { ...asks, subject: "letters.what.Resumed", lead: "Resumed" },
  },
} as const satisfies Record<string, NotificationRule>
