import type * as z from "zod"
import type { MetadataRules } from "./definition.ts"
import { ACT_FIELDS } from "./metadata.ts"
import { type Commands, command, isTextHash, schemasIn, variants } from "./schemas.ts"

/** The parts of a workflow file that its schemas are read from. */
interface WorkflowSchemas {
  commands: Commands
  Event: z.ZodType<{ type: string }>
  metadata: MetadataRules
}

/** The schemas of the commands. */
export interface CommandSchemas {
  readonly commands: ReadonlyMap<string, z.ZodType<{ type: string }>>
  /** Per command, the fields whose text is stored apart, under its hash. */
  readonly texts: ReadonlyMap<string, string[]>
  /** Per event, the fields that name a text by its hash. */
  readonly named: ReadonlyMap<string, string[]>
}

/**
 * Reads the schemas of a workflow and holds them against its machine.
 * @param handled the events that the machine handles, each with a state that does
 * @param refuse throws at what does not fit
 */
export function schemasOf(
  { commands: list, Event, metadata: { fields = [] } }: WorkflowSchemas,
  handled: ReadonlyMap<string, string>,
  refuse: (what: string) => never,
): CommandSchemas {
  for (const field of fields)
    if (field === "id" || ACT_FIELDS.includes(field))
      refuse(`${field} is recorded of every act, and no field of its own`)
  const events = variants(Event)
  for (const [type, shape] of events)
    for (const field of [...ACT_FIELDS, ...fields].filter((field) => field in shape))
      refuse(`${type} has a field ${field}, which is its act's`)
  for (const [event, state] of handled)
    if (!events.has(event)) refuse(`state ${state} handles ${event}, which Event does not know`)
  for (const event of events.keys()) if (!handled.has(event)) refuse(`no state handles ${event}`)
  for (const [name, { emits }] of Object.entries(list))
    for (const type of emits) if (!events.has(type)) refuse(`${name} emits ${type}, which Event does not know`)
  const shapes = Object.entries(list).map(([name, { fields }]) => [name, fields()] as const)
  return {
    commands: new Map(shapes.map(([name, shape]) => [name, commandOf(name, shape)])),
    texts: new Map(shapes.map(([name, shape]) => [name, fieldsOf(shape, isText)])),
    named: new Map([...events].map(([type, shape]) => [type, fieldsOf(shape, isTextHash)])),
  }
}

function commandOf(name: string, shape: z.core.$ZodShape): z.ZodType<{ type: string }> {
  return command(name, shape as Record<never, z.ZodType>) // fields whose types are unknown would hide that of `type`
}

function fieldsOf(shape: z.core.$ZodShape, are: (schema: z.ZodType) => boolean): string[] {
  return Object.keys(shape).filter((field) => schemasIn(shape[field]).some(are))
}

/** Whether the schema is marked as a text. */
function isText(schema: z.ZodType): boolean {
  return schema.meta()?.text === true
}
