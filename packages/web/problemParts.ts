import type { ProblemError } from "@demarche/http/problem"
import * as z from "zod"

/** What a problem may say of the rules that refuse, and of fields: of a file's, at which line and column. */
const ProblemParts = z.object({
  failing: z.array(z.object({ sentence: z.string(), fields: z.array(z.string()).default([]) })).default([]),
  errors: z
    .array(z.object({ path: z.string(), message: z.string(), line: z.int().optional(), column: z.int().optional() }))
    .default([]),
  /** The version that whoever is refused had seen, where there is a later one. */
  seen: z.int().optional(),
})

/** What a problem says of rules and fields, for a page that shows it; nothing where it says nothing of the kind. */
export function partsOf({ more }: ProblemError): z.infer<typeof ProblemParts> {
  return ProblemParts.safeParse(more).data ?? { failing: [], errors: [] }
}
