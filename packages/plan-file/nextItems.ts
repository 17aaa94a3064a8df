import type { activity, output } from "@demarche/workflows"
import { waitsOf } from "@demarche/workflows/activity/links"
import { usualEvidence } from "@demarche/workflows/deliverable"
import type { Annotation } from "@demarche/workflows/document"
import { annotationsNow } from "@demarche/workflows/inferred"
import { codeIn, Office } from "@demarche/workflows/terms"
import type { CarriedActivity, CarriedOutput, NextContext, Remaining } from "./nextCycle.ts"
import { datesOf, isAhead } from "./nextDates.ts"

/** An activity that is carried over, as the following plan's file has it. */
export function activityEntry(item: CarriedActivity, next: NextContext): object {
  const { code, fields, context } = item
  const { wording = {} } = fields
  const marked = marking(annotationsNow(fields.annotations ?? [], context))
  const linked = (relation: string) => codesOf(context.links.filter((link) => link.relation === relation))
  const [parent] = linked("partOf").filter((each) => next.items.has(each))
  const outputs = context.outputs.filter((each) => next.items.has(each) || next.deliverables.has(each))
  const owned = context.owner !== undefined && (next.actors.has(context.owner) || isOffice(context.owner))
  return {
    id: code,
    track: fields.track ? marked("track", fields.track, "ref") : { ref: next.track, inferred: true },
    parent: marked("parent", parent, "ref"),
    symbol: fields.symbol,
    umbrella: fields.umbrella,
    title: fields.title,
    titles: fields.titles,
    text: wording.text,
    kind: marked("kind", context.kind),
    modality: modalityOf(fields),
    constraint:
      fields.constraint === undefined ? undefined : { quote: fields.constraint, ...marked.beside("constraint") },
    on_demand: wording.onDemandBy && { by: wording.onDemandBy, ...marked.beside("onDemandBy") },
    schedule: {
      dates: withMarks(datesOf(context.rules, next), marked.beside("schedule.dates")),
      suggested: suggestedIn(wording.schedule?.suggested, next, marked.beside("schedule.suggested")),
      note: wording.schedule?.note,
    },
    partners: marked("partners", fields.partners, "refs"),
    lead: marked("lead", fields.lead, "refs"),
    support: marked("support", fields.support, "refs"),
    owner: owned ? marked("owner", context.owner, "ref") : undefined,
    themes: marked("themes", fields.themes, "refs"),
    outputs: marked("outputs", outputs, "refs"),
    feeds: marked(
      "feeds",
      linked("feeds").filter((each) => next.items.has(each)),
      "refs",
    ),
    depends_on: waitsIn(context, next),
    external_dependency: marked("externalDependency", outsideOf(context)),
    milestones: marked(
      "milestones",
      fields.milestones?.filter((each) => !context.reached.includes(each)),
      "values",
    ),
    sub_forms: wording.subForms,
    deliverable: wording.deliverable && { ...wording.deliverable, ...marked.beside("deliverable") },
    markers: mapped(fields.markers, (id, option) => marked(`markers.${id}`, option)),
    refers: mapped(fields.refers, (id, actions) => marked(`refers.${id}`, actions, "values")),
    path: marked("path", context.path),
    details: fields.details,
    note: [next.source(item), wording.note].filter(Boolean).join("\n\n"),
  }
}

/** An output that is carried over, as the following plan's file has it. */
export function outputEntry(item: CarriedOutput, next: NextContext): object {
  const { code, fields, context } = item
  const { wording = {} } = fields
  const marked = marking(annotationsNow(fields.annotations ?? [], context))
  return {
    id: code,
    number: Number(fields.number),
    title: fields.title,
    titles: fields.titles,
    type: marked("type", wording.type ?? "deliverable"),
    objectives: marked("objectives", fields.objectives, "refs"),
    owner: context.owner && next.actors.has(context.owner) ? marked("owner", context.owner, "ref") : undefined,
    due: { dates: withMarks(datesOf(context.rules, next), marked.beside("schedule.dates")) },
    path: marked("path", context.path),
    cardinality: wording.cardinality && { ...wording.cardinality, ...marked.beside("cardinality") },
    deliverables: fields.deliverables.map((deliverable) => deliverableEntry(deliverable, next, wording.cardinality)),
    note: [next.source(item), wording.note].filter(Boolean).join("\n\n"),
  }
}

function deliverableEntry(
  deliverable: output.Promised["deliverables"][number],
  next: NextContext,
  ofOutput?: { min: number; max: number | null },
): object {
  const { id, title, titles, min, max, assessed, alternatives, annotations, evidenceSought, countNote, ...said } =
    deliverable
  const { quote, text, measurable, partners, mustCover, indicators = [], rules = [], note } = said
  const marked = marking(annotations ?? [])
  const usual = ofOutput ?? { min: usualEvidence(indicators), max: null }
  const ownCount = min !== usual.min || (max ?? null) !== usual.max || countNote !== undefined
  const [due] = withMarks(datesOf(rules, next), marked.beside("due"))
  return {
    ...{ id, title, titles, quote, text },
    measurable: assessed ? false : measurable,
    evidence: marked("evidenceSought", evidenceSought),
    cardinality: ownCount ? { min, max: max ?? null, note: countNote, ...marked.beside("min") } : undefined,
    partners: marked("partners", partners, "refs"),
    must_cover: mustCover,
    indicators,
    alternatives: marked("alternatives", alternatives, "values"),
    due,
    note,
  }
}

/** Writes values as they are marked: plain, or with `inferred` and `basis` beside them. */
export function marking(annotations: readonly Annotation[]) {
  const beside = (field: string) => {
    const { inferred, basis } = annotations.find((mark) => mark.field === field) ?? {}
    return { ...(inferred && { inferred }), ...(basis && { basis }) }
  }
  const marked = (field: string, value: unknown, key = "value") => {
    const empty = value === undefined || (Array.isArray(value) && value.length === 0)
    const marks = beside(field)
    return empty || Object.keys(marks).length === 0 ? value : { [key]: value, ...marks }
  }
  return Object.assign(marked, { beside })
}

function withMarks(dates: object[], marks: object): object[] {
  return dates.slice(0, 8).map((date) => ({ ...date, ...marks }))
}

function suggestedIn(quarter: string | undefined, next: Remaining, marks: object) {
  return quarter !== undefined && isAhead(quarter, next) ? { quarter, ...marks } : undefined
}

/** How binding the words are, as the document has them or, where it has none, as the plan does. */
function modalityOf({ wording, conditional, optional }: activity.Planned) {
  const { term, binding } = wording?.modality ?? {}
  const bound = optional ? "optional" : binding === "optional" ? undefined : binding
  if (term === undefined && !conditional && !optional) return undefined
  const stated = bound ?? (conditional ? "conditional" : undefined)
  return { term: term ?? stated, binding: stated, needs_decision: conditional }
}

/** What an activity still waits for of what is in the following plan. */
function waitsIn(context: activity.Context, { items, events, actors, from }: NextContext): object[] {
  const waits = waitsOf(context).map((wait) => ({ ...wait, on: codeIn(wait.target) }))
  const there = waits.filter(({ on }) => items.has(on) || events.has(on) || actors.has(on))
  return there.map(({ on, gate, expected = "" }) => ({ on, gate, ...(expected >= from && { expected }) }))
}

/** What an activity still waits for outside the plan, in words: the first, since a file has one. */
function outsideOf(context: activity.Context): string | undefined {
  return waitsOf(context).find(({ target }) => /\s/.test(target))?.target
}

function isOffice(owner: string): boolean {
  return Office.options.some((office) => office === owner)
}

function codesOf(links: { target: string }[]): string[] {
  return links.map(({ target }) => codeIn(target))
}

function mapped<T>(values: Record<string, T> = {}, write: (id: string, value: T) => unknown): object {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, write(id, value)]))
}
