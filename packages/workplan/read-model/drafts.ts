import type { View } from "@demarche/engine"
import type { activity, plan } from "@demarche/workflows"
import { annexesTo, corrigendaTo, detailsOf, isTextOf, versionsOf } from "@demarche/workflows/activity/drafts"
import { nextStep } from "@demarche/workflows/activity/path"
import { may, mayRead, type RecordReader } from "@demarche/workflows/offices"
import type { Actor } from "@demarche/workflows/terms"
import { procedureOf, speaksFor } from "../rules/procedure.ts"
import { paperOf } from "./papers.ts"
import type { ActivityReading } from "./readingSchemas.ts"
import type { RowBody } from "./row.ts"
import { statusOf } from "./status.ts"
import type { CorrigendumReading } from "./textSchemas.ts"

/** An activity and its plan, from which it is known who may read its texts. */
export interface ReadActivity {
  id: string
  body: RowBody<"activity">
  view: View<activity.Context>
  since: string
  now: string
  plan: plan.Context
}

/**
 * Whether a text of an activity is for that reader: for the committee, for everyone once it is agreed, for those who were asked
 * to judge or answer it (and may ask for more time to do so), for who wrote it in answer and whom else the round lets read
 * that and, of a draft, for the observers of the group while its silence runs. Undefined where the activity names no such text.
 * A version of a draft is for whom the draft is, and so is an annex; of several drafts, for whom one of them is. Who submitted
 * a paper reads it.
 */
export function mayReadText(
  activity: ReadActivity,
  hash: string,
  { clearance, by }: RecordReader,
): boolean | undefined {
  const { texts, asked = [] } = activity.body
  const { context } = activity.view
  const drafts = draftsOf(context, hash)
  const isDraft = drafts.length > 0
  const own = isDraft ? drafts.flatMap((draft) => context.drafts[draft - 1] ?? []) : [hash]
  const named = texts.filter((text) => own.includes(text.hash))
  if (named.length === 0) return undefined
  return (
    named.some(mayRead(clearance)) ||
    (isDraft && procedureOf(activity.plan).drafts === "public") ||
    (by !== undefined && may("activity", "requestMoreTime", by.office) && isAsked(asked, own, by)) ||
    drafts.some((draft) => observes(activity, draft, by?.party)) ||
    (by?.party !== undefined && paperOf(context, hash)?.party === by.party)
  )
}

/** Whether one of the texts was put to somebody: to their party, to an office that is held for none, or to them by name. */
function isAsked(asked: NonNullable<RowBody["asked"]>, own: string[], by: Actor): boolean {
  return asked.some(
    ({ texts, voices }) =>
      texts.some((text) => own.includes(text)) && voices.some((voice) => speaksFor(by.person, by, voice)),
  )
}

/** Whether the party only looks on while that draft is under silence. */
function observes({ view, since, now, plan }: ReadActivity, draft: number, party: string | undefined): boolean {
  const { silence } = statusOf("activity", { view, since, now, plan })
  if (!party || !silence) return false
  const { context } = view
  const step = nextStep({ context, event: { facts: {} } })
  const group = step?.is === "silence" ? procedureOf(plan).groups.find(({ id }) => id === step.of) : undefined
  return silence.draft === draft && group?.observers?.includes(party) === true
}

/**
 * What has come after a draft: the number of the newest, where there is a newer one; what took the whole item's place; what
 * corrects it.
 */
export interface DraftAge {
  newer: number | null
  supersededBy: string[]
  corrigenda: CorrigendumReading[]
}

/** What has come after a draft, wherever its text is read. */
export function ageOf(
  context: Pick<activity.Context, "drafts" | "corrigenda">,
  { successors = [] }: { successors?: string[] | undefined },
  draft: number,
): DraftAge {
  const { length } = context.drafts
  const corrigenda = corrigendaTo(context, draft).map(({ text, issued, language = null, symbol = null }, index) => ({
    ...{ number: index + 1, text, language, symbol, issued },
  }))
  return { newer: length > draft ? length : null, supersededBy: successors, corrigenda }
}

/** The numbers of the drafts that a text is a version or an annex of; none, where it is no such text. */
function draftsOf(context: Pick<activity.Context, "drafts" | "details">, hash: string): number[] {
  return context.drafts.flatMap((_, index) => (isTextOf(context, index + 1, hash) ? [index + 1] : []))
}

/** The newest of those drafts; undefined where there is none. */
export function draftOf(context: Pick<activity.Context, "drafts" | "details">, hash: string): number | undefined {
  return draftsOf(context, hash).at(-1)
}

/** A draft as the readings of its activity tell it to that reader; null where there is none of that number. */
export function draftReading(activity: ReadActivity, number: number, reader: RecordReader): ActivityReading["draft"] {
  const { context } = activity.view
  const { fields } = activity.body
  const [own, ...others] = versionsOf(context, number).map(({ hash: text, ...version }) => ({ ...version, text }))
  if (!own) return null
  const { symbol = fields.symbol ?? null } = detailsOf(context, number)
  const isRead = mayReadText(activity, own.text, reader) === true
  const annexes = annexesTo(context, number).map((annex, index) => ({
    ...{ number: index + 1, ...annex, title: isRead ? annex.title : null },
  }))
  const versions = [own, ...others]
  return { number, text: own.text, symbol, versions, annexes, ...ageOf(context, fields, number) }
}

/** The last draft before that one that was put under a silence procedure or, where none was, the one before; undefined for the first. */
export function circulatedBefore(
  { silence, passed = [], objections = [] }: Partial<Pick<activity.Context, "silence" | "passed" | "objections">>,
  number: number,
): number | undefined {
  const drafts = [silence, ...passed.map((each) => each.silence), ...objections].flatMap((each) => each?.draft ?? [])
  const earlier = drafts.filter((draft) => draft < number)
  return earlier.length > 0 ? Math.max(...earlier) : number - 1 || undefined
}
