import type { View } from "@demarche/engine"
import { rowOf } from "@demarche/workflows/commandList"
import type { Mandate } from "@demarche/workflows/terms"
import type { ContextOf } from "../read-model/byKind.ts"
import type { Turn } from "../read-model/readingSchemas.ts"
import type { Readings } from "../read-model/readings.ts"
import type { ItemKind, ItemStatus } from "../read-model/status.ts"
import { type Capacity, mandateAmong, voiceAmong } from "./capacities.ts"
import type { MyInvitation, MyTask, MyWait } from "./mineSchemas.ts"

/** An item as its reader may know it, with the view that the reading was made from and how it stands. */
export type MineItem = {
  [K in ItemKind]: { kind: K; reading: Readings[K]; view: View<ContextOf<K>>; status: ItemStatus }
}[ItemKind]

/** What is near, in days. */
export const NEAR_DAYS = 30

/** What is asked of whoever has the turn as long as nobody else asks: it is urgent only by its date. */
const UNHURRIED: readonly MyTask["asked"][] = ["work", "report", "fulfil"]

/** Whether a task is shown as one: somebody asks for it, a check is missing, or its date is near or has passed. */
export function isPressing(item: MineItem, { asked, checks }: Pick<MyTask, "asked" | "checks">): boolean {
  return !UNHURRIED.includes(asked) || checks.length > 0 || isNear(item)
}

function isNear(item: MineItem): boolean {
  const { reading, kind } = item
  const due = dueOf(item)
  if (!due || (kind === "activity" && reading.modality === "notTakenUp")) return false
  return due.overdue || due.days <= NEAR_DAYS
}

/** What is asked of one of several capacities: to answer a silence, to answer for more time, the turn of an item, its checks. */
export function tasksOf(item: MineItem, capacity: Capacity, isHeld: (id: string) => boolean): MyTask[] {
  const { reading, kind } = item
  const { id, title, titles, turn } = reading
  const common = { id, kind, title, titles, due: dueOf(item), for: capacity.for }
  const checks = checksFor(item, capacity)
  const holder = turn && turn.asked !== "answer" ? mandateAmong(capacity, holdersOf(item, turn, isHeld)) : undefined
  const asking = kind === "activity" && (reading.moreTime?.length ?? 0) > 0
  const coordinating = asking ? mandateAmong(capacity, ["coordinator", "secretariat"]) : undefined
  const checking = holder ?? capacity.mandates[0]
  return [
    ...(coordinating ? [{ ...common, ...undated, asked: "moreTime" as const, as: officeOf(coordinating) }] : []),
    ...(turn && holder
      ? [{ ...common, asked: askedIn(item, turn), checks, since: turn.since, until: turn.until, as: officeOf(holder) }]
      : checks.length > 0 && checking
        ? [{ ...common, ...undated, asked: "check" as const, checks, as: officeOf(checking) }]
        : []),
  ]
}

const undated = { checks: [], since: null, until: null }

/** The turn of whom a silence asks and who has not answered, by that capacity. */
export function answerTask(item: MineItem, capacity: Capacity): MyTask | undefined {
  const { reading, status, kind } = item
  const { silence } = status
  const found = silence && voiceAmong(capacity, silence.silent, "object")
  if (!found) return undefined
  const { id, title, titles } = reading
  const due = dueOf(item)
  const { opened: since, until } = silence
  return {
    id,
    kind,
    title,
    titles,
    due,
    asked: "answer",
    checks: [],
    since,
    until,
    as: officeOf(found.mandate),
    for: capacity.for,
  }
}

/** The consultations of an item that a capacity is invited to and that are not closed. */
export function invitationsOf(item: MineItem, capacity: Capacity): MyInvitation[] {
  if (item.kind !== "activity" || !item.status.awaited) return []
  const { id, title, titles } = item.reading
  return item.status.consultations.flatMap(({ round, closes, invited, answered, runs }) => {
    const { summary, chathamHouse = false } = item.view.context.rounds[round - 1] ?? {}
    const found = summary === undefined ? voiceAmong(capacity, invited, "recordInput") : undefined
    if (!found) return []
    const { voice } = found
    const about = { id, kind: item.kind, title, titles, round, closes, runs, voice }
    return [{ ...about, answered: answered.includes(voice), chathamHouse, for: capacity.for }]
  })
}

/** What an invitation asks for as long as it runs and is not answered. */
export function contributionTask(
  { id, kind, title, titles, runs, answered, closes, for: inPlaceOf }: MyInvitation,
  capacity: Capacity,
): MyTask | undefined {
  const [mandate] = capacity.mandates
  if (!runs || answered || !mandate) return undefined
  const common = { id, kind, title, titles, asked: "contribute" as const, checks: [], since: null, due: null }
  return { ...common, until: closes, as: officeOf(mandate), for: inPlaceOf }
}

/** What whoever answers for an item waits for: whose turn it is where it is not theirs, and who is awaited beside it. */
export function waitsFor(item: MineItem, capacity: Capacity, isHeld: (id: string) => boolean): MyWait[] {
  const { reading, kind, status } = item
  const { id, title, titles, turn, awaited } = reading
  if (!turn || !mandateAmong(capacity, answeringFor(item))) return []
  const common = { id, kind, title, titles, due: dueOf(item), since: turn.since, until: turn.until }
  if (status.waits && turn.asked === "work") {
    const of = kind === "activity" ? reading.waitingFor.map(({ target }) => target) : []
    return isNear(item) ? [{ ...common, asked: "provide" as const, of }] : []
  }
  const holders = holdersOf(item, turn, isHeld)
  const theirs = mandateAmong(capacity, holders) === undefined
  if (theirs || turn.asked === "answer")
    return isPressing(item, { asked: turn.asked, checks: [] })
      ? [{ ...common, asked: askedIn(item, turn), of: [turn.holder] }]
      : []
  const others = hasText(item) || status.consultations.some(({ runs }) => runs) ? awaited : []
  const of = others.filter((each) => !holders.includes(each) && mandateAmong(capacity, [each]) === undefined)
  const consulting = status.consultations.find(({ runs }) => runs)
  if (of.length === 0) return []
  return [{ ...common, asked: consulting ? "contribute" : "check", of, until: consulting?.closes ?? null }]
}

/** When an item is due, unless it was held, so that its date was kept. */
function dueOf({ reading, status }: MineItem): MyTask["due"] {
  return status.held ? null : reading.due
}

/** Whether the turn of an item waits for something else to come first. */
export function isHeldUp({ status, reading }: MineItem): boolean {
  return status.waits && reading.turn?.asked === "work"
}

/** Who has the turn with its holder; the coordinators, where nobody holds an office for any of them. */
function holdersOf({ reading, status }: MineItem, turn: Turn, isHeld: (id: string) => boolean): string[] {
  const leading = reading.awaited.filter((each) => status.answering.includes(each))
  const holders = [turn.holder, ...leading]
  return holders.some(isHeld) ? holders : ["coordinator"]
}

/** Who answers for an item, whoever has the turn; of a request also who made it. */
function answeringFor({ kind, status }: MineItem): readonly string[] {
  if (kind === "request") return ["presidency"]
  return status.answering.length > 0 ? status.answering : ["coordinator"]
}

function askedIn({ reading }: MineItem, { asked }: Turn): MyTask["asked"] {
  return asked === "work" && reading.due?.period !== undefined ? "report" : asked
}

/** Whether there is a draft, so that what is recorded of its text can be. */
function hasText({ kind, reading }: MineItem): boolean {
  return kind === "activity" && reading.draft !== null
}

/** The checks of a draft that are asked next and are a capacity's to record. */
function checksFor(item: MineItem, { mandates }: Capacity): string[] {
  if (item.kind !== "activity" || !hasText(item)) return []
  const offices = new Set<string>(mandates.map(({ office }) => rowOf(office)))
  return item.reading.checks
    .filter(
      ({ awaited, by, signedBy }) => awaited && by.some((office) => offices.has(office) && !signedBy.includes(office)),
    )
    .map(({ id }) => id)
}

function officeOf({ office, party }: Mandate): MyTask["as"] {
  return { office, ...(party && { party }) }
}
