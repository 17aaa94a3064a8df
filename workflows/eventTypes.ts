import * as workflows from "./index.ts"

/** The names of all events that any workflow records, in the order of the alphabet. */
export function eventTypes(): string[] {
  const unions = Object.values(workflows).map(({ Event }) => Event.unwrap().options)
  return [...new Set(unions.flatMap((options) => options.map(({ shape }) => String(shape.type.value))))].sort()
}
