import { meaning } from "@demarche/workflows/meanings"
import type { Step } from "@demarche/workflows/procedure"
import { defined } from "@demarche/workflows/schemas"
import * as z from "zod"
import { custom, type MessageParts, messageOf } from "./messageParts.ts"
import { WrittenOffice } from "./people.ts"
import { strayKeys } from "./strayKeys.ts"
import { PartName, titlesIn, WrittenTitles } from "./writtenNames.ts"

/** The kinds of step, each with the keys that are its alone. */
const kinds = {
  record: ["each"],
  clearance: ["or"],
  silence: ["hours", "days", "working_days", "ends", "broken_by", "languages"],
  meeting: [],
} as const

const endings = { office_hours: "officeHours", working_day: "workingDay", any_time: "anyTime" } as const

/** A step of a path: what it is, of whom, as in `{ clearance: secretariat }`, and what goes with that. */
export const WrittenStep = z
  .strictObject({
    record: WrittenOffice.optional(),
    each: z.boolean().optional(),
    clearance: WrittenOffice.optional(),
    or: WrittenOffice.optional(),
    silence: PartName.optional(),
    hours: z.int().min(1).max(8_784).optional(),
    days: z.int().min(1).max(366).optional(),
    working_days: z.int().min(1).max(260).optional(),
    ends: z.enum(["office_hours", "working_day", "any_time"]).optional(),
    broken_by: z.union([z.int().min(1).max(300), z.literal("none")]).optional(),
    languages: z
      .array(meaning(z.string().max(40), { is: "opaque" }))
      .max(20)
      .optional(),
    meeting: z.union([PartName, z.array(PartName).min(1).max(10)]).optional(),
    id: PartName.optional(),
    as: WrittenTitles.optional(),
    kept: z.boolean().default(false),
  })
  .superRefine((step, { addIssue }) => {
    const refuse = (fault: MessageParts, path: string[] = []) => addIssue({ ...custom(fault), path })
    const [kind, other] = kindsOf(step)
    if (!kind || other) return refuse(messageOf`a step is one of record, clearance, silence and meeting`)
    for (const stray of strayKeys(kinds, kind, step)) refuse(stray.parts, stray.path)
    if (step.hours && step.days) refuse(messageOf`a silence has hours or days, not both`, ["days"])
    if (kind === "silence" && !step.hours && !step.days && !step.working_days)
      refuse(messageOf`a silence says how long it is at least: hours, days or working_days`, ["silence"])
  })
export type WrittenStep = z.infer<typeof WrittenStep>

type StepKind = keyof typeof kinds

function kindsOf(step: Partial<Record<StepKind, unknown>>): StepKind[] {
  const all: StepKind[] = ["record", "clearance", "silence", "meeting"]
  return all.filter((kind) => step[kind] !== undefined)
}

/** The steps of a path as a plan records them; a name that a step does not give is made of `as` or of its kind. */
export function stepsOf(written: readonly WrittenStep[], language: string): Step[] {
  const taken = new Set(written.flatMap(({ id }) => id ?? []))
  return written.map((step) => {
    const title = titlesIn(step.as, language)
    const id = step.id ?? freeName(title ? slugOf(title) : "", step, taken)
    taken.add(id)
    return stepOf(step, defined({ id, title, kept: step.kept ? (true as const) : undefined }))
  })
}

function freeName(slug: string, step: WrittenStep, taken: ReadonlySet<string>): string {
  const base = slug || kindsOf(step)[0] || "step"
  for (let nth = 1; ; nth++) {
    const name = nth === 1 ? base : `${base}-${nth}`
    if (!taken.has(name)) return name
  }
}

/** The title's first text as an id: "last call" is `last-call`; empty where it has no Latin letter or digit. */
function slugOf(titles: Record<string, string>): string {
  const [text = ""] = Object.values(titles)
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
  return plain
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-|-$/g, "")
}

function stepOf(step: WrittenStep, named: Pick<Step, "id" | "title" | "kept">): Step {
  const { record, clearance, silence } = step
  if (record) return { ...named, is: "record", by: record, ...(step.each && { each: true }) }
  if (clearance) return { ...named, is: "clearance", by: clearance, ...(step.or && { or: step.or }) }
  if (!silence) return { ...named, is: "meeting", of: [step.meeting ?? []].flat() }
  return {
    ...named,
    is: "silence",
    of: silence,
    hours: step.hours ?? 24 * (step.days ?? 0),
    workingDays: step.working_days ?? 0,
    ends: endings[step.ends ?? "any_time"],
    brokenBy: step.broken_by ?? 1,
    ...(step.languages && { languages: step.languages }),
  }
}
