import type * as z from "zod"

/** What a workflow file says of its commands and events. */
export interface Forms {
  Command: z.ZodType<{ type: string }>
  Event: z.ZodType<{ type: string }>
  emits: Record<string, readonly string[]>
}

/** What is read of that. */
export interface CommandForms {
  readonly commands: ReadonlyMap<string, z.ZodType<{ type: string }>>
  /** Per command, its fields whose text is kept apart under a hash. */
  readonly texts: ReadonlyMap<string, string[]>
}

/** The fields of an act, which no event may call its own. */
const ACT = ["command", "by", "facts", "at", "received", "reason", "mandate", "version"]

/** What the schemas say of a workflow in which each of those events is handled, in a state named with it. */
export function formsOf(
  { Command, Event, emits }: Forms,
  handled: ReadonlyMap<string, string>,
  refuse: (what: string) => never,
): CommandForms {
  const commands = variants(Command)
  const events = variants(Event)
  for (const [type, schema] of events)
    for (const field of ACT.filter((field) => field in shapeOf(schema)))
      refuse(`${type} has a field ${field}, which is its act's`)
  for (const [event, state] of handled)
    if (!events.has(event)) refuse(`state ${state} handles ${event}, which Event does not know`)
  for (const event of events.keys()) if (!handled.has(event)) refuse(`no state handles ${event}`)
  for (const command of commands.keys()) if (!emits[command]) refuse(`emits does not say what ${command} comes to`)
  for (const [command, types] of Object.entries(emits)) {
    if (!commands.has(command)) refuse(`emits names ${command}, which Command does not know`)
    for (const type of types) if (!events.has(type)) refuse(`${command} emits ${type}, which Event does not know`)
  }
  return { commands, texts: new Map([...commands].map(([type, schema]) => [type, textFields(schema)])) }
}

type Variants = { options: z.ZodObject<{ type: z.ZodLiteral<string> }>[] }

function variants<T extends { type: string }>(union: z.ZodType<T>): Map<string, z.ZodType<T>> {
  const given = union as unknown as Variants | { unwrap(): Variants }
  const { options } = "unwrap" in given ? given.unwrap() : given
  return new Map(options.map((option) => [option.shape.type.value, option as unknown as z.ZodType<T>]))
}

function shapeOf(variant: z.ZodType): Record<string, z.core.$ZodType> {
  return (variant as unknown as z.ZodObject).shape
}

function textFields(command: z.ZodType): string[] {
  const shape = shapeOf(command)
  return Object.keys(shape).filter((field) => isText(shape[field]))
}

function isText(schema: z.core.$ZodType | undefined): boolean {
  const { def, meta } = schema as unknown as {
    def: { innerType?: z.core.$ZodType }
    meta(): { text?: boolean } | undefined
  }
  return meta.call(schema)?.text === true || (def.innerType !== undefined && isText(def.innerType))
}
