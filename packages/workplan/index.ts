export { gatherMine } from "./mine/mine.ts"
export type { MineItem } from "./mine/tasks.ts"
export { type Addressed, addressedIn } from "./notifications/addressed.ts"
export { classOf, mailClasses } from "./notifications/mailClasses.ts"
export { kindNamed, type NotificationKind, notifications } from "./notifications/notificationKinds.ts"
export { notificationsOf, notifyingEvents, type QueueNotification } from "./notifications/notificationsOf.ts"
export { type OpenItem, openItemOf } from "./notifications/openItems.ts"
export { addressedPerson, readerNow } from "./notifications/readerNow.ts"
export {
  addressees,
  invited,
  isReachable,
  type NotificationReader,
  type Recipient,
  unreachedOf,
  zoneOf,
} from "./notifications/recipients.ts"
export { nextReminder, type ReminderInterval, remindersIn, stillCalledFor } from "./notifications/reminders.ts"
export { type ContextOf, contextIn, contextOf, originOf } from "./read-model/byKind.ts"
export { concerns, dueInferred, meetingDates, type PersonalFilter } from "./read-model/dates.ts"
export {
  ageOf,
  circulatedBefore,
  type DraftAge,
  draftOf,
  mayReadText,
  type ReadActivity,
} from "./read-model/drafts.ts"
export { paperOf, successorsOf } from "./read-model/papers.ts"
export { type ReadingInput, type Readings, readings } from "./read-model/readings.ts"
export { bodyOf, storedBodyAfter } from "./read-model/row.ts"
export { type ItemKind, itemKinds, statusOf } from "./read-model/status.ts"
export { type DecisionCase, factsFor, givenRules } from "./rules/facts.ts"
export { covers, mandateCovers } from "./rules/mandates.ts"
export type { OutputPromise } from "./rules/paths.ts"
export { procedureOf } from "./rules/procedure.ts"
export type { Reaction, ReactionContext } from "./rules/reaction.ts"
export { erasedBy, looksAround, reactionsTo } from "./rules/reactions.ts"
export { addDays } from "./time/days.ts"
export { asItFalls, DeadlineError } from "./time/deadline.ts"
export { countedFrom, reachesTooFar, touches } from "./time/due.ts"
export { everyRule, periodOf, spanOf } from "./time/periods.ts"
export { at, dayOf, type OffsetChange, offsetChanges, startOfDay, zoneExists } from "./time/zone.ts"
