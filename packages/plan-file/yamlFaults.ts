/** A fault of a text, at an offset in it. */
interface YamlProblem {
  at: number
  message: string
}

/** An error or a warning of the YAML parser. */
interface YamlFault {
  pos: readonly number[]
  code: string
  message: string
}

/** What is wrong first with the YAML of a text, for whoever wrote it; what follows a fault is mostly its consequence. */
export function yamlProblem(text: string, faults: readonly YamlFault[]): YamlProblem[] {
  const [first] = [...faults.filter(({ code }) => code === "TAB_AS_INDENT"), ...faults]
  return first ? [problemOf(text, first)] : []
}

function problemOf(text: string, { pos: [at = 0], code, message }: YamlFault): YamlProblem {
  const end = text.indexOf("\n", at)
  const rest = text.slice(at, end < 0 ? undefined : end)
  const begun = text.slice(text.lastIndexOf("\n", at - 1) + 1, at)
  if (/^\s*-\w+:/.test(begun))
    return { at: at - begun.trimStart().length, message: "a space is missing after the dash" }
  const say = (told: string, where = at): YamlProblem => ({ at: where, message: told })
  switch (code) {
    case "TAB_AS_INDENT":
      return say("a tab indents this line: indent with spaces")
    case "MULTILINE_IMPLICIT_KEY":
      return say(unfinishedKey(rest))
    case "BLOCK_AS_IMPLICIT_KEY":
      if (rest.includes(": ") || begun.trim() === "") return say(QUOTE_COLON)
      return say(
        "this line begins further in than the one before: begin its key in the same column",
        nextLine(text, at),
      )
    case "BLOCK_IN_FLOW":
      return say(`a comma is missing before this, or ${QUOTE_COLON}`)
    case "BAD_INDENT":
      return say(message.startsWith("Flow") ? `a closing ${message.at(-1)} is missing before this` : OTHER_COLUMN)
    case "UNEXPECTED_TOKEN":
      if (message.startsWith("Block scalar")) return say("a text after | or > begins on the next line, further in")
      return say(message.includes("scalar") ? AFTER_QUOTE : message)
    case "MISSING_CHAR":
      if (message.startsWith("Sequence item")) return say(OTHER_COLUMN)
      return say(
        missingCharacter(message, rest),
        message.includes("closing") ? text.lastIndexOf(message.slice(-6, -5), at) : at,
      )
    case "BAD_SCALAR_START":
      return say(`a text may not begin with ${rest.charAt(0)}: put it in quotes`)
    case "BAD_DQ_ESCAPE":
      return say("in double quotes a backslash begins a special character: put the text in single quotes")
    case "TAG_RESOLVE_FAILED":
      return say("a text that begins with ! has to be in quotes: a plan file has no YAML tags of its own")
    case "RESOURCE_EXHAUSTION":
      return say("nested too deeply")
    case "MULTIPLE_DOCS":
      return say("more than one YAML document: a plan file holds one, and no line with --- or ... in it")
    case "NON_STRING_KEY":
      return say("a key that is not a text")
    default:
      return say(message)
  }
}

const OTHER_COLUMN = "this line begins in another column than those to which it belongs: begin it where they do"
const QUOTE_COLON = "a colon and a space stand inside a text: put the whole text in quotes"
const AFTER_QUOTE =
  "more text follows a closing quote: put a text with \" in it between ', and one with ' in it between \""

/** A line that is to be a key with its value, and is none. */
function unfinishedKey(line: string): string {
  const [, key, value] = /^(\w+):(\S.*)$/.exec(line.trim()) ?? []
  if (key && value) return `a space is missing after the colon: write ${key}: ${value.slice(0, 40)}`
  return "a colon is missing after the key, as in title: A plan; a text of several lines is written in quotes, or begins further in"
}

function missingCharacter(message: string, rest: string): string {
  if (message.startsWith("Implicit map keys")) return unfinishedKey(rest)
  if (message.includes("closing")) return "this quote is never closed"
  return message.startsWith("Missing ,") ? "a comma is missing before this" : message
}

/** Where the first key of the next line begins; the offset itself, where there is none. */
function nextLine(text: string, at: number): number {
  const end = text.indexOf("\n", at)
  const begins = end < 0 ? -1 : text.slice(end).search(/\S/)
  return begins < 0 ? at : end + begins
}
