import { isTextHash } from "@demarche/engine/schemas"
import * as z from "zod"
import * as workflows from "./index.ts"
import { stricter } from "./offices.ts"
import { readersOf, type Visibility } from "./terms.ts"

/** A text that an event names by its hash, and who may read it. */
export interface NamedText {
  hash: string
  visibility: string
}

/**
 * The texts that an event of that workflow names: whoever may see the event reads them, but those whose field's schema says
 * that fewer do. A redaction names what is gone.
 */
export function textsNamedBy(workflow: string, event: { type: string; visibility?: string | undefined }): NamedText[] {
  if (event.type === "TextRedacted") return []
  return (textFields().get(`${workflow} ${event.type}`) ?? []).flatMap(({ field, readers }) => {
    const hash: unknown = Reflect.get(event, field)
    return typeof hash === "string" ? [{ hash, visibility: stricter(event.visibility, readers) }] : []
  })
}

interface TextField {
  field: string
  readers: Visibility
}

let known: Map<string, TextField[]> | undefined

/** By workflow and event, the fields that name texts. */
function textFields(): Map<string, TextField[]> {
  known ??= new Map(
    Object.entries(workflows).flatMap(([workflow, { Event }]) =>
      Event.unwrap().options.map(({ shape }) => [`${workflow} ${shape.type.value}`, textFieldsOf(shape)] as const),
    ),
  )
  return known
}

function textFieldsOf(shape: z.core.$ZodShape): TextField[] {
  return Object.entries(shape).flatMap(([field, schema]) => {
    const inner = unwrapped(schema)
    return isTextHash(inner) ? [{ field, readers: readersOf(inner) }] : []
  })
}

/** The schema of what may be there, or null. */
function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable ? unwrapped(schema.unwrap()) : schema
}
