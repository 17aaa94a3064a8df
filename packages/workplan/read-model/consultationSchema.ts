import { Attribution, Readership } from "@demarche/workflows/activity/consultation"
import { Deadline } from "@demarche/workflows/terms"
import * as z from "zod"

/** A round of consultation as a reader may know it. */
export const ConsultationReading = z.object({
  round: z.int(),
  closes: Deadline,
  /** The texts of what is asked. */
  question: z.string().nullable(),
  annex: z.string().nullable(),
  attribution: Attribution,
  readership: Readership,
  invited: z.int(),
  answered: z.int(),
  /** For those who read whose the answers are, the parties that have answered; else null. */
  answeredBy: z.array(z.string()).nullable(),
  /** For those who run the plan, the parties that have not, and of those whom no letter could reach at some time; else null. */
  silent: z.array(z.string()).nullable(),
  unreached: z.array(z.string()).nullable(),
  /** The answers that the reader reads, their own always: the text, and whose it is where the reader may know. */
  answers: z.array(
    z.object({
      text: z.string(),
      paragraphs: z.array(z.string()),
      party: z.string().nullable(),
      late: z.boolean(),
      own: z.boolean(),
    }),
  ),
  closed: z.boolean(),
  /** It was closed before the hour that was announced. */
  early: z.boolean(),
  summary: z.string().nullable(),
})
export type ConsultationReading = z.infer<typeof ConsultationReading>
