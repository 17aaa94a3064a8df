import { parse, stringify } from "yaml"
import { ccmFile } from "./ccm.ts"

/** What stands in every title in the document's language, and in no other text; and in every one in the other. */
export const [FIRST, SECOND] = ["¤", "ƒ"]

/** The CCM plan with each title in both languages, and all its people reading the other one. */
export function twinsFile(): string {
  const { procedure, ...file } = parse(ccmFile())
  const people = file.people.map((person: object) => ({ ...person, language: "fr" }))
  return stringify({ procedure, ...Object(twinned({ ...file, people })) }, { lineWidth: 0 })
}

function twinned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(twinned)
  if (typeof value !== "object" || value === null) return value
  const inner = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, twinned(each)]))
  const { title } = inner
  return typeof title === "string"
    ? { ...inner, title: `${title} ${FIRST}`, titles: { fr: `${title} ${SECOND}` } }
    : inner
}
