import {
  type Language,
  lineText,
  periodText,
  type TitledEntry,
  titleIn,
  translate,
  translateDynamic,
} from "@demarche/i18n"
import type { Annotation } from "@demarche/workflows/document"
import type { Proposed } from "@demarche/workflows/planCommands"
import { codeIn } from "@demarche/workflows/terms"
import type { Readings } from "@demarche/workplan"
import { Original, TitleWords } from "../written.tsx"
import type { ShownItem } from "./shownItem.ts"

/** A value that the document says, by the label of what it is; `marked` is the field whose mark it has. */
interface WordingRow {
  label: string
  /** Words of the document, or what it names, each by its title. */
  value: string | TitledEntry[] | undefined
  marked?: string
  /** The value is said in the reader's language, and is not the plan's own words. */
  ours?: true
}

/** What the document says of an item, as a table: each value that a reader inferred is marked until it is confirmed. */
export function Wording({ visit: { language }, plan, reading }: ShownItem<"activity"> | ShownItem<"output">) {
  const name = entriesIn(plan.fields)
  const rows =
    "kind" in reading ? activityRows(language, reading, name, plan.fields.timeline) : outputRows(reading, name)
  return (
    <section>
      <h2>{translate(language, "wording.title")}</h2>
      <Rows language={language} rows={rows} annotations={reading.annotations} lang={plan.lang} />
    </section>
  )
}

/** What the document says of a deliverable. */
export function DeliverableWording({
  visit: { language },
  plan,
  deliverable: each,
}: Pick<ShownItem, "visit" | "plan"> & { deliverable: Readings["output"]["deliverables"][number] }) {
  const rows = deliverableRows(each, entriesIn(plan.fields))
  return <Rows language={language} rows={rows} annotations={each.annotations} lang={plan.lang} />
}

function Rows({
  language,
  rows,
  annotations = [],
  lang,
}: {
  language: Language
  rows: WordingRow[]
  annotations?: readonly Annotation[] | undefined
  lang: string
}) {
  const said = rows.filter(({ value }) => value?.length)
  if (said.length === 0) return <></>
  const parts = said.flatMap(({ value = [], ours }) => (ours ? [] : partsOf(value)))
  const isOriginal = parts.some((part) => titleIn(language, part, lang).language === lang)
  return (
    <>
      {isOriginal && <Original language={language} lang={lang} />}
      <table>
        {said.map(({ label, value = [], marked = "", ours }) => {
          const mark = annotations.find((each) => each.field === marked && each.inferred)
          return (
            <tr>
              <th scope="row">{translateDynamic(language, `wording.fields.${label}`)}</th>
              <td>
                {ours
                  ? value
                  : partsOf(value).map((part, at) => (
                      <>
                        {at > 0 && translate(language, "marks.semicolon")}
                        <TitleWords language={language} plan={{ lang }} of={part} />
                      </>
                    ))}
                {mark && <small> [{translate(language, "wording.inferred", { basis: mark.basis })}]</small>}
              </td>
            </tr>
          )
        })}
      </table>
    </>
  )
}

function partsOf(value: string | TitledEntry[]): TitledEntry[] {
  return typeof value === "string" ? [{ title: value }] : value
}

type EntriesOf = (ids: readonly string[] | undefined) => TitledEntry[]

function activityRows(
  language: Language,
  item: Readings["activity"],
  name: EntriesOf,
  timeline: Proposed["timeline"],
): WordingRow[] {
  const { wording, links } = item
  const { schedule = {}, deliverable, modality } = wording
  const linked = (relation: string, plain: boolean) =>
    name(
      links.filter((link) => link.relation === relation && /\s/.test(link.target) !== plain).map((link) => link.target),
    )
  return [
    { label: "kind", value: translateDynamic(language, `kinds.${item.kind}`), marked: "kind", ours: true },
    { label: "track", value: name(item.track ? [item.track] : []), marked: "track" },
    { label: "parent", value: linked("partOf", true), marked: "parent" },
    { label: "umbrella", value: wording.umbrella },
    { label: "text", value: wording.text },
    { label: "constraint", value: item.constraint?.quote, marked: "constraint" },
    { label: "modality", value: modality?.term },
    { label: "onDemandBy", value: name(wording.onDemandBy ? [wording.onDemandBy] : []), marked: "onDemandBy" },
    { label: "subForms", value: lineText(wording.subForms ?? [], "; ") },
    { label: "externalDependency", value: linked("dependsOn", false), marked: "externalDependency" },
    {
      label: "milestones",
      value: lineText(
        item.milestones.map(({ milestone }) => milestone),
        "; ",
      ),
      marked: "milestones",
    },
    {
      label: "suggested",
      value: schedule.suggested && periodText(language, schedule.suggested),
      marked: "schedule.suggested",
      ours: true,
    },
    { label: "instances", value: name(schedule.instances), marked: "schedule.instances" },
    { label: "notAfter", value: name(schedule.notAfter ? [schedule.notAfter] : []), marked: "schedule.notAfter" },
    { label: "when", value: schedule.note },
    { label: "partners", value: name(item.partners.map(({ party }) => party)), marked: "partners" },
    { label: "themes", value: name(item.themes), marked: "themes" },
    { label: "outputs", value: name(item.outputs), marked: "outputs" },
    { label: "feeds", value: linked("feeds", true), marked: "feeds" },
    ...Object.entries(wording.markers ?? {}).map(([id, option]) => ({
      label: "marker",
      value: `${id}: ${option}`,
      marked: `markers.${id}`,
    })),
    ...Object.entries(wording.refers ?? {}).map(([id, actions]) => ({
      label: "refers",
      value: `${id}: ${actions.join(", ")}`,
      marked: `refers.${id}`,
    })),
    {
      label: "path",
      value: item.annotations.some(({ field }) => field === "path") ? item.path?.id : undefined,
      marked: "path",
    },
    {
      label: "deliverable",
      value: deliverable && [
        { title: deliverable.title ?? deliverable.id, titles: deliverable.titles },
        ...(deliverable.note ? [{ title: deliverable.note }] : []),
      ],
      marked: "deliverable",
    },
    { label: "note", value: wording.note },
    {
      label: "source",
      value: item.sources.map(({ ref, title }) => ({
        title,
        titles: (ref === item.code ? item : timeline.find(({ id }) => id === ref))?.titles,
      })),
    },
  ]
}

function outputRows(item: Readings["output"], name: EntriesOf): WordingRow[] {
  const { wording, path, objectives } = item
  const { cardinality } = wording
  return [
    { label: "type", value: wording.type, marked: "type" },
    { label: "objectives", value: name(objectives), marked: "objectives" },
    {
      label: "owner",
      value: name(item.ownerSuggested ? [item.ownerSuggested] : item.ownerAssumed ? [] : [item.owner]),
      marked: "owner",
    },
    { label: "path", value: path ?? undefined, marked: "path" },
    {
      label: "notAfter",
      value: name(wording.schedule?.notAfter ? [wording.schedule.notAfter] : []),
      marked: "schedule.notAfter",
    },
    { label: "promised", value: cardinality && count(cardinality), marked: "cardinality" },
    { label: "note", value: wording.note },
  ]
}

function count({ min, max, note }: { min: number; max: number | null; note?: string | undefined }): string {
  const most = max === null ? "≥ " : ""
  return lineText([`${most}${min}${max && max !== min ? `–${max}` : ""}`, note], ": ")
}

function deliverableRows(each: Readings["output"]["deliverables"][number], name: EntriesOf): WordingRow[] {
  return [
    { label: "quote", value: each.quote },
    { label: "text", value: each.text },
    { label: "promised", value: count({ min: each.min, max: each.max, note: each.countNote }), marked: "min" },
    { label: "evidence", value: each.evidenceSought, marked: "evidenceSought" },
    { label: "covers", value: lineText(each.mustCover ?? [], "; ") },
    { label: "alternatives", value: lineText(each.alternatives ?? [], "; "), marked: "alternatives" },
    { label: "partners", value: name(each.partners), marked: "partners" },
    { label: "contributing", value: each.suggested.map(codeIn).join("; ") },
    { label: "note", value: each.note },
  ]
}

/** What ids mean by what the plan lists; an id that it does not list is its own name, an item its code. */
function entriesIn(plan: Proposed): EntriesOf {
  const lists = [plan.parties, plan.tracks, plan.themes, plan.objectives, plan.timeline, plan.deadlineEvents]
  const entries = new Map(lists.flatMap((list = []) => list.map((each) => [each.id, each] as const)))
  return (ids = []) => ids.map((id) => entries.get(id) ?? { title: codeIn(id) })
}
