/** What to say of a value of the wrong type, by the type that belongs there; `fields` are those of a map that does. */
export function mistyped(expected: string, value: unknown, fields: readonly string[]): string {
  const said = quoted(value)
  switch (expected) {
    case "string":
      if (value === null) return "it is empty: write a text, in quotes where it begins with # or &"
      if (typeof value === "object") return `${kindOf(value)}, and one text belongs here`
      return `${said} is ${typeof value === "number" ? "a number" : "no text"} here: write "${said}", in quotes`
    case "array":
    case "tuple":
      if (value === null) return "it is empty: write a list, or leave out the key"
      if (typeof value === "object")
        return `${kindOf(value)}, and a list belongs here: begin each entry with a dash and a space`
      return `${said} stands alone, and a list belongs here: write [${value}]`
    case "object":
    case "record": {
      const belong = fields.length > 0 && fields.length <= 12 ? `: ${fields.join(", ")}` : ""
      if (value === null) return `it is empty, and fields belong here${belong}`
      return `${typeof value === "object" ? kindOf(value) : `${said} stands here`}, and fields belong here${belong}`
    }
    case "boolean":
      return `${said} is neither true nor false: write one of them`
    default:
      if (typeof value === "string" && value.trim() && Number.isFinite(Number(value)))
        return `${said} is a text here: write ${value.trim()}, without quotes`
      return `${said} is no ${expected === "int" ? "whole " : ""}number: write one in digits`
  }
}

function kindOf(value: object | null): string {
  return Array.isArray(value) ? "a list stands here" : "fields stand here"
}

/** A value as it is quoted in a sentence: as JSON, and no longer than it has to be. */
export function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing"
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
