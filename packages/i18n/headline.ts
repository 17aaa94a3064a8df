import type { Language } from "@demarche/workflows/languages"
import type { StateName, SubstateName } from "@demarche/workflows/stateNames"
import { codeIn } from "@demarche/workflows/terms"
import type { Readings } from "@demarche/workplan"
import { deadlineText, dueText, instantDayText } from "./dates.ts"
import { listText } from "./lists.ts"
import { type Args, translateDynamic } from "./translate.ts"

/** For whom a headline is written: the names of ids, the plan's zone (IANA), the instant (UTC) and the reader's own zone. */
export interface HeadlineReading {
  nameOf(id: string): string
  zone: string
  now: string
  readerZone?: string | undefined
}

/** The headline of an item of each kind: where it stands, in sentences. */
export const headlines: {
  [K in keyof Readings]: (language: Language, item: Readings[K], reading: HeadlineReading) => string
} = {
  activity(language, item, reading) {
    return said(language, [...activitySentences(language, item, reading), ...overdue(language, item)])
  },
  output(language, item, { zone }) {
    const met = item.deliverables.filter(({ fulfilled }) => fulfilled).length
    const args = { met, of: item.deliverables.length, on: instantDayText(language, item.since, zone) }
    return said(language, [[`output.${item.state}`, args], ...overdue(language, item)])
  },
  request(language, item, { zone }) {
    const { state, since, activity } = item
    const args = { on: instantDayText(language, since, zone), activity: activity && codeIn(activity) }
    return said(language, [[`request.${state}`, args], ...overdue(language, item)])
  },
}

/** The headline of a plan, by its state and the instant (UTC) at which that was entered. */
export function planHeadline(
  language: Language,
  { state, since }: { state: string; since: string },
  { zone }: Pick<HeadlineReading, "zone">,
): string {
  return said(language, [[`plan.${state}`, { on: instantDayText(language, since, zone) }]])
}

/** A sentence: its key below `headline`, and its arguments. */
type HeadlinePart = [key: string, args?: Args]

function said(language: Language, sentences: HeadlinePart[]): string {
  return sentences.map(([key, args]) => translateDynamic(language, `headline.${key}`, args)).join(" ")
}

function overdue(language: Language, { due }: Pick<Readings["activity"], "due">): HeadlinePart[] {
  return due?.overdue ? [["overdue", { days: -due.days, date: dueText(language, due) }]] : []
}

function due(language: Language, { due }: Pick<Readings["activity"], "due">): HeadlinePart[] {
  return due && !due.overdue ? [["due", { date: dueText(language, due) }]] : []
}

type HeadedActivity = Readings["activity"]

function activitySentences(language: Language, item: HeadedActivity, reading: HeadlineReading): HeadlinePart[] {
  const { zone, nameOf } = reading
  const args = {
    kind: item.kind,
    on: instantDayText(language, item.since, zone),
    by: listText(language, item.successors.map(nameOf)),
  }
  switch (item.state) {
    case "planned" satisfies StateName<"activity">:
      return [
        [`activity.${plannedAs(item)}`, { count: item.children.length }],
        ...waits(language, item, reading),
        ...due(language, item),
      ]
    case "consulting" satisfies StateName<"activity">:
      return consulting(language, item, reading)
    case "drafting" satisfies StateName<"activity">:
      return drafting(language, item, reading)
    case "agreed" satisfies StateName<"activity">:
      return [agreed(language, item, reading) ?? ["activity.agreed", args]]
    default:
      return [[`activity.${item.state}`, args]]
  }
}

function plannedAs({ kind, children, modality }: HeadedActivity): string {
  if (children.length > 0) return "expanded"
  if (kind === "placeholder") return "placeholder"
  return modality === "conditional" || modality === "notTakenUp" ? modality : "planned"
}

function waits(language: Language, { waitingFor }: HeadedActivity, { nameOf }: HeadlineReading): HeadlinePart[] {
  const what = waitingFor.map(({ target }) => nameOf(target))
  return what.length > 0 ? [["activity.waits", { what: listText(language, what) }]] : []
}

function consulting(language: Language, item: HeadedActivity, reading: HeadlineReading): HeadlinePart[] {
  const { zone, now, readerZone } = reading
  const since = instantDayText(language, item.since, zone)
  const round = item.consultations.at(-1)
  if (!round) {
    const drafted = item.kind === "document" || item.kind === "event"
    return [
      [drafted ? "activity.waived" : "activity.consulting", { since }],
      ...waits(language, item, reading),
      ...due(language, item),
    ]
  }
  const answered: HeadlinePart = ["activity.answered", { answered: round.answered, asked: round.invited }]
  if (round.closed) return [["activity.consulted"], answered, ...waits(language, item, reading)]
  const closes = deadlineText(language, round.closes, readerZone)
  return [[round.closes.at > now ? "activity.round" : "activity.roundOver", { closes }], answered]
}

function drafting(language: Language, item: HeadedActivity, reading: HeadlineReading): HeadlinePart[] {
  const { substate, draft, silence, objections, path } = item
  const since = instantDayText(language, item.since, reading.zone)
  const next = path?.steps[(path.next ?? 0) - 1]
  const open = objections.open
  const args = { since, draft: draft?.number, open }
  switch (substate) {
    case "underSilence" satisfies SubstateName<"activity">:
      return [
        ["activity.silence", { until: silence && deadlineText(language, silence.until, reading.readerZone) }],
        ["activity.supported", { supported: silence?.supported, asked: silence?.addressees, open }],
      ]
    case "clearance" satisfies SubstateName<"activity">:
      return [["activity.clearance", { ...args, by: next && listText(language, next.who.map(reading.nameOf)) }]]
    case "cleared" satisfies SubstateName<"activity">:
      return [
        ["activity.cleared", { ...args, next: next && stepText(language, next) }],
        ...(open > 0 ? [["activity.toAnswer", { open }] satisfies HeadlinePart] : []),
      ]
    case "broken" satisfies SubstateName<"activity">:
      return [["activity.notAdopted", args]]
    case "void" satisfies SubstateName<"activity">:
      return [["activity.voided", args]]
    default:
      return [[`activity.${preparing(item)}`, args], ...waits(language, item, reading), ...due(language, item)]
  }
}

/** How an item stands that is being worked on. */
function preparing({ kind, draft, milestones }: HeadedActivity): string {
  if (draft) return "drafting"
  if (kind !== "event") return "undrafted"
  return milestones.some(({ milestone, reached }) => milestone === "held" && reached) ? "held" : "preparing"
}

function agreed(
  language: Language,
  { agreed, path }: HeadedActivity,
  { zone, nameOf }: HeadlineReading,
): HeadlinePart | undefined {
  if (!agreed) return undefined
  const args = { draft: agreed.draft, on: instantDayText(language, agreed.at, zone) }
  if (path?.result !== "issued") return ["activity.adopted", args]
  return ["activity.issued", { ...args, by: listText(language, (path.steps.at(-1)?.who ?? []).map(nameOf)) }]
}

/** A step of a path by its title in that language, or by what it is. */
export function stepText(
  language: Language,
  { is, title }: { is: string; title: Readonly<Record<string, string>> | null },
): string {
  return title?.[language] ?? translateDynamic(language, `item.steps.${is}`)
}
