import { readFileSync } from "node:fs"
import { upgradePlan } from "@demarche/past/planFile"
import { PlanFileError, type PlanFileIssue } from "@demarche/plan-file/errors"
import { parsePlan } from "@demarche/plan-file/parse"
import { rewrite } from "@demarche/plan-file/rewrite"

/** The plan file that is delivered with the project. */
export const ccm = read("../../packages/plan-file/plans/ccm-gso-2025-2026.yaml")

/** The same document taken apart by somebody else, in format 1: no people, no bodies, no calendar. */
export const takenApart = upgraded(read("./fixtures/takenApart.txt"))

/** The document itself. */
export const document = read("./fixtures/document.txt")

/** The plan file as it was delivered in format 1. */
export const ccmOfFormat1 = read("./format1/ccm-gso-2025-2026.yaml")

/** A plan file of format 1 in format 2. */
export function upgraded(text: string): string {
  return rewrite(text, "yaml", (value) => upgradePlan(value).value)
}

export function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), "utf8")
}

/** A plan as small as the format allows, 16 lines. */
export const small = `schema_version: 2
work_plan:
  id: small
  title: A small plan
  coordinators: [austria]
  cycle: {label: "2026", starts_on: "2026-01-01", ends_at_event: meeting}
  time_zone: Europe/Zurich
deadline_events:
  - {id: meeting, title: The meeting, dates: {from: "2026-09-14", to: "2026-09-18"}}
actors:
  - {id: austria, title: Austria, kind: state_party}
tracks:
  - {id: t1, number: "1", title: The track}
activities:
  - {id: a1, track: t1, title: First, kind: document, schedule: {quarters: [2026-Q2]}}
  - {id: a2, track: t1, title: Second, kind: event, schedule: {quarters: []}}
`

/** The small plan with rules of procedure, which stand on its second line. */
export function procedureIn(written: string): string {
  return small.replace("\n", () => `\nprocedure: ${written}\n`)
}

/** The number, from 1, of the one line of a text that begins with these words, list marks and brackets aside. */
export function lineOf(text: string, words: string): number {
  const lines = text.split("\n").map((line) => line.replace(/^[\s{-]*/, ""))
  const begins = (line: string) =>
    line === words || (line.startsWith(`${words}`) && /[\s,:]/.test(line.charAt(words.length)))
  const at = lines.findIndex(begins)
  if (at < 0 || lines.findLastIndex(begins) !== at) throw new Error(`not on one line: ${words}`)
  return at + 1
}

/** What is wrong with a text, as "line:column path message". */
export function wrongs(text: string, media: "yaml" | "json" = "yaml"): string[] {
  return issuesOf(text, media).map(({ line, column, path, message }) => `${line}:${column} ${path} ${message}`)
}

/** What is wrong with a text; nothing where it is a plan. */
export function issuesOf(text: string, media: "yaml" | "json" = "yaml"): PlanFileIssue[] {
  try {
    parsePlan(text, media)
    return []
  } catch (error) {
    if (error instanceof PlanFileError) return error.issues
    throw error
  }
}
