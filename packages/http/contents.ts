import type * as z from "zod"
import { replySchema } from "./jsonSchema.ts"
import { type Content, json, listOf, named } from "./operations.ts"
import { schemas } from "./responses.ts"

/** The content of a response: a schema of the document. */
export const as = (name: keyof typeof schemas): Content => named(name, replySchema(schemas[name]))
/** A list of what a schema of the document describes. */
export const list = (name: keyof typeof schemas, paged = true): Content =>
  listOf(name, replySchema(schemas[name]), paged)
/** What a schema describes that the document does not name. */
export const inline = (of: z.ZodType): Content => json(replySchema(of))
export const text = (media: string, example: string): Content => ({ [media]: { schema: { type: "string" }, example } })
