import type { plan } from "@demarche/workflows"
import type { NotifyingEvent } from "@demarche/workflows/catalogue"
import type { Countdown } from "./countdowns.ts"
import type { OpenItem } from "./openItems.ts"
import type { Recipients } from "./recipients.ts"
import type { StillDue } from "./stillDue.ts"

/** All that distinguishes one kind of notification from another: the columns of the table in `notificationKinds.ts`. */
export interface NotificationRule<Text = NotificationText> {
  /** The kinds of stream that it may be about. */
  about: readonly ("activity" | "output" | "request" | "plan" | "webhook")[]
  /** The draft that its link opens: the one that is or was under silence; else the newest. */
  draft?: "underSilence"
  /**
   * What calls for it: an event of the record, the dates that an item counts down to, or both. `step`, the name of a
   * reminder, is what a notification of the event has in its place.
   */
  when: {
    event?: NotifyingEvent
    step?: string
    /** Events that call for it where they came by the link of a letter. */
    byLetter?: readonly NotifyingEvent[]
    countdown?: (item: OpenItem, plan: plan.Context) => Countdown[]
  }
  /** Its recipients may see the event even where it is not public; of other kinds nothing is sent then. */
  restricted?: true
  recipients: Recipients
  /** It is about the address of its recipients, whose deputies do not read it, and goes to that which they have now or had before. */
  address?: "own" | "former"
  /** What it is called in a person's name for it, of which they are told once in all of a plan, by whichever kind is first. */
  once?: string
  /** The office in whose name its letter is signed; the coordinators, where it says nothing. */
  signedBy?: "coordinator" | "secretariat"
  /** The class of mail that a person can unsubscribe from, or `mandatory`, from which nobody can. */
  class: string
  /**
   * At once, whatever the hour; outside the plan's quiet hours; with the other items of the day in one letter; or so unless a
   * deadline of the item is near, and then outside the quiet hours, to whoever is not told of the same act otherwise.
   */
  send: "immediately" | "daytime" | "digest" | "turn"
  /** The section of a digest it is listed in, unless it is overdue or its date has moved. */
  section: "coming" | "news"
  /** The date it is about: what it lapses with, what the letter shows as a deadline and has attached as a calendar file. */
  date?: "due" | "silence" | "consultation"
  /** Told only to who was told of one of these events before it: what is void before it was told is not told. */
  takesBack?: readonly NotifyingEvent[]
  /** Checked before sending; a kind without it is always sent. */
  stillDue?: StillDue
  /** What the reader can do by a link in the letter, for a party that is asked to answer. */
  actions?: readonly LetterAction[]
  /** What whoever may is offered to do beside, by a link to its form. */
  offers?: "extendSilence"
  text: Text
}

/** Keys of the catalogues' texts. */
export interface NotificationText {
  /** The whole key of what it is called: in a subject, a heading, a line of a digest. */
  subject: string
  /** `letters.lead.KEY`, its first sentence; by whether the due date is still to come, where that changes it. */
  lead: string | Record<DueTime, string>
  /** `letters.more.KEY`, the sentences after it; `answer` is left out where there is no action. */
  more: readonly string[]
  /** `letters.why.KEY`: why the reader receives it. */
  why: string
  /** `letters.labels.KEY`, what a reason on the record is called, where it is not called a reason. */
  reason?: string
}

/** Where a due date lies: in the future, today, in the past. */
export type DueTime = "before" | "on" | "overdue"

export type LetterAction = "support" | "object" | "comment" | "recordInput" | "requestMoreTime"
