import { type MessageParts, messageOf } from "./messageParts.ts"
import type { SourceProblem } from "./yamlFaults.ts"

/** Where a text is no JSON, and what to do there, by the message of the parser. */
export function jsonFault(text: string, message: string): SourceProblem {
  const at = Number(message.match(/at position (\d+)/)?.[1] ?? placeOf(text, message))
  return { at, parts: messageOf`not JSON: ${adviceFor(message)}` }
}

/** As many characters before the wrong one are quoted by a message that leaves out the beginning. */
const QUOTED_BEFORE = 10

/** Where a text is quoted by a message that has no position; its end, where it is not. */
function placeOf(text: string, message: string): number {
  const [, token = "", cut, around = ""] =
    /^Unexpected token '(.+?)', (\.\.\.)?"(.*)"(?:\.\.\.)? is not/s.exec(message) ?? []
  const from = around ? text.indexOf(around) : -1
  return from < 0 ? text.length : from + around.indexOf(token, cut ? QUOTED_BEFORE : 0)
}

function adviceFor(message: string): MessageParts {
  if (/end of JSON|[Uu]nterminated/.test(message))
    return messageOf`the text ends before it is complete: a closing quote or bracket is missing`
  if (/property name/.test(message))
    return messageOf`a key in double quotes belongs here, and no comma after the last entry`
  if (/Expected ','/.test(message)) return messageOf`a comma or a closing bracket is missing before this`
  if (/Expected ':'/.test(message)) return messageOf`a colon is missing after the key`
  if (/control character/.test(message))
    return messageOf`a text goes on over the end of a line or has a tab in it: write \\n or \\t`
  if (/scape/.test(message)) return messageOf`a backslash begins a special character: write it twice`
  return messageOf`what stands here has no double quotes around it, or does not belong here`
}
