import { type MessageParts, messageOf } from "./messageParts.ts"

/** The keys that go with one kind alone and are written of another, each with what to say of it. */
export function strayKeys<Key extends string>(
  keysOf: Readonly<Record<string, readonly Key[]>>,
  kind: string,
  written: Readonly<Partial<Record<Key, unknown>>>,
): { path: Key[]; parts: MessageParts }[] {
  return Object.entries(keysOf).flatMap(([of, keys]) =>
    keys
      .filter((key) => of !== kind && written[key] !== undefined)
      .map((key) => ({ path: [key], parts: messageOf`"${key}" goes with ${of}, and this is ${kind}` })),
  )
}
