import { ActivityKind } from "@demarche/workflows/activity/fields"
import { meaning } from "@demarche/workflows/meanings"
import type { CheckRule } from "@demarche/workflows/procedure"
import { defined } from "@demarche/workflows/schemas"
import { Id } from "@demarche/workflows/terms"
import * as z from "zod"
import { custom, messageOf } from "./messageParts.ts"
import { WrittenOffice } from "./people.ts"
import { strayKeys } from "./strayKeys.ts"
import { PartName, titlesOf, WrittenTitles } from "./writtenNames.ts"

/** The kinds of check, each with the keys that are its alone. */
const kinds = {
  marker: ["options"],
  reference: ["none_allowed"],
  advice: ["waived_by"],
  sign_off: [],
  coverage: [],
} as const

const OfficeList = z.union([WrittenOffice.transform((office) => [office]), z.array(WrittenOffice).min(1).max(10)])

/** A check: what it is, who records it, and before which step it is asked. */
export const WrittenCheck = z
  .strictObject({
    is: z.enum(["marker", "reference", "advice", "sign_off", "coverage"]),
    title: WrittenTitles.optional(),
    before: PartName.default("last"),
    for: z.array(ActivityKind).min(1).max(10).default(["document"]),
    renewed: z.boolean().default(false),
    options: z
      .array(meaning(Id, { is: "opaque" }))
      .min(1)
      .max(30)
      .optional(),
    by: OfficeList.default(["coordinator"]),
    waived_by: OfficeList.optional(),
    none_allowed: z.boolean().optional(),
  })
  .superRefine((check, { addIssue }) => {
    for (const { path, parts } of strayKeys(kinds, check.is, check)) addIssue({ ...custom(parts), path })
    if (check.is === "marker" && !check.options)
      addIssue({ ...custom(messageOf`a marker has options: write them as a list`), path: ["is"] })
  })
export type WrittenCheck = z.infer<typeof WrittenCheck>

/** A check as a plan records it. */
export function checkOf(id: string, check: WrittenCheck, language: string): CheckRule {
  return defined({
    id,
    is: check.is === "sign_off" ? ("signOff" as const) : check.is,
    title: titlesOf(check.title ?? spoken(id), language),
    before: check.before,
    for: check.for,
    renewed: check.renewed ? (true as const) : undefined,
    options: check.options,
    by: check.by,
    waivedBy: check.waived_by,
    noneAllowed: check.none_allowed ? (true as const) : undefined,
  })
}

/** An id as words: "gender-advice" is "Gender advice". */
function spoken(id: string): string {
  const words = id.replaceAll("-", " ")
  return words.charAt(0).toUpperCase() + words.slice(1)
}
