import { refTo } from "@demarche/workflows/meanings"
import { Id, NewId, Quarter } from "@demarche/workflows/terms"
import { annotation } from "@demarche/workplan/rules/annotated"
import * as z from "zod"
import { called, note } from "./refs.ts"

const matches = [
  "verbatim_duplicate",
  "shortened_duplicate",
  "timeline_only",
  "instance_of",
  "produces",
  "placeholder",
] as const

const PlainMatch = z.enum(matches).transform((value) => ({ value, of: undefined, inferred: false, basis: undefined }))

/** A line of the document's timeline, and how it relates to what the tracks say. */
export const TimelineLine = z.strictObject({
  id: NewId,
  quarter: Quarter,
  activity: refTo(Id, "activity"),
  match: z.union([
    PlainMatch,
    z.strictObject({
      value: z.enum(matches),
      of: refTo(Id, "activity", "output", "deliverable").optional(),
      ...annotation,
    }),
  ]),
  ...called,
  note,
})
