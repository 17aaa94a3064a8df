import * as z from "zod"

/** What a difference between a plan file and a plan is shown as. */
export const DifferenceReading = z.object({
  stream: z.string(),
  change: z.enum(["added", "amended", "missing"]),
  fields: z.array(z.object({ field: z.string(), stands: z.unknown(), file: z.unknown() })),
  taken: z.boolean(),
  how: z.string().optional(),
  left: z.literal(true).optional().meta({ description: "who sent the file left it as it is" }),
  needs: z
    .array(z.string())
    .optional()
    .meta({ description: "what it names that only differences bring which who sent the file left as they are" }),
})
