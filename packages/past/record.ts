import type { Commit } from "@demarche/event-store"

/** The version of the workflows before which a record is read through this file. */
const PRESENT = 2

/** A commit's events and origin as today's workflows read them; one of today as it is. Hash and state stay as they are stored. */
export function readToday(commit: Commit): Commit {
  if (commit.workflow.version >= PRESENT) return commit
  const { events, origin } = commit
  return {
    ...commit,
    events: events.map((event) => ({ ...event, value: { ...today(event.value), type: event.value.type } })),
    origin: { ...origin, value: { ...origin.value, ...renamed(origin.value) } },
  }
}

type Fields = Record<string, unknown>

function today(event: { type: string } & Fields): Fields {
  const read = { ...renamed(event), ...renaming[event.type]?.(event) }
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined))
}

/** What events said otherwise, by their types. */
const renaming: Record<string, (event: Fields) => Fields> = {
  ActivityPlanned: asPlanned,
  ActivityAmended: asPlanned,
  DueSet: (event) => dueOf(event),
  DueRecorded: (event) => dueOf(event),
  OutputPromised: (event) => pathOf(event),
  OutputAmended: (event) => pathOf(event),
  Agreed: (event) => ({ path: "none", ...pathOf(event) }),
  CheckRecorded: ({ check }) => checkOf(Object(check)),
  ProgressReported: ({ quarter }) => ({ quarter: undefined, period: quarter }),
}

/** The approval policies of then, by the path that the Convention's rules of procedure call them today. */
const paths: Readonly<Record<string, string>> = {
  coordinatorsRecord: "recorded",
  isuClearance: "clearance",
  committeeSilence: "committee",
  committeeMeeting: "committee-meeting",
  statesPartiesMeeting: "meeting",
}

function pathOf({ policy, policyAssumed }: Fields): Fields {
  if (policy === undefined) return {}
  return {
    policy: undefined,
    policyAssumed: undefined,
    path: policy === null ? null : paths[String(policy)],
    ...(policyAssumed === true && { pathInferred: true }),
  }
}

/** What is reported quarter by quarter had the end of the current one as its due date. */
function dueOf({ due }: Fields): Fields {
  const rule: unknown = Reflect.get(Object(due), "rule")
  return Reflect.get(Object(rule), "kind") === "everyQuarter" ? { due: null } : {}
}

function asPlanned({ gender, ...event }: Fields): Fields {
  return {
    ...pathOf(event),
    ...dueOf(event),
    gender: undefined,
    ...(typeof gender === "string" && { markers: { gender } }),
  }
}

function checkOf({ of, marker, ...check }: Fields): Fields {
  if (of === "gender") return { check: { of, option: marker } }
  if (of === "genderAdvice")
    return check.waived === true
      ? { check: { of: "gender-advice", waived: true } }
      : { check: { of: "gender-advice" }, text: "" }
  return { check: { of, ...check } }
}

/** Offices by the names that they had then. */
const offices: Readonly<Record<string, string>> = { isu: "secretariat", genderFocalPoint: "focalPoint" }

/** The fields that hold an office or a list of them; other fields may hold an actor of the same name. */
const officeFields = new Set(["office", "copy", "to"])

function renamed(value: object): Fields {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, renamedIn(key, inner)]))
}

function renamedIn(field: string, value: unknown): unknown {
  if (typeof value === "string")
    return officeFields.has(field) && Object.hasOwn(offices, value) ? offices[value] : value
  if (Array.isArray(value)) return value.map((each) => renamedIn(field, each))
  return typeof value === "object" && value !== null ? renamed(value) : value
}
