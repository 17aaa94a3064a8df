import { type Language, notTakenText, usualLanguage } from "@demarche/i18n"
import type { PlanDifference } from "@demarche/plan-file/differences"
import { notTakenCodes } from "@demarche/plan-file/notTaken"
import * as z from "zod"

/** What a difference between a plan file and a plan is shown as. */
export const DifferenceReading = z.object({
  stream: z.string(),
  change: z.enum(["added", "amended", "missing"]),
  fields: z.array(z.object({ field: z.string(), stands: z.unknown(), file: z.unknown() })),
  taken: z.boolean(),
  why: z
    .object({ code: z.enum(notTakenCodes), failing: z.array(z.string()).optional() })
    .optional()
    .meta({ description: "why it is not taken over; where it is refused, the codes of the rules that failed" }),
  how: z
    .string()
    .optional()
    .meta({ description: "the same and what to do, in the reader's language, by the names of transitions" }),
  left: z.literal(true).optional().meta({ description: "who sent the file left it as it is" }),
  needs: z
    .array(z.string())
    .optional()
    .meta({ description: "what it names that only differences bring which who sent the file left as they are" }),
})

/** A difference as it is told; in the usual language where none is asked for. */
export function differenceReading(
  difference: PlanDifference,
  language: Language = usualLanguage,
): z.infer<typeof DifferenceReading> {
  const { why } = difference
  return { ...difference, ...(why && { how: notTakenText(language, why, "program") }) }
}
