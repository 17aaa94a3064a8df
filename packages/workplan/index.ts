export { Calendar, hours, inOfficeHours, workingDays } from "./calendar.ts"
export { type Case, factsFor, type OutputPromise } from "./caseFacts.ts"
export { readDeadline, silenceFacts } from "./deadline.ts"
export { draftText } from "./draftText.ts"
export { effectiveDue, endOfQuarter, isOverdue, Meeting, quarterOf, startOfQuarter } from "./due.ts"
export { DeadlineError, type Issue, PlanFileError } from "./errors.ts"
export { mandateCovers, policyOf } from "./facts.ts"
export {
  type ActivityItem,
  activitiesOf,
  calendarOf,
  type Mention,
  meetingsOf,
  membersOf,
  outputDueRules,
} from "./items.ts"
export { parsePlan } from "./parse.ts"
export { HeldOffice, Person } from "./people.ts"
export { type Activity, type Output, PlanFile, type TimelineLine } from "./planFile.ts"
export { type Difference, differences, importOf, type PlanImport, type Step } from "./planImport.ts"
export { type Reaction, reactionsTo, type Surroundings } from "./reactions.ts"
export { activityReading, outputReading, type Reading, requestReading } from "./reading.ts"
export { ActivityReading, OutputReading, RequestReading } from "./readingForms.ts"
export { type Body, bodyOf, projects } from "./rows.ts"
export type { Stated } from "./stated.ts"
export { Warning } from "./warnings.ts"
export { dayOf, endOfDay, startOfDay, Zone } from "./zone.ts"
