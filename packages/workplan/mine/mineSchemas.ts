import { Day, Deadline, Mandate, Utc } from "@demarche/workflows/terms"
import * as z from "zod"
import { called, DateReading, DueReading, ItemReading } from "../read-model/readingSchemas.ts"

/** What is asked of somebody: what a turn asks, and what is asked beside it. */
const ASKED = [
  ...ItemReading.shape.turn.unwrap().shape.asked.options,
  ...(["report", "check", "contribute", "moreTime", "adopt"] as const),
] as const

const About = {
  /** The id of an item, or of the plan. */
  id: z.string(),
  kind: z.enum(["activity", "output", "request", "plan"]),
  ...called,
}

/** What is for a person to do. */
export const MyTask = z.object({
  ...About,
  asked: z.enum(ASKED),
  /** The checks that are theirs to record, by their ids. */
  checks: z.array(z.string()),
  since: z.string().nullable(),
  until: Deadline.nullable(),
  due: DueReading.nullable(),
  /** The office by which it is theirs. */
  as: Mandate.pick({ office: true, party: true }),
  /** In whose place, where they stand in for somebody who is away. */
  for: z.string().nullable(),
})
export type MyTask = z.infer<typeof MyTask>

/** What a person waits for: what is asked, and of whom, as ids of offices, parties, groups, items or what the plan names. */
const MyWait = z.object({
  ...About,
  asked: z.enum(ASKED),
  of: z.array(z.string()),
  since: z.string().nullable(),
  until: Deadline.nullable(),
  due: DueReading.nullable(),
})
export type MyWait = z.infer<typeof MyWait>

/** A consultation that a person is invited to, for a party, an office or in their own name, until it is closed. */
const MyInvitation = z.object({
  ...About,
  round: z.int(),
  closes: Deadline,
  /** Its closing time has not come. */
  runs: z.boolean(),
  voice: z.string(),
  answered: z.boolean(),
  /** By whom answers are read as theirs: secretariat and coordinators alone, or the committee. */
  chathamHouse: z.boolean(),
  for: z.string().nullable(),
})
export type MyInvitation = z.infer<typeof MyInvitation>

/** A date of an item, or of a meeting, whose id is then null. */
const MyDate = z.object({ id: z.string().nullable(), ...called, date: DateReading })
export type MyDate = z.infer<typeof MyDate>

/** Who cannot be written to, and why: nobody holds an office for it, there is no address, or mail to it has come back. */
const Unreached = z.object({ who: z.string(), why: z.enum(["mandate", "address", "returned"]) })
export type Unreached = z.infer<typeof Unreached>

/** What a person needs to know of a plan at an instant. */
export const Mine = z.object({
  /** The person; null for who is not signed in, or holds no office in the plan. */
  person: z.string().nullable(),
  /** The mandates that they hold then. */
  mandates: z.array(Mandate),
  /** Until when they are away themselves, and who stands in. */
  away: z.object({ until: Day, deputy: z.string().nullable() }).nullable(),
  standsInFor: z.array(z.object({ person: z.string(), until: Day })),
  /** What is theirs to do and late, due within 30 days, or asked by others; the most urgent first. */
  tasks: z.array(MyTask),
  /** How much is theirs beside that. */
  later: z.int(),
  waits: z.array(MyWait),
  invitations: z.array(MyInvitation),
  /** The dates of the next 30 days: those that concern them; to who follows the whole plan, as the secretariat or the public, all. */
  dates: z.array(MyDate),
  /** The first date after those. */
  next: MyDate.nullable(),
  /** Who cannot be reached, of those whom a silence or a consultation asks and of those who hold an office; for secretariat and coordinators. */
  unreached: z.array(Unreached).nullable(),
})
export type Mine = z.infer<typeof Mine>

/** The instant up to which a person has said that they have seen what happened. */
export const Seen = z.object({ seen: Utc.nullable() })
