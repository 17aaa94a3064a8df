import { type MessageParts, messageOf } from "./messageParts.ts"

/** What to say of a value of the wrong type, by the type that belongs there; `fields` are those of a map that does. */
export function mistyped(expected: string, value: unknown, fields: readonly string[]): MessageParts {
  const said = quoted(value)
  switch (expected) {
    case "string":
      if (value === null) return messageOf`it is empty: write a text, in quotes where it begins with # or &`
      if (typeof value === "object") return messageOf`${kindOf(value)}, and one text belongs here`
      return typeof value === "number"
        ? messageOf`${said} is a number here: write "${said}", in quotes`
        : messageOf`${said} is no text here: write "${said}", in quotes`
    case "array":
    case "tuple":
      if (value === null) return messageOf`it is empty: write a list, or leave out the key`
      if (typeof value === "object")
        return messageOf`${kindOf(value)}, and a list belongs here: begin each entry with a dash and a space`
      return messageOf`${said} stands alone, and a list belongs here: write [${String(value)}]`
    case "object":
    case "record": {
      const stands = typeof value === "object" ? kindOf(value) : messageOf`${said} stands here`
      const wanted =
        value === null ? messageOf`it is empty, and fields belong here` : messageOf`${stands}, and fields belong here`
      return fields.length > 0 && fields.length <= 12 ? messageOf`${wanted}: ${fields.join(", ")}` : wanted
    }
    case "boolean":
      return messageOf`${said} is neither true nor false: write one of them`
    default:
      if (typeof value === "string" && value.trim() && Number.isFinite(Number(value)))
        return messageOf`${said} is a text here: write ${value.trim()}, without quotes`
      return expected === "int"
        ? messageOf`${said} is no whole number: write one in digits`
        : messageOf`${said} is no number: write one in digits`
  }
}

function kindOf(value: object | null): MessageParts {
  return Array.isArray(value) ? messageOf`a list stands here` : messageOf`fields stand here`
}

/** A value as it is quoted in a parts: as JSON, and no longer than it has to be. */
export function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing"
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
