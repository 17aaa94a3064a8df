import * as z from "zod"

/** A JSON Schema (2020-12). */
export type JsonSchema = z.core.JSONSchema.BaseSchema

/** The JSON Schema of what a zod schema takes. */
export const schema = (of: z.ZodType): JsonSchema => jsonSchema(of, "input")

/** The JSON Schema of what a response holds. */
export const replySchema = (of: z.ZodType): JsonSchema => jsonSchema(of, "output")

function jsonSchema(of: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(of, {
    io,
    unrepresentable: "any",
    override({ jsonSchema }) {
      delete jsonSchema.text
    },
  })
  return rest
}
