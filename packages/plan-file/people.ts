import { meaning, refTo } from "@demarche/workflows/meanings"
import { Day, endsAfterItBegins, Id, Line, Office, ReaderLanguage, scopeFault } from "@demarche/workflows/terms"
import { annotated, annotation } from "@demarche/workplan/rules/annotated"
import { Zone } from "@demarche/workplan/time/zone"
import * as z from "zod"
import { custom, messageOf } from "./messageParts.ts"

/** Names of offices as a plan file may write them beside our own: in snake case. */
const snakeCase = { thematic_coordinator: "thematicCoordinator", focal_point: "focalPoint" } as const

/** An office that can be held: all but the clock's and the system's. */
const Holdable = Office.exclude(["clock", "system"])

/** The name of an office that can be held, as a plan file may write it. */
export const OfficeName = z.enum([...Holdable.options, "thematic_coordinator", "focal_point"])

/** The office of a name. */
export function officeOf(name: z.infer<typeof OfficeName>): z.infer<typeof Holdable> {
  return name === "thematic_coordinator" || name === "focal_point" ? snakeCase[name] : name
}

/** An office that can be held, written by one of its names. */
export const WrittenOffice = OfficeName.transform(officeOf)

/** A party or an office, by the name that a plan file writes. */
export const WrittenHolder = refTo(z.string().max(100), "actor", "office").transform((name) => {
  const office = OfficeName.safeParse(name)
  return office.success ? officeOf(office.data) : name
})

const scopeFaults = {
  two: messageOf`a mandate is for a track or for an activity, not for both`,
  none: messageOf`this office is held for a part of the plan: name its track or its activity`,
}

/**
 * An office held for a party (an actor's id), from a calendar day to another, both included; open where `to` is missing. For the
 * whole plan, or for a track or an activity with all that lies in it.
 */
const MandateEntry = z
  .strictObject({
    office: WrittenOffice,
    party: refTo(Id, "actor").optional(),
    track: refTo(Id, "track").optional(),
    activity: refTo(Id, "activity").optional(),
    from: Day,
    to: Day.optional(),
  })
  .refine(endsAfterItBegins, { path: ["to"], error: "the mandate ends before it begins" })
  .check(({ value, issues }) => {
    const fault = scopeFault(value)
    const path = fault === "two" ? "activity" : "office"
    if (fault) issues.push({ ...custom(scopeFaults[fault]), input: value, path: [path] })
  })

const VacationEntry = z
  .strictObject({ from: Day, to: Day })
  .refine(endsAfterItBegins, { path: ["to"], error: "the vacation ends before it begins" })

const EmailAddress = meaning(z.string().trim().max(254), { is: "address" })

/** A person. `name` is what pages show; `wants` the classes of optional mail, all where it is missing. */
export const PersonEntry = z.strictObject({
  id: meaning(Id, { is: "name" }),
  name: Line,
  salutation: Line.max(100).optional(),
  offices: z.array(MandateEntry).min(1),
  language: ReaderLanguage,
  zone: Zone,
  address: EmailAddress.optional(),
  deputy: refTo(Id, "person").optional(),
  vacation: z.array(VacationEntry).default([]),
  wants: z.array(refTo(Id, "mail class")).optional(),
  ...annotation,
})
export type PersonEntry = z.infer<typeof PersonEntry>

/** The parties (actors' ids) a body or group consists of: for the committee, those whom a silence procedure addresses. */
export const GroupEntry = z.strictObject({
  id: refTo(Id, "actor"),
  members: annotated(z.array(refTo(Id, "actor")).min(1), "refs"),
})
export type GroupEntry = z.infer<typeof GroupEntry>
