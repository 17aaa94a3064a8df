import { Line } from "@demarche/workflows/terms"
import * as z from "zod"
import { called } from "./refs.ts"

/** A number, or words that name one. */
const Figure = z.union([Line, z.number().transform(String)])

/** What shows how far a deliverable has come: where it began, what is aimed at, in what. */
export const Indicator = z.strictObject({
  ...called,
  baseline: Figure.optional(),
  target: Figure.optional(),
  unit: Line.optional(),
})
