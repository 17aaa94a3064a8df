import type * as definition from "@demarche/engine/definition"
import * as z from "zod"
import { Due } from "./due.ts"
import { AskedCheck, Path } from "./procedure.ts"
import { type Actor, type Communication, Day, Deadline, Id, Office, Voice } from "./terms.ts"

/**
 * What is known when a command is decided, worked out by the caller and recorded with the commit, so that a replay never
 * asks again. The rules of the case are optional: a command whose rule needs one that is missing is refused.
 */
export const Facts = z.object({
  /** The acting office's mandate covers the moment of the act, and the part of the plan that it is about. */
  mandated: z.boolean(),
  /** It is for that part of the plan alone. */
  scoped: z.literal(true).optional(),
  /** The proposed end of a silence procedure or a consultation, read in the plan's zone. */
  deadline: Deadline.optional(),
  /** Whole hours from the opening (or now) to `deadline`. */
  hours: z.number().optional(),
  /** Whole working days of the plan's calendar from the opening (or now) to `deadline`. */
  workingDays: z.number().optional(),
  /** `deadline` falls on a working day of the plan's calendar, and within the procedure's office hours on it. */
  onWorkingDay: z.boolean().optional(),
  inOfficeHours: z.boolean().optional(),
  /** Whom an invitation reaches: the parties, groups opened up; the groups it reaches whole; the ids the plan does not know. */
  invitation: z.object({ parties: z.array(Id), groups: z.array(Id), unknown: z.array(Id) }).optional(),
  /** Whom a silence procedure addresses, frozen when it opens. */
  addressees: z.array(Voice).optional(),
  /** Those among the addressees or the invited whom no letter can reach. */
  unreached: z.array(Voice).optional(),
  /** The path on which the text is agreed, as the plan has it. */
  path: Path.optional(),
  /** The outputs state different paths, and the item none. */
  pathUnclear: z.literal(true).optional(),
  /** The procedure lets drafting begin without a consultation. */
  consultationOptional: z.literal(true).optional(),
  /** The checks that the procedure asks of such an item. */
  checks: z.array(AskedCheck).optional(),
  /** The office that may take the next step that day, where it is a clearance. */
  clearing: Office.optional(),
  /** The parties whose coordinators each have to record the next step. */
  recorders: z.array(Id).optional(),
  /** The meeting cited is one of a kind that the step names, and has begun. */
  meetingFits: z.boolean().optional(),
  /** The first of the procedure's languages of documents, in which a draft or a paper is that says nothing of it. */
  language: z.string().optional(),
  /** The day of the act in the plan's zone. */
  day: Day.optional(),
  /** The effective due date that follows from the rules given. */
  due: Due.nullable().optional(),
  /** The links that an item was planned with and that an amendment takes out. */
  unlinked: z.array(z.object({ relation: z.string(), target: z.string() })).optional(),
})
export type Facts = z.infer<typeof Facts>

/** Who acts, on which facts and why. */
export interface ActMetadata {
  by: Actor
  facts: Facts
  reason?: string
  /** The decision or the meeting that the act rests on. */
  mandate?: string
  /** By what it came, where it is on behalf of others or was received earlier. */
  communication?: Communication
  /** The language (BCP 47) in which its reason and its texts are written, where somebody said it. */
  writtenIn?: string
  /** It came by the link of a letter: by the name of the notification that the letter was of, where the link says it. */
  byLetter?: { notice?: string }
}

/** The metadata rules of all our workflows: the clock acts where time decides. */
export const metadata: definition.MetadataRules<ActMetadata> = {
  time: { by: { person: "clock", office: "clock" }, facts: { mandated: true } },
  fields: ["mandate"],
  added: ["communication", "writtenIn", "byLetter"],
}

/** The act an event came of: what the machine sees of every event beside its own fields. */
export type WorkplanEventMetadata = definition.EventMetadata<ActMetadata>

/** An event as the machine sees it: its own fields, and the act it came of. */
export type WithMetadata<Event> = Event & WorkplanEventMetadata
