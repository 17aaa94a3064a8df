import { isTextHash } from "@demarche/engine/schemas"
import * as z from "zod"
import { Event as access } from "./accessCommands.ts"
import { Event as activity } from "./activity/events.ts"
import { Event as delivery } from "./deliveryCommands.ts"
import { Event as importEvent } from "./importCommands.ts"
import type * as workflows from "./index.ts"
import { Event as notice } from "./noticeCommands.ts"
import { stricter } from "./offices.ts"
import { Event as output } from "./outputCommands.ts"
import { Event as plan } from "./planCommands.ts"
import { Event as request } from "./requestCommands.ts"
import { readersOf, type Visibility } from "./terms.ts"
import { Event as webhook } from "./webhookCommands.ts"

/** The events of every workflow, read from their schemas alone. */
const events: { [Name in keyof typeof workflows]: (typeof workflows)[Name]["Event"] } = {
  access,
  activity,
  delivery,
  import: importEvent,
  notice,
  output,
  plan,
  request,
  webhook,
}

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
    Object.entries(events).flatMap(([workflow, Event]) =>
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
