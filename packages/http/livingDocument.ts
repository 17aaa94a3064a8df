import { besideLines, derivedLines, type WrittenLine } from "@demarche/application/documentLines"
import { inPieces } from "@demarche/application/inPieces"
import { type Language, stateText, translateDynamic } from "@demarche/i18n"
import type { Annotation } from "@demarche/workflows/document"
import type { Proposed } from "@demarche/workflows/planCommands"
import type { Readings } from "@demarche/workplan"
import { statementsOnAgreed } from "@demarche/workplan/read-model/statements"
import type { DocumentLine, LineItem, LivingDocument } from "./livingSchemas.ts"
import { type DocumentReading, documentOf } from "./planDocument.ts"

/** A plan at an instant, and its items as its reader may see them. */
interface PlanFound {
  activities: Readings["activity"][]
  outputs: Readings["output"][]
  id: string
  fields: Proposed
  context: Parameters<typeof documentOf>[1] & { zone: string }
  /** Of parties, offices and individuals, by the ids in whose name statements are made. */
  names: ReadonlyMap<string, string>
  state: string | undefined
  since: string
  version: number
}

/** The document of a plan as found then, in words of that language; `asOf` is the instant of the past that was asked for. */
export async function livingDocument(
  { id, fields, context, names, state, since, version, activities, outputs }: PlanFound,
  { asOf, language }: { asOf: string | null; language: Language },
): Promise<LivingDocument> {
  const said = documentOf(fields, context, language)
  const known = new Map<string, LineItem>()
  const add = (item: LineItem) => void known.set(item.code, item)
  const warned = warningsByCode(said.warnings)
  for (const entry of entriesOf(said)) add({ ...entry, warnings: warned(entry.code) })
  await inPieces(activities, (item) => add({ ...activityItem(item, names, language), warnings: warned(item.code) }))
  for (const item of outputs) {
    const deliverables = item.deliverables.map((each) => deliverableItem(item, each))
    for (const each of [outputItem(item, language), ...deliverables]) add({ ...each, warnings: warned(each.code) })
  }
  const derived = said.document.length === 0
  const written = derived ? derivedLines(language, fields, said, { activities, outputs }) : said.document
  const lineOf = lineWith(known, new Map(said.timeline.map(({ id, activity }) => [id, activity])))
  const lines = await inPieces(written, lineOf)
  const shown = new Set(lines.flatMap(({ items }) => items.map(({ code }) => code)))
  const beside = await inPieces(besideLines(language, { activities, outputs }, shown), lineOf)
  for (const { items } of beside) for (const { code } of items) shown.add(code)
  return {
    language: said.language,
    asOf,
    zone: context.zone,
    derived,
    plan: {
      ...plain("plan", id, said.annotations),
      state: state ?? null,
      words: state ? translateDynamic(language, `states.${state}`) : null,
      since,
      record: { number: version, address: `/api/plans/${id}` },
      warnings: said.warnings.filter((each) => !namedIn(each).some((code) => shown.has(code))).map(warning),
    },
    lines,
    beside,
  }
}

/** What a line is about, of what is known; of a line of the timeline also its activity. */
function lineWith(known: ReadonlyMap<string, LineItem>, timeline: ReadonlyMap<string, string>) {
  return ({ about = [], ...line }: WrittenLine): DocumentLine => {
    const codes = about.flatMap((code) => [code, timeline.get(code) ?? code])
    return { ...line, items: [...new Set(codes)].flatMap((code) => known.get(code) ?? []) }
  }
}

/** What is said of something with no state of its own. */
function plain(is: LineItem["is"], code: string, annotations: readonly Annotation[] = [], kind?: string): LineItem {
  return {
    code,
    is,
    kind: kind ?? null,
    state: null,
    substate: null,
    words: null,
    since: null,
    due: null,
    evidence: null,
    indicators: null,
    fulfilled: null,
    met: null,
    corrigenda: null,
    statements: null,
    record: null,
    warnings: [],
    inferred: annotations.flatMap(({ field, inferred, basis = null }) => (inferred ? [{ field, basis }] : [])),
  }
}

/** What a plan lists beside its items. */
function entriesOf({
  objectives,
  tracks,
  themes,
  parties,
  timeline,
  meetings,
  deadlineEvents,
}: DocumentReading): LineItem[] {
  return [
    ...objectives.map(({ id, annotations }) => plain("objective", id, annotations)),
    ...tracks.map(({ id, annotations }) => plain("track", id, annotations)),
    ...themes.map(({ id, annotations }) => plain("theme", id, annotations)),
    ...parties.map(({ id, annotations, kind }) => plain("party", id, annotations, kind)),
    ...timeline.map(({ id, annotations }) => plain("line", id, annotations)),
    ...deadlineEvents.map(({ id, annotations, kind }) => plain("date", id, annotations, kind)),
    ...meetings.map(({ id, annotations, kind }) => plain("date", id, annotations, kind)),
  ]
}

function stateFields(
  { state, substate, since, version }: Readings["activity" | "output"],
  words: string,
  address: string,
) {
  return { state, substate, words, since, record: { number: version, address } }
}

function activityItem(item: Readings["activity"], names: ReadonlyMap<string, string>, language: Language): LineItem {
  const { id, code, kind, annotations, due, drafts, agreed, statements } = item
  return {
    ...plain("activity", code, annotations, kind),
    ...stateFields(item, stateText(language, item), `/api/activities/${id}`),
    due,
    corrigenda: drafts.find(({ number }) => number === agreed?.draft)?.corrigenda ?? [],
    statements:
      statements &&
      statementsOnAgreed(statements, agreed).map((each) => ({
        ...each,
        name: each.party && (names.get(each.party) ?? each.party),
      })),
  }
}

function outputItem(item: Readings["output"], language: Language): LineItem {
  const { id, code, annotations, due, deliverables, wording } = item
  return {
    ...plain("output", code, annotations, wording.type),
    ...stateFields(item, stateText(language, item), `/api/outputs/${id}`),
    due,
    evidence: deliverables.flatMap(evidenceOf),
  }
}

type ReadDeliverable = Readings["output"]["deliverables"][number]

function deliverableItem({ id, version }: Readings["output"], deliverable: ReadDeliverable): LineItem {
  return {
    ...plain("deliverable", deliverable.id, deliverable.annotations),
    due: deliverable.due,
    evidence: evidenceOf(deliverable),
    indicators: deliverable.indicators,
    fulfilled: deliverable.fulfilled,
    met: deliverable.met,
    record: { number: version, address: `/api/outputs/${id}` },
  }
}

const evidenceOf = ({ id, evidence }: ReadDeliverable) => evidence.map((each) => ({ deliverable: id, ...each }))

type PlanWarning = DocumentReading["warnings"][number]

const warning = ({ code, note }: PlanWarning) => ({ code, note })

/** The codes that a warning names. */
const namedIn = ({ about, items = [] }: PlanWarning) => (about === undefined ? items : [about, ...items])

function warningsByCode(warnings: PlanWarning[]) {
  const byCode = new Map<string, LineItem["warnings"]>()
  for (const each of warnings)
    for (const code of new Set(namedIn(each))) byCode.set(code, [...(byCode.get(code) ?? []), warning(each)])
  return (code: string) => byCode.get(code) ?? []
}
