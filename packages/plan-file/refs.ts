import { type ReferenceKind, refTo } from "@demarche/workflows/meanings"
import { Id, Line, LocalizedTitle } from "@demarche/workflows/terms"
import { annotated, Prose } from "@demarche/workplan/rules/annotated"
import * as z from "zod"

/** The id of something of the file, which may be marked as inferred. */
export const ref = (...to: ReferenceKind[]) => annotated(refTo(Id, ...to), "ref")
/** Several of them; none, where the file says nothing. */
export const refs = (...to: ReferenceKind[]) => annotated(z.array(refTo(Id, ...to)), "refs").prefault([])
/** What something of the document is called, and what in other languages than its own. */
export const called = { title: Line, titles: LocalizedTitle.optional() }
/** What a reader of the document remarks. */
export const note = Prose.optional()
