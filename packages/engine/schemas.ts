import * as z from "zod"

const textHashes = z.registry<{ names: "text" }>()

/**
 * The schema of a hash by which an event names a text. Its fields are found by this schema and its copies, so that a
 * verification knows which texts a record names: use it for those, and for nothing else.
 */
export const TextHash = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/, "the hash of a text")
  .register(textHashes, { names: "text" })

/** Whether the schema is that of a hash by which an event names a text. */
export function isTextHash(schema: z.core.$ZodType): boolean {
  return textHashes.get(schema) !== undefined
}

/** The schema of a command: its name and its fields. Other fields are refused. */
export function command<T extends string, S extends z.ZodRawShape>(type: T, shape: S) {
  return z.strictObject({ type: z.literal(type), ...shape })
}

/** The schema of an event: its name and its fields. */
export function event<T extends string, S extends z.ZodRawShape>(type: T, shape: S) {
  return z.object({ type: z.literal(type), ...shape })
}

/**
 * The schema of all events of a workflow. It is made when the first event is parsed, because a program that only reads
 * the record parses none.
 */
export function union<const Variants extends readonly [Variant, ...Variant[]]>(variants: () => Variants) {
  return z.lazy(() => z.discriminatedUnion("type", variants()))
}
type Variant = z.ZodObject<{ type: z.ZodLiteral<string> }>

/** The shapes of a union's variants, by the type each names. */
export function variants(schema: z.core.$ZodType): Map<string, z.core.$ZodShape> {
  if (schema instanceof z.ZodLazy) return variants(schema.unwrap())
  if (schema instanceof z.ZodUnion) return new Map(schema.options.flatMap((option) => [...variants(option)]))
  if (!(schema instanceof z.ZodObject)) throw new TypeError("Event is no union of objects")
  const { shape } = schema
  return new Map(shape.type instanceof z.ZodLiteral ? [[String(shape.type.value), shape]] : [])
}

/** The schema of a field, and the schemas that it wraps. */
export function schemasIn(schema: unknown): z.ZodType[] {
  if (!(schema instanceof z.ZodType)) return []
  return [schema, ...("innerType" in schema.def ? schemasIn(schema.def.innerType) : [])]
}

/** The commands of a workflow, by name. */
export type Commands<Name extends string = string, EventType extends string = string> = Readonly<
  Record<Name, CommandEntry<EventType>>
>

interface CommandEntry<EventType extends string> {
  /** The fields of the command; a function, so that the schemas are made when they are first needed. */
  fields: () => z.ZodRawShape
  /** The events that it may lead to, most likely first. `explain` asks the machine about these. */
  emits: readonly [EventType, ...EventType[]]
}

/** The union of the commands of a list, as `decide` gets them. */
export type CommandOf<List extends Commands> = {
  [Name in keyof List & string]: z.output<z.ZodObject<{ type: z.ZodLiteral<Name> } & ReturnType<List[Name]["fields"]>>>
}[keyof List & string]

/** The event of a command that leads to one type of event only: the fields of the command, and `more`. */
export function eventOf<E extends { type: string }>(
  list: Commands<string, E["type"]>,
  { type, ...fields }: { type: string },
  more: object = {},
): E {
  const event = { ...fields, ...more, type: list[type]?.emits[0] }
  return event as never // every event is parsed by its schema before it may happen
}
