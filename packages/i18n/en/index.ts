import type { StateName, SubstateName } from "@demarche/workflows/stateNames"
import type { ReminderKind } from "@demarche/workplan/notifications/notificationKinds"
import type { SchemaFault } from "../schemaFault.ts"
import type { Times } from "../times.ts"
import { answers } from "./answers.ts"
import { board, outputs } from "./board.ts"
import { cities } from "./cities.ts"
import { decide } from "./decide.ts"
import { desk } from "./desk.ts"
import { due } from "./due.ts"
import { events } from "./events.ts"
import { frame, guide } from "./frame.ts"
import { headline } from "./headline.ts"
import { mine } from "./home.ts"
import { item } from "./item.ts"
import { letters } from "./letters.ts"
import { obstacles, problems } from "./problems.ts"
import { missing, rules } from "./rules.ts"
import { signIn } from "./signIn.ts"
import { start } from "./start.ts"
import { times } from "./times.ts"
import { transitions } from "./transitions.ts"
import { warnings } from "./warnings.ts"
import { kinds, next, wording } from "./wording.ts"

/** The reminders of a due date, and its change. */
type DueStep = "dueBefore" | "dueOn" | "dueOverdue" | "dueMoved"

/** The workflows whose states have texts; a state of another goes by its name. */
type Labelled =
  | "access"
  | "activity"
  | "delivery"
  | "import"
  | "notice"
  | "output"
  | "plan"
  | "request"
  | "session"
  | "webhook"
type StateTexts = Record<"new" | StateName<Labelled>, string>
type SubstateTexts = Record<SubstateName<Labelled>, string>

/** English, as ICU messages. An argument that may be missing is asked for by `{x, select, missing {…} other {…}}`. */
const messages = {
  rules,
  missing,
  marks: { colon: ": ", semicolon: "; " },
  problems,
  obstacles,
  events,
  letters,
  answer: answers,
  signIn,
  start,
  warnings,

  home: {
    asOf: "As it stands{instant, select, missing {} other { on {instant}}}",
    overdue: "overdue",
    actAs: "Act as one of them (demonstration)",
  },

  frame,
  board,
  decide,
  desk,
  outputs,
  guide,
  headline,
  item,
  mine,
  wording,
  next,

  notices: {
    dueBefore: "due {count, select, missing {soon} other {in {count, plural, one {# day} other {# days}}}}",
    dueOn: "due today",
    dueOverdue: "{count, select, missing {late} other {{count, plural, one {# day} other {# days}} late}}",
    dueMoved: "the date has moved",
    silenceCloses:
      "the silence ends {count, select, missing {soon} other {in {count, plural, one {# hour} other {# hours}}}}",
    consultationCloses:
      "the consultation closes {count, select, missing {soon} other {in {count, plural, one {# day} other {# days}}}}",
    turnWaitPassed: "the day of its wait has passed",
  } satisfies Record<DueStep | Exclude<ReminderKind, "due">, string>,

  states: {
    new: "Not begun",
    importing: "Being imported",
    proposed: "Proposed",
    adopted: "Adopted",
    closed: "Closed",
    planned: "Planned",
    consulting: "In consultation",
    drafting: "{kind, select, event {In preparation} other {In drafting}}",
    agreed:
      "{kind, select, consultation {Concluded} event {Held and reported} outreach {Completed} support {Completed} ongoing {Completed} placeholder {Completed} issued {Issued} other {Agreed}}",
    deferred: "Deferred",
    cancelled: "Cancelled",
    notPursued: "Not pursued",
    superseded: "Superseded",
    open: "Open",
    partlyFulfilled: "Partly fulfilled",
    fulfilled: "Fulfilled",
    carriedOver: "Carried over",
    submitted: "Submitted",
    accepted: "Accepted",
    declined: "Declined",
    delivered: "Delivered",
    acknowledged: "Acknowledged",
    ended: "Ended without delivery",
    queued: "Queued",
    claimed: "Being sent",
    sent: "Sent",
    failed: "Failed",
    suppressed: "Suppressed",
    active: "Active",
    subscribed: "Subscribed",
    unsubscribed: "Unsubscribed",
    revoked: "Revoked",
    expired: "Expired",
    disabled: "Switched off",
    removed: "Removed",
    givenUp: "Given up",
    asked: "Asked for",
    finished: "Finished",
    refused: "Refused",
    codeOut: "A code is out",
    codeless: "No code is out",
  } satisfies StateTexts,

  substates: {
    editing: "Being edited",
    clearance: "Awaiting clearance",
    cleared: "Next step to be taken",
    underSilence: "Under a silence procedure",
    broken: "Silence broken",
    void: "Silence voided",
  } satisfies SubstateTexts,

  transitions,

  offices: {
    coordinator: "Coordinator",
    presidency: "Presidency",
    secretariat: "Secretariat",
    thematicCoordinator: "Thematic coordinator",
    focalPoint: "Focal point",
    chair: "Chair",
    delegate: "State party delegate",
    partner: "Partner",
    observer: "Observer",
    auditor: "Auditor",
    committee: "Committee",
    clock: "Clock",
    system: "System",
  },

  signatures: { coordinator: "On behalf of the Coordinators", secretariat: "The Secretariat" },

  kinds,

  due,

  months: {
    1: "January",
    2: "February",
    3: "March",
    4: "April",
    5: "May",
    6: "June",
    7: "July",
    8: "August",
    9: "September",
    10: "October",
    11: "November",
    12: "December",
  },

  weekdays: {
    1: "Monday",
    2: "Tuesday",
    3: "Wednesday",
    4: "Thursday",
    5: "Friday",
    6: "Saturday",
    7: "Sunday",
  },

  dates: {
    day: "{day} {month} {year}",
    month: "{month} {year}",
    report: "{date} ({period})",
    reportInFull:
      "{date}, with the report {is, select, part {for the {period}} meeting {for “{period}”} other {for {period}}}",
    tentative: "{date}, tentative",
    part: "{part, select, early {early} mid {mid-} other {late}}{part, select, mid {} other { }}{month}",
    quarter: "Q{quarter} {year}",
    quarterInFull: "{quarter, select, 1 {first} 2 {second} 3 {third} other {fourth}} quarter of {year}",
    when: "{precision, select, day {on } quarter {in the } halfYear {in the } other {in }}{due}",
    halfYear: "{half, select, 1 {first} other {second}} half of {year}",
    weekday: "{weekday}, {day}",
    brief: "{day} {month}, {time}, {place}",
    moment: "{day}, {time} ({zone}{reader, select, missing {} other {; {reader}}})",
    reader: "{day, select, missing {} other {{day}, }}{time} {place}",
  },

  calendar: {
    personal: "What concerns me{plan, select, missing {} other {: {plan}}}",
    kinds: { meeting: "Meeting", due: "Due date", consultation: "Consultation", silence: "Silence procedure" },
    due: "Due{period, select, missing {} other { ({period})}}{title, select, missing {} other {: {title}}}",
    consultation: "Consultation{title, select, missing {} other {: {title}}}",
    silence: "Silence procedure{title, select, missing {} other {: {title}}}",
    gone: "No longer holds{summary, select, missing {} other {: {summary}}}",
    until: "Until {deadline, select, missing {further notice} other {{deadline}}}",
    awaited: "Still to answer{parties, select, missing {} other {: {parties}}}",
  },
}

/** The shape of every catalogue: the same texts, and one for every state. */
export type Catalogue = typeof messages & { states: StateTexts; substates: SubstateTexts }

/** A language: its texts, the locale of its numbers, names and lists, and how its texts are set before they are read. */
export interface LanguageCatalogue {
  messages: Catalogue
  locale: string
  /** The cities of zones that are not named by their last segment. */
  cities: Readonly<Record<string, string>>
  times: Times
  /** What is wrong with a value. */
  faults(fault: SchemaFault): string
  /** What is wrong with a plan file, by the English sentence. */
  planFile: Readonly<Record<string, string>>
  set(message: string): string
}

export const en: LanguageCatalogue = {
  ...{ messages, locale: "en-GB", cities },
  times,
  faults: ({ message }) => message,
  planFile: {},
  set: (message) => message,
}
