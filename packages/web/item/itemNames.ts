import type { Application } from "@demarche/application/application"
import { type RelatedItem, relatedItems } from "@demarche/http/relatedItems"
import { bareId, calledIn, titleText } from "@demarche/i18n"
import { codeIn } from "@demarche/workflows/terms"
import type { Readings } from "@demarche/workplan"
import { peopleNames, whoText } from "../names.ts"
import type { PlanVisit, Visit } from "../visit.ts"

type AnyReading = Readings[keyof Readings]

/** The names of what an item's page speaks of. */
export interface ItemNames {
  /** A party, an office, a group, a person, a meeting, a track or an item by its code; what is none of these is its own name. */
  nameOf(id: string): string
  /** The item of the plan that is meant; of a deliverable, the output that promises it. */
  itemOf(target: string): RelatedItem | undefined
  /** Names by ids, as sentences of the record ask for them. */
  names: ReadonlyMap<string, string>
}

/** Reads the names that an item's page needs, or those of its plan alone. */
export async function namesFor(visit: Visit, plan: PlanVisit, reading?: AnyReading): Promise<ItemNames> {
  const { application, language, past } = visit
  const [{ items, promised }, people] = await Promise.all([
    reading
      ? relatedItems(application, plan.id, itemsIn(reading), past)
      : { items: [], promised: new Map<string, RelatedItem>() },
    reading ? peopleIn(application, plan, reading) : new Map<string, string>(),
  ])
  const byCode = new Map(items.map((each) => [each.code, each]))
  const names = new Map([
    ...[...plan.fields.tracks, ...plan.fields.parties, ...plan.context.meetings].map(
      (each) => [each.id, calledIn(language, each)] as const,
    ),
    ...plan.procedure.checks.map(({ id, title }) => [id, titleText(language, title) ?? id] as const),
    ...items.map(({ id, code }) => [id, code] as const),
    ...people,
  ])
  return {
    names,
    itemOf: (target) => byCode.get(codeIn(target)) ?? promised.get(target),
    nameOf(id) {
      const voice = bareId(id)
      return names.get(voice) ?? byCode.get(codeIn(id))?.code ?? whoText(language, plan, voice)
    },
  }
}

/** The activities that a reading names, by their ids or codes. */
function itemsIn(reading: AnyReading): string[] {
  if ("deliverables" in reading) return reading.deliverables.flatMap(evidenceOf)
  if ("links" in reading)
    return [...reading.links.map(({ target }) => target), ...reading.children, ...reading.successors]
  return reading.activity ? [reading.activity] : []
}

function evidenceOf({ evidence }: Readings["output"]["deliverables"][number]): string[] {
  return evidence.flatMap(({ source, until }) => [source, ...(until ? [until] : [])])
}

/** The names of the people whom a reading names, for those who may know who the people of a plan are. */
async function peopleIn(application: Application, plan: PlanVisit, reading: AnyReading) {
  if (plan.reader.clearance === "public") return new Map<string, string>()
  const owner = "owner" in reading ? reading.owner : null
  const voices = [
    ...[owner ?? "", reading.turn?.holder ?? "", ...reading.awaited],
    ...("objections" in reading ? (reading.objections.raised ?? []).map(({ party }) => party ?? "") : []),
    ...("statements" in reading ? (reading.statements ?? []).map(({ party }) => party ?? "") : []),
    ...("moreTime" in reading ? (reading.moreTime ?? []) : []),
  ].map(bareId)
  return peopleNames(application, plan, (id) => voices.includes(id))
}
