import { type MessageParts, messageOf } from "./messageParts.ts"

/** A fault of a text, at an offset in it. */
export interface SourceProblem {
  at: number
  parts: MessageParts
}

/** An error or a warning of the YAML parser. */
interface YamlFault {
  pos: readonly number[]
  code: string
  message: string
}

/** What is wrong first with the YAML of a text, for whoever wrote it; what follows a fault is mostly its consequence. */
export function yamlProblem(text: string, faults: readonly YamlFault[]): SourceProblem[] {
  const [first] = [...faults.filter(({ code }) => code === "TAB_AS_INDENT"), ...faults]
  return first ? [problemOf(text, first)] : []
}

function problemOf(text: string, { pos: [at = 0], code, message }: YamlFault): SourceProblem {
  const end = text.indexOf("\n", at)
  const rest = text.slice(at, end < 0 ? undefined : end)
  const begun = text.slice(text.lastIndexOf("\n", at - 1) + 1, at)
  if (/^\s*-\w+:/.test(begun))
    return { at: at - begun.trimStart().length, parts: messageOf`a space is missing after the dash` }
  const marked = /(?:^|[\s[{,])([*&!])[^\s,\]}]*\s+$/.exec(begun)
  const say = (fault: MessageParts, where = at): SourceProblem => ({ at: where, parts: fault })
  switch (code) {
    case "TAB_AS_INDENT":
      return say(messageOf`a tab indents this line: indent with spaces`)
    case "MULTILINE_IMPLICIT_KEY":
      return say(unfinishedKey(rest))
    case "BLOCK_AS_IMPLICIT_KEY":
      if (rest.includes(": ") || begun.trim() === "") return say(QUOTE_COLON)
      return say(
        messageOf`this line begins further in than the one before: begin its key in the same column`,
        nextLine(text, at),
      )
    case "BLOCK_IN_FLOW":
      return say(messageOf`a comma is missing before this, or ${QUOTE_COLON}`)
    case "BAD_INDENT":
      return say(
        message.startsWith("Flow") ? messageOf`a closing ${message.slice(-1)} is missing before this` : OTHER_COLUMN,
      )
    case "UNEXPECTED_TOKEN":
      if (message.startsWith("Block scalar") || /[|>]\S*\s+$/.test(begun))
        return say(messageOf`a text after | or > begins on the next line, further in`)
      if (rest.startsWith("- ")) return say(notAtTheBeginning("-"))
      if (marked?.[1])
        return say(notAtTheBeginning(marked[1]), at - begun.length + marked.index + marked[0].search(/\S/))
      return say(message.includes("scalar") ? AFTER_QUOTE : unreadable(rest))
    case "MISSING_CHAR":
      if (message.startsWith("Sequence item")) return say(OTHER_COLUMN)
      return say(
        missingCharacter(message, rest),
        message.includes("closing") ? text.lastIndexOf(message.slice(-6, -5), at) : at,
      )
    case "BAD_SCALAR_START":
      return say(notAtTheBeginning(rest.charAt(0)))
    case "BAD_DQ_ESCAPE":
      return say(messageOf`in double quotes a backslash begins a special character: put the text in single quotes`)
    case "TAG_RESOLVE_FAILED":
      return say(messageOf`a text that begins with ! has to be in quotes: a plan file has no YAML tags of its own`)
    case "RESOURCE_EXHAUSTION":
      return say(messageOf`nested too deeply`)
    case "MULTIPLE_DOCS":
      return say(messageOf`more than one YAML document: a plan file holds one, and no line with --- or ... in it`)
    case "NON_STRING_KEY":
      return say(messageOf`a key that is not a text`)
    case "ALIAS_PROPS":
    case "BAD_ALIAS":
    case "MULTIPLE_ANCHORS":
    case "MULTIPLE_TAGS":
      return say(notAtTheBeginning(rest.charAt(0)))
    case "KEY_OVER_1024_CHARS":
      return say(messageOf`a key of more than 1024 characters: put the text in which a colon stands in quotes`)
    default:
      return say(unreadable(rest))
  }
}

const OTHER_COLUMN = messageOf`this line begins in another column than those to which it belongs: begin it where they do`
const QUOTE_COLON = messageOf`a colon and a space stand inside a text: put the whole text in quotes`
const AFTER_QUOTE = messageOf`more text follows a closing quote: put a text with " in it between ', and one with ' in it between "`

/** A line that is to be a key with its value, and is none. */
function unfinishedKey(line: string): MessageParts {
  const [, key, value] = /^(\w+):(\S.*)$/.exec(line.trim()) ?? []
  if (key && value) return messageOf`a space is missing after the colon: write ${`${key}: ${value.slice(0, 40)}`}`
  return messageOf`a colon is missing after the key, as in title: A plan; a text of several lines is written in quotes, or begins further in`
}

function missingCharacter(message: string, rest: string): MessageParts {
  if (message.startsWith("Implicit map keys")) return unfinishedKey(rest)
  if (message.includes("closing")) return messageOf`this quote is never closed`
  if (message.startsWith("Missing ,")) return messageOf`a comma is missing before this`
  if (message.startsWith("Missing space")) return messageOf`a space is missing after the colon`
  if (message.startsWith("Comments")) return messageOf`a space is missing before #, which begins a remark`
  return unreadable(rest)
}

function notAtTheBeginning(mark: string): MessageParts {
  return messageOf`a text may not begin with ${mark}: put it in quotes`
}

/** What is said of whatever else the parser does not take. */
function unreadable(rest: string): MessageParts {
  const begins = rest.trim().slice(0, 20)
  if (!begins) return messageOf`this line ends too early: a value, a quote or a bracket is missing`
  return messageOf`"${begins}" cannot stand here: put a text with such signs in quotes, or look for a sign too many before it`
}

/** Where the first key of the next line begins; the offset itself, where there is none. */
function nextLine(text: string, at: number): number {
  const end = text.indexOf("\n", at)
  const begins = end < 0 ? -1 : text.slice(end).search(/\S/)
  return begins < 0 ? at : end + begins
}
