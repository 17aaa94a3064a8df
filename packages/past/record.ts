import type { Commit } from "@demarche/event-store"

/** The version of the workflows before which a record is read through this file. */
const PRESENT = 2

/** Offices by the names that they had in version 1. */
const offices: Readonly<Record<string, string>> = { isu: "secretariat", genderFocalPoint: "focalPoint" }

/** The fields that hold an office or a list of them; other fields may hold an actor of the same name. */
const officeFields = new Set(["office", "signed", "clearedBy", "copy", "to"])

/** A commit as today's workflows read it: one of an earlier version with today's names, any other as it is. Its hash is not of that form. */
export function readToday(commit: Commit): Commit {
  if (commit.workflow.version >= PRESENT) return commit
  const { events, origin, state } = commit
  return {
    ...commit,
    events: events.map((event) => ({ ...event, value: { ...event.value, ...renamed(event.value) } })),
    origin: { ...origin, value: { ...origin.value, ...renamed(origin.value) } },
    state: renamedIn("", state),
  }
}

function renamed(value: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, renamedIn(key, inner)]))
}

function renamedIn(field: string, value: unknown): unknown {
  if (typeof value === "string")
    return officeFields.has(field) && Object.hasOwn(offices, value) ? offices[value] : value
  if (Array.isArray(value)) return value.map((each) => renamedIn(field, each))
  return typeof value === "object" && value !== null ? renamed(value) : value
}
