import { eitherOf, type MessageParts, messageOf } from "./messageParts.ts"
import { nearest } from "./nearest.ts"
import { PlanFile } from "./planFile.ts"
import { keysAt } from "./schemaAt.ts"
import type { FilePath } from "./source.ts"

/** Words that people write for fields of other names. */
const otherwise: Readonly<Record<string, readonly string[]>> = {
  email: ["address"],
  mail: ["address"],
  name: ["title"],
  heading: ["title"],
  description: ["text"],
  timezone: ["time_zone", "zone"],
  tz: ["time_zone", "zone"],
  responsible: ["owner"],
  deadline: ["schedule", "due", "dates"],
  date: ["dates", "schedule", "due"],
  start: ["starts_on", "from"],
  end: ["ends_at_event", "to"],
  country: ["party"],
  role: ["office", "offices", "roles"],
  type: ["kind"],
}

const INVISIBLE = /[\u00A0\u2007\u202F]|\p{Cf}/u

/** What a key was probably meant to be that the format does not have there. */
interface Meant {
  /** The key beside it, where it is one. */
  key?: string
  /** What to do, as a question or an advice. */
  advice: MessageParts
}

/** What was probably meant by an unknown key of the map at a path; `beside` are the other keys there. */
export function meantBy(key: string, path: FilePath, beside: readonly string[]): Meant {
  const here = [...new Set(keysAt(PlanFile, path))]
  if (here.includes(key))
    return { advice: messageOf`it does not go with ${beside.map((other) => `\`${other}\``).join(", ")}` }
  const free = here.filter((one) => !beside.includes(one))
  const word = key.toLowerCase().replace(/[^a-z]/g, "")
  const same = nearest(key, free) ?? otherwise[word]?.find((one) => free.includes(one))
  if (same && INVISIBLE.test(key))
    return { key: same, advice: messageOf`it has an invisible character: type \`${same}\` anew` }
  if (same) return { key: same, advice: messageOf`did you mean \`${same}\`?` }
  const below = here.filter((one) => keysAt(PlanFile, [...path, one]).includes(key))
  if (below.length > 0) return { advice: messageOf`it goes into ${eitherOf(below.map((one) => `\`${one}\``))}` }
  const depth = path.findLastIndex((_, at) => keysAt(PlanFile, path.slice(0, at)).includes(key))
  if (depth >= 0) return { advice: messageOf`it goes further out, in the column of \`${String(path[depth])}\`` }
  return {
    advice:
      here.length > 0 && here.length <= 12
        ? messageOf`here may stand ${here.join(", ")}`
        : messageOf`the format has none such here`,
  }
}
