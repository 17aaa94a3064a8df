import * as z from "zod"
import { meaning, type ReferenceKind, refTo } from "./meanings.ts"
import { Day, Id, Line, Month, NewId, Quarter, ReaderLanguage, Said, Title, titled } from "./terms.ts"

// What the document of a plan says and no rule uses: kept, and shown with what it belongs to. What is here is recorded: fields
// may be added, never taken out or renamed.

/** A longer text of the document. */
export const Passage = meaning(z.string().min(1).max(40_000), { is: "words" })

/** The name of a value that is marked, such as "kind" or "markers.gender". */
export const AnnotatedField = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]{0,39}(\.[A-Za-z0-9_-]{1,64})?$/, "a field, such as kind")

/**
 * Where a value comes from: whether a reader of the document inferred it, and from what. A `title` that is marked was not the
 * document's, nor was what it is the title of.
 */
export const Annotation = z.object({
  field: meaning(AnnotatedField, { is: "opaque" }),
  inferred: z.boolean(),
  basis: Passage.optional(),
})
export type Annotation = z.infer<typeof Annotation>
export const Annotations = z.array(Annotation).max(200)

/** How binding the document's own words are: "may include", "where feasible". */
const ModalityWording = z.object({
  term: Line,
  binding: z.enum(["optional", "conditional", "ongoing", "required"]).optional(),
  needsDecision: z.literal(true).optional(),
})

const noted = { note: Passage.optional(), annotations: Annotations.optional() }

/** What the document says of when an activity is done, beside its due rules. */
const ScheduleWording = z.object({
  /** The line of the timeline that its quarters are from, and the lines that are instances of it. */
  via: refTo(Id, "timeline line").optional(),
  instances: z.array(refTo(Id, "timeline line")).max(100).optional(),
  /** A quarter that a reader suggests; it sets no due date. */
  suggested: Quarter.optional(),
  /** The date of the plan that it may not come after. */
  notAfter: refTo(Id, "deadline event").optional(),
  note: Passage.optional(),
})

/** What the document says of an activity and no rule uses. */
export const ActivityWording = z.object({
  text: Passage.optional(),
  modality: ModalityWording.optional(),
  schedule: ScheduleWording.optional(),
  /** The actor on whose request it is done. */
  onDemandBy: refTo(Id, "actor").optional(),
  subForms: z.array(Line).max(50).optional(),
  /** The document that it makes, where no output names it. */
  deliverable: z
    .object({ id: meaning(Id, { is: "name" }), ...titled, title: Title.optional(), note: Passage.optional() })
    .optional(),
  note: Passage.optional(),
})
export type ActivityWording = z.infer<typeof ActivityWording>

/** What the document says of an output and no rule uses. */
export const OutputWording = z.object({
  type: Line.optional(),
  schedule: ScheduleWording.pick({ via: true, notAfter: true })
    .extend({ by: refTo(Id, "deadline event").optional() })
    .optional(),
  /** How often the output itself is promised, where the document says. */
  cardinality: z.object({ min: z.int(), max: z.int().nullable(), note: Passage.optional() }).optional(),
  note: Passage.optional(),
})
export type OutputWording = z.infer<typeof OutputWording>

/** What shows how far a deliverable has come: where it began, what is aimed at, in what. */
export const IndicatorWording = z.object({
  ...titled,
  title: Line,
  baseline: Line.optional(),
  target: Line.optional(),
  unit: Line.optional(),
})
export type IndicatorWording = z.infer<typeof IndicatorWording>

/** What the document says of a deliverable, in words. */
export const deliverableWording = {
  quote: Passage.optional(),
  text: Passage.optional(),
  measurable: z.boolean().optional(),
  /** What is to show that it exists. */
  evidenceSought: Passage.optional(),
  partners: z.array(refTo(Id, "actor")).max(50).optional(),
  mustCover: z.array(Line).max(30).optional(),
  countNote: Passage.optional(),
  indicators: z.array(IndicatorWording).max(20).optional(),
  ...noted,
}

const of = (kind: ReferenceKind) => ({ id: refTo(Id, kind), ...noted })

/** A date of the plan as its document has it; where a meeting stands by now, the plan's meetings say. */
export const DocumentDate = z.object({
  id: NewId,
  ...titled,
  kind: Line.optional(),
  dates: z
    .object({ from: Day, to: Day, month: Month, precision: z.enum(["day", "month"]) })
    .partial()
    .optional(),
  place: Line.optional(),
  president: Line.optional(),
  /** Counted from another date, in weeks. */
  rule: z.object({ anchor: refTo(Id, "deadline event"), weeks: z.int() }).optional(),
  due: z.object({ quarter: Quarter }).optional(),
  ...noted,
})
export type DocumentDate = z.infer<typeof DocumentDate>

/** A heading, a paragraph or a bullet of the document as it is written, and what of the plan it says. */
const DocumentPart = z.object({
  is: z.enum(["heading", "paragraph", "bullet"]),
  level: z.int().min(1).max(6).optional(),
  text: Passage,
  about: z
    .array(
      refTo(
        Id,
        ...(["deadline event", "theme", "objective", "track", "activity", "output", "deliverable"] as const),
        "timeline line",
        "actor",
      ),
    )
    .max(20)
    .optional(),
})

/** What it leaves unclear: in a reader's own words, or by its code with what the sentence of that code names. */
const DocumentWarning = z.object({
  code: Line,
  line: z.int().optional(),
  quote: Passage.optional(),
  note: Passage.optional(),
  values: z.record(z.string().max(40), z.union([meaning(z.string().max(40_000), { is: "words" }), z.int()])).optional(),
  about: Said.optional(),
  items: z.array(Said).optional(),
})

/** What the document says of the whole plan and no rule uses; of what the plan lists, by its id. */
export const PlanWording = z
  .object({
    language: ReaderLanguage,
    source: z.object({ file: Line }),
    coordinators: z.array(refTo(Id, "actor")).max(50),
    startsOn: Day,
    endsAtEvent: refTo(Id, "deadline event"),
    background: z.array(Passage).max(300),
    document: z.array(DocumentPart).max(3_000),
    deadlineEvents: z.array(DocumentDate).max(300),
    objectiveWording: z
      .array(z.object({ ...of("objective"), text: Passage.optional(), modality: ModalityWording.optional() }))
      .max(100),
    trackWording: z
      .array(
        z.object({
          ...of("track"),
          text: Passage.optional(),
          objectives: z.array(refTo(Id, "objective")).max(100).optional(),
        }),
      )
      .max(100),
    themeWording: z
      .array(z.object({ ...of("theme"), track: refTo(Id, "track").optional(), status: Line.optional() }))
      .max(300),
    partyWording: z
      .array(
        z.object({ ...of("actor"), roles: z.array(Line).max(20).optional(), ambiguous: z.literal(true).optional() }),
      )
      .max(300),
    bodyWording: z.array(z.object({ ...of("body") })).max(20),
    lineWording: z
      .array(
        z.object({
          ...of("timeline line"),
          match: Line,
          of: refTo(Id, "activity", "output", "deliverable").optional(),
        }),
      )
      .max(300),
    warnings: z.array(DocumentWarning),
    annotations: Annotations,
  })
  .partial()
export type PlanWording = z.infer<typeof PlanWording>

/** How many bytes of wording one event holds, of the 64 KB that it may take. */
const EVENT_WORDING = 48_000

/** Wording as one event holds it; with `goesOn`, its list continues the one of the event before. */
type WordingPart = PlanWording & { goesOn?: true }

/** The fields of a command that are wording, in as many parts as events hold them. */
export function wordingIn(command: object): WordingPart[] {
  const parts: { wording: Record<string, unknown>; bytes: number }[] = []
  for (const [field, value] of Object.entries(command)) {
    if (!(field in PlanWording.shape) || value === undefined) continue
    for (const [at, piece] of piecesOf(value).entries()) {
      const bytes = bytesOf(piece)
      const last = parts.at(-1)
      if (at === 0 && last && !last.wording.goesOn && last.bytes + bytes <= EVENT_WORDING) {
        last.wording[field] = piece
        last.bytes += bytes
      } else parts.push({ wording: { [field]: piece, ...(at > 0 && { goesOn: true }) }, bytes })
    }
  }
  return parts.map(({ wording }) => wording)
}

/** A value as it is or, of a list that is too long for one event, its runs. */
function piecesOf(value: unknown): unknown[] {
  if (!Array.isArray(value) || bytesOf(value) <= EVENT_WORDING) return [value]
  const runs: unknown[][] = [[]]
  for (const each of value) {
    const last = runs.at(-1) ?? []
    if (last.length > 0 && bytesOf([...last, each]) > EVENT_WORDING) runs.push([each])
    else last.push(each)
  }
  return runs
}

function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length
}
