import type * as z from "zod"
import type { MetadataRules } from "./definition.ts"
import { ACT_FIELDS } from "./metadata.ts"
import { type Commands, command } from "./schemas.ts"

/** What a workflow file says of its commands and events. */
interface WorkflowSchemas {
  commands: Commands
  Event: z.ZodType<{ type: string }>
  metadata: MetadataRules
}

/** What is read of that. */
export interface CommandSchemas {
  readonly commands: ReadonlyMap<string, z.ZodType<{ type: string }>>
  /** Per command, its fields whose text is kept apart under a hash. */
  readonly texts: ReadonlyMap<string, string[]>
}

/** What the schemas say of a workflow in which each of those events is handled, in a state named with it. */
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
    commands: new Map(shapes.map(([name, shape]) => [name, command(name, shape as Record<never, z.ZodType>)])),
    texts: new Map(shapes.map(([name, shape]) => [name, textFields(shape)])),
  }
}

type Variants = { options: { shape: { type: { value: string } } & z.core.$ZodShape }[] }

/** The shapes of a union's variants, by the type each names. */
function variants(union: z.ZodType): Map<string, z.core.$ZodShape> {
  const given = union as unknown as Variants | { unwrap(): Variants }
  const { options } = "unwrap" in given ? given.unwrap() : given
  return new Map(options.map(({ shape }) => [shape.type.value, shape]))
}

function textFields(shape: z.core.$ZodShape): string[] {
  return Object.keys(shape).filter((field) => isText(shape[field]))
}

function isText(schema: z.core.$ZodType | undefined): boolean {
  const { def, meta } = schema as unknown as {
    def: { innerType?: z.core.$ZodType }
    meta(): { text?: boolean } | undefined
  }
  return meta.call(schema)?.text === true || (def.innerType !== undefined && isText(def.innerType))
}
