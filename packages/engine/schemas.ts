import * as z from "zod"

/** A command's schema: its name and its own fields; others are refused. */
export function command<T extends string, S extends z.ZodRawShape>(type: T, shape: S) {
  return z.strictObject({ type: z.literal(type), ...shape })
}

/** An event's schema: its name and its fields. */
export function event<T extends string, S extends z.ZodRawShape>(type: T, shape: S) {
  return z.object({ type: z.literal(type), ...shape })
}

/**
 * A workflow's events: whichever one the type names. They are made when the first of them is read, since whoever starts
 * only to look at the record reads none.
 */
export function union<const Variants extends readonly [Variant, ...Variant[]]>(variants: () => Variants) {
  return z.lazy(() => z.discriminatedUnion("type", variants()))
}
type Variant = z.ZodObject<{ type: z.ZodLiteral<string> }>

/** What may be asked of a workflow, by name. */
export type Commands<Name extends string = string, EventType extends string = string> = Readonly<
  Record<Name, CommandEntry<EventType>>
>

interface CommandEntry<EventType extends string> {
  /** The command's own fields; a function, so that they are made when they are first read. */
  fields: () => z.ZodRawShape
  /** The events it may come to, likeliest first: what `explain` asks the machine about. */
  emits: readonly [EventType, ...EventType[]]
}

/** The commands of such a list, as `decide` gets them. */
export type CommandOf<List extends Commands> = {
  [Name in keyof List & string]: z.output<z.ZodObject<{ type: z.ZodLiteral<Name> } & ReturnType<List[Name]["fields"]>>>
}[keyof List & string]

/**
 * The event of a command that has only one: the command's fields, and `more`.
 */
export function eventOf<E extends { type: string }>(
  list: Commands<string, E["type"]>,
  { type, ...fields }: { type: string },
  more: object = {},
): E {
  // Whether the fields are the event's is seen when it is read by its schema, which every event is before it may happen.
  return { ...fields, ...more, type: list[type]?.emits[0] } as unknown as E
}
