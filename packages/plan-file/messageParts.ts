/** A sentence and what it names, so that it can be said in another language: in `say`, {0} stands for the first value. */
export interface MessageParts {
  say: string
  values: readonly (string | number | MessageParts)[]
}

/** The sentence of a template; what stands in its places is said as it is or, where it is a sentence itself, as that one. */
export function messageOf(strings: TemplateStringsArray, ...values: MessageParts["values"]): MessageParts {
  return { say: strings.map((part, at) => (at === 0 ? part : `{${at - 1}}${part}`)).join(""), values }
}

/** A sentence that names nothing, such as a schema's. */
export function plainly(say: string): MessageParts {
  return { say, values: [] }
}

/** A sentence in the language in which it is written here. */
export function asWritten({ say, values }: MessageParts): string {
  return say.replace(/\{(\d)\}/g, (_, at) => {
    const value = values[Number(at)]
    return typeof value === "object" ? asWritten(value) : String(value)
  })
}

/** What a rule of ours finds wrong, as a schema's issue. */
export function custom(parts: MessageParts) {
  return { code: "custom" as const, message: asWritten(parts), params: { parts } }
}

/** Several ways, of which one is meant. */
export function eitherOf(ways: readonly (string | MessageParts)[]): string | MessageParts {
  const [last = "", ...before] = ways.toReversed()
  const [next, ...rest] = before
  if (next === undefined) return last
  return rest.reduce<MessageParts>((said, way) => messageOf`${way}, ${said}`, messageOf`${next} or ${last}`)
}
