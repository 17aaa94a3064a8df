import { PlanWording } from "@demarche/workflows/document"
import { ReaderLanguage } from "@demarche/workflows/terms"
import { DueReading, OutputReading } from "@demarche/workplan/read-model/readingSchemas"
import { DraftReading, StatementReading } from "@demarche/workplan/read-model/textSchemas"
import * as z from "zod"

// The schemas of a plan's document as it stands. The OpenAPI document reads them at run time, all others their types.

const promised = OutputReading.shape.deliverables.element.shape

/** What the record says of something that a line of the document is about. */
const LineItem = z.object({
  code: z.string(),
  is: z.enum(["plan", "activity", "output", "deliverable", "objective", "track", "theme", "party", "date", "line"]),
  /** Of an activity, a party or a date its kind, of an output its type; null where the plan says none. */
  kind: z.string().nullable(),
  /** Of the plan, an activity or an output: the state and substate, in words of the answer's language, and since when (UTC). */
  state: z.string().nullable(),
  substate: z.string().nullable(),
  words: z.string().nullable(),
  since: z.string().nullable(),
  /** Also of a deliverable, by its own rules; then without the days left. */
  due: DueReading.extend({ days: DueReading.shape.days.optional() }).nullable(),
  /** Of an output and a deliverable, what shows that it is there; null of anything else. */
  evidence: z.array(promised.evidence.element.extend({ deliverable: z.string() })).nullable(),
  /** Of a deliverable its indicators, whether it lacks nothing, and what it was found to be; null of anything else. */
  indicators: promised.indicators.nullable(),
  fulfilled: promised.fulfilled.nullable(),
  met: promised.met,
  /** Of an activity, what corrects the text that was agreed; null of anything else. */
  corrigenda: DraftReading.shape.corrigenda.nullable(),
  /** Of an activity, the statements on the text that was agreed, for those who may know of them; null of anything else and for others. */
  statements: z.array(StatementReading.extend({ name: z.string().nullable() })).nullable(),
  /** Its number on the record, which is the version, and where to read it; of a deliverable its output's. */
  record: z.object({ number: z.int(), address: z.string() }).nullable(),
  warnings: z.array(z.object({ code: z.string(), note: z.string() })),
  /** The values that a reader of the document inferred, and nobody has confirmed. */
  inferred: z.array(z.object({ field: z.string(), basis: z.string().nullable() })),
})
export type LineItem = z.infer<typeof LineItem>

/** A line of the document, with what it is about. */
const DocumentLine = PlanWording.shape.document
  .unwrap()
  .element.omit({ about: true })
  .extend({
    /** Where it is not the document's own. */
    language: ReaderLanguage.optional(),
    items: z.array(LineItem),
  })
export type DocumentLine = z.infer<typeof DocumentLine>

/** A plan in its document's order and words, each line with what the record says of what it is about. */
export const LivingDocument = z.object({
  language: PlanWording.shape.language.unwrap().nullable(),
  /** The instant of the past that was asked for (UTC), and the plan's zone. */
  asOf: z.string().nullable(),
  zone: z.string(),
  /** Whether the plan has no document of its own, and these are its titles and texts in their order. */
  derived: z.boolean(),
  plan: LineItem,
  lines: z.array(DocumentLine),
  /** The activities and outputs that no line is about, by their titles. */
  beside: z.array(DocumentLine),
})
export type LivingDocument = z.infer<typeof LivingDocument>
