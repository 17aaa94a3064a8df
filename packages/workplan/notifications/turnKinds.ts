import { waitsEnd } from "./countdowns.ts"
import type { NotificationRule } from "./notificationRule.ts"
import { awaited, holders, responsible, responsibleInCommittee, whoseChecks } from "./recipients.ts"
import { sameDueDate, silenceRuns, waitPassed } from "./stillDue.ts"
import {
  nextAndSecretariat,
  responsibleAnew,
  responsibleByThat,
  responsibleOnce,
  whoIsNext,
  whoIsNextBeside,
  whoseTurn,
  whoseTurnItWas,
} from "./turnRecipients.ts"

/** What every kind has by which somebody hears that it is their turn; each says its one sentence. */
const turn = { about: ["activity"], class: "turns", send: "turn", section: "news" } as const

/** And every kind by which somebody hears that they answer for an item from now on, by whatever act. */
const responsibility = {
  ...turn,
  recipients: responsibleByThat,
  text: { subject: "letters.what.OwnerAssigned", lead: "OwnerAssigned", more: [], why: "turn" },
} as const

/** And every kind by which somebody hears that a draft now lacks an advice or a sign-off of their office. */
const checks = {
  ...turn,
  recipients: whoseChecks,
  text: { subject: "letters.what.checksAwaited", lead: "checksAwaited", more: [], why: "checks" },
} as const

/** The part of the table of notifications that tells whose turn it is by now, or that it is nobody's any more. */
export const turnKinds = {
  ConsultationClosed: {
    ...turn,
    when: { event: "ConsultationClosed" },
    recipients: responsible,
    text: { subject: "letters.what.ConsultationClosed", lead: "ConsultationClosed", more: [], why: "turn" },
  },
  StepPassed: {
    ...turn,
    draft: "underSilence",
    when: { event: "StepPassed" },
    recipients: nextAndSecretariat,
    text: {
      subject: "letters.what.StepPassed",
      lead: "StepPassed",
      more: ["nextStep", "objectionsOpen"],
      why: "silenceEnd",
    },
  },
  StepTaken: {
    ...turn,
    when: { event: "StepTaken" },
    recipients: whoIsNext,
    text: {
      subject: "letters.what.StepTaken",
      lead: "StepTaken",
      more: ["nextStep", "objectionsOpen"],
      why: "nextStep",
    },
  },
  DraftCleared: {
    ...turn,
    when: { event: "DraftCleared" },
    recipients: whoIsNext,
    text: {
      subject: "letters.what.DraftCleared",
      lead: "DraftCleared",
      more: ["nextStep", "objectionsOpen"],
      why: "nextStep",
    },
  },
  NotAdopted: {
    ...turn,
    when: { event: "NotAdopted" },
    recipients: responsibleOnce("broken"),
    text: { subject: "letters.what.NotAdopted", lead: "NotAdopted", more: [], why: "turn" },
  },
  turnVoided: {
    ...turn,
    draft: "underSilence",
    when: { event: "SilenceVoided" },
    recipients: responsibleOnce("void"),
    text: { subject: "substates.void", lead: "turnVoided", more: [], why: "turn" },
  },
  turnRetracted: {
    ...turn,
    draft: "underSilence",
    when: { event: "StepsRetracted" },
    recipients: whoIsNextBeside,
    text: { subject: "letters.what.StepsRetracted", lead: "StepsRetracted", more: ["StepsRetracted"], why: "nextStep" },
  },
  DraftAdded: {
    ...turn,
    when: { event: "DraftAdded" },
    recipients: responsibleAnew,
    text: { subject: "letters.what.DraftAdded", lead: "DraftAdded", more: [], why: "turn" },
  },
  checksOfDraft: {
    ...checks,
    when: { event: "DraftAdded" },
  },
  checksAfterSilence: {
    ...checks,
    when: { event: "StepPassed" },
  },
  checksAfterStep: {
    ...checks,
    when: { event: "StepTaken" },
  },
  ReturnedToConsultation: {
    ...turn,
    when: { event: "ReturnedToConsultation" },
    recipients: responsible,
    text: { subject: "letters.what.ReturnedToConsultation", lead: "ReturnedToConsultation", more: [], why: "turn" },
  },
  OwnerAssigned: {
    ...responsibility,
    about: ["activity", "output"],
    when: { event: "OwnerAssigned" },
  },
  turnAmended: {
    ...responsibility,
    when: { event: "ActivityAmended" },
  },
  turnOfOutputAmended: {
    ...responsibility,
    about: ["output"],
    when: { event: "OutputAmended" },
  },
  turnConfirmed: {
    ...responsibility,
    about: ["activity", "output"],
    when: { event: "ValueConfirmed" },
  },
  turnWaits: {
    ...turn,
    when: { event: "Linked" },
    recipients: awaited,
    text: { subject: "letters.what.turnWaits", lead: "turnWaits", more: [], why: "nextStep" },
  },
  turnWaitEnded: {
    ...turn,
    when: { event: "WaitEnded" },
    recipients: responsible,
    text: { subject: "letters.what.turnWaitEnded", lead: "turnWaitEnded", more: [], why: "turn" },
  },
  turnWaitPassed: {
    ...turn,
    when: { countdown: waitsEnd },
    stillDue: waitPassed,
    recipients: responsible,
    text: { subject: "letters.what.turnWaitPassed", lead: "turnWaitPassed", more: [], why: "turn" },
  },
  ObjectionRaised: {
    ...turn,
    draft: "underSilence",
    when: { event: "ObjectionRaised" },
    restricted: true,
    recipients: responsibleInCommittee,
    text: { subject: "letters.what.ObjectionRaised", lead: "ObjectionRaised", more: [], why: "turn" },
  },
  ObjectionWithdrawn: {
    ...turn,
    when: { event: "ObjectionWithdrawn" },
    restricted: true,
    recipients: responsibleInCommittee,
    text: { subject: "letters.what.ObjectionWithdrawn", lead: "ObjectionWithdrawn", more: [], why: "turn" },
  },
  ObjectionResolved: {
    ...turn,
    when: { event: "ObjectionResolved" },
    restricted: true,
    recipients: responsibleInCommittee,
    text: { subject: "letters.what.ObjectionResolved", lead: "ObjectionResolved", more: [], why: "turn" },
  },
  MoreTimeRequested: {
    ...turn,
    when: { event: "MoreTimeRequested" },
    restricted: true,
    recipients: holders("coordinator", "secretariat"),
    send: "daytime",
    text: { subject: "letters.what.MoreTimeRequested", lead: "MoreTimeRequested", more: [], why: "turn" },
  },
  SilenceEndClosed: {
    ...turn,
    draft: "underSilence",
    when: { event: "SilenceEndClosed" },
    recipients: holders("secretariat"),
    send: "daytime",
    date: "silence",
    stillDue: silenceRuns,
    offers: "extendSilence",
    text: { subject: "letters.what.SilenceEndClosed", lead: "SilenceEndClosed", more: [], why: "turn" },
  },
  Reopened: {
    ...turn,
    when: { event: "Reopened" },
    recipients: responsible,
    text: { subject: "letters.what.Reopened", lead: "Reopened", more: [], why: "turn" },
  },
  turnDeferred: {
    ...turn,
    when: { event: "Deferred" },
    recipients: whoseTurnItWas,
    text: { subject: "states.deferred", lead: "turnDeferred", more: [], why: "turn" },
  },
  turnResumed: {
    ...turn,
    when: { event: "Resumed" },
    recipients: whoseTurn,
    text: { subject: "letters.what.turnResumed", lead: "turnResumed", more: [], why: "nextStep" },
  },
  turnCancelled: {
    ...turn,
    when: { event: "Cancelled" },
    recipients: whoseTurnItWas,
    text: { subject: "states.cancelled", lead: "turnCancelled", more: [], why: "turn" },
  },
  turnSuperseded: {
    ...turn,
    when: { event: "Superseded" },
    recipients: whoseTurnItWas,
    text: { subject: "states.superseded", lead: "turnSuperseded", more: [], why: "turn" },
  },
  DueSet: {
    ...turn,
    about: ["activity", "output"],
    when: { event: "DueSet", step: "moved" },
    recipients: responsible,
    class: "due",
    send: "digest",
    section: "coming",
    date: "due",
    stillDue: sameDueDate,
    text: {
      subject: "letters.what.due",
      lead: { before: "before", on: "on", overdue: "overdue" },
      more: [],
      why: "due",
    },
  },
  CommentMade: {
    ...turn,
    when: { event: "CommentMade" },
    restricted: true,
    recipients: responsibleInCommittee,
    send: "digest",
    text: { subject: "letters.what.CommentMade", lead: "CommentMade", more: [], why: "turn" },
  },
  Fulfilled: {
    ...turn,
    about: ["output"],
    when: { event: "Fulfilled" },
    recipients: responsible,
    send: "digest",
    text: { subject: "states.fulfilled", lead: "Fulfilled", more: [], why: "turn" },
  },
} as const satisfies Record<string, NotificationRule>
