export { classOf, mailClasses } from "./notifications/mailClasses.ts"
export { kindNamed, type NotificationKind, notifications } from "./notifications/notificationKinds.ts"
export { notificationsOf, notifyingEvent, type QueueNotification } from "./notifications/notificationsOf.ts"
export { itemKinds, type OpenItem, openItemOf } from "./notifications/openItems.ts"
export { type Recipient, zoneOf } from "./notifications/recipients.ts"
export { nextReminder, type ReminderInterval, remindersIn, stillCalledFor } from "./notifications/reminders.ts"
export {
  type ContextOf,
  contextOf,
  type EventOf,
  eventsOf,
  type Kind,
  originOf,
  type StateOf,
} from "./read-model/byKind.ts"
export { concerns, meetingDates, type PersonalFilter } from "./read-model/dates.ts"
export { activityReading, type ItemKind, type ReadingInput, type Readings, readings } from "./read-model/readings.ts"
export { bodyOf, type RowBody, storedBodyAfter } from "./read-model/row.ts"
export { type DecisionCase, factsFor, type OutputPromise } from "./rules/facts.ts"
export { covers, mandateCovers } from "./rules/mandates.ts"
export { type Reaction, type ReactionContext, reactionsTo } from "./rules/reactions.ts"
export { DeadlineError } from "./time/deadline.ts"
export { addDays, endOfQuarter, quarterOf } from "./time/due.ts"
export { at, dayOf, type OffsetChange, offsetChanges, zoneExists } from "./time/zone.ts"
