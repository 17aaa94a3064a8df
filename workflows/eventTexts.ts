import { isTextHash, schemasIn, variants } from "@demarche/engine/schemas"
import type * as z from "zod"
import { stricter } from "./offices.ts"
import { readersOf, type Visibility } from "./terms.ts"

/** A text that an event names by its hash, and who may read it. */
export interface NamedText {
  hash: string
  visibility: string
  /** The language in which it is written, where its act says so. */
  language?: string
}

/**
 * The texts that an event names, by the schema of its workflow's events: whoever may see the event reads them, but those whose
 * field's schema says that fewer do. A redaction names what is gone.
 */
export function textsNamedBy(Event: z.ZodType, event: { type: string; visibility?: string | undefined }): NamedText[] {
  if (event.type === "TextRedacted") return []
  return (textFields(Event).get(event.type) ?? []).flatMap(({ field, readers }) => {
    const hash: unknown = Reflect.get(event, field)
    return typeof hash === "string" ? [{ hash, visibility: stricter(event.visibility, readers) }] : []
  })
}

interface TextField {
  field: string
  readers: Visibility
}

const known = new WeakMap<z.ZodType, Map<string, TextField[]>>()

/** By event, the fields that name texts. */
function textFields(Event: z.ZodType): Map<string, TextField[]> {
  const fields = known.get(Event) ?? new Map([...variants(Event)].map(([type, shape]) => [type, textFieldsOf(shape)]))
  known.set(Event, fields)
  return fields
}

function textFieldsOf(shape: z.core.$ZodShape): TextField[] {
  return Object.entries(shape).flatMap(([field, schema]) => {
    const hash = schemasIn(schema).find(isTextHash)
    return hash ? [{ field, readers: readersOf(hash) }] : []
  })
}
