import { Deadline } from "@demarche/workflows/terms"
import * as z from "zod"

/** A rule that refuses a command, in the language of who asks. */
export const FailingRule = z.object({
  code: z.string(),
  sentence: z.string(),
  /** The fields of the command, where they alone break the rule. */
  fields: z.array(z.string()).optional(),
  /** The languages in which it misses a version of the draft. */
  languages: z.array(z.string()).optional(),
  /** The items that keep it from being done, by their ids. */
  items: z.array(z.string()).optional(),
  /** The earliest end that it lets a silence procedure have now. */
  earliest: Deadline.optional(),
  /** The checks that it misses: each with the offices of which one records it. */
  checks: z.array(z.object({ id: z.string(), title: z.string(), by: z.array(z.string()) })).optional(),
})
export type FailingRule = z.infer<typeof FailingRule>
