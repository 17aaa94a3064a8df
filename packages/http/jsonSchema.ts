import * as z from "zod"

/** A JSON Schema (2020-12). */
export type JsonSchema = z.core.JSONSchema.BaseSchema

/** The JSON Schema of what a zod schema takes. */
export const schema = (of: z.ZodType): JsonSchema => jsonSchema(of, "input")

/** The JSON Schema of a command, of which no part takes a field that it does not name. */
export const commandJsonSchema = (of: z.ZodType): JsonSchema => jsonSchema(of, "input", "closed")

/** The JSON Schema of what a response holds. */
export const replySchema = (of: z.ZodType): JsonSchema => jsonSchema(of, "output")

function jsonSchema(of: z.ZodType, io: "input" | "output", parts?: "closed"): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(of, {
    io,
    unrepresentable: "any",
    override({ zodSchema, jsonSchema }) {
      delete jsonSchema.text
      if (parts === "closed" && zodSchema instanceof z.ZodObject) jsonSchema.additionalProperties ??= false
    },
  })
  return rest
}
