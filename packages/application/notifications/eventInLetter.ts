import { type Commit, commitAt } from "@demarche/engine"
import type { Disclosed } from "@demarche/event-store"
import { calledIn } from "@demarche/i18n"
import type { LetterContent } from "@demarche/mail/letter"
import type { activity } from "@demarche/workflows"
import { detailsOf } from "@demarche/workflows/activity/drafts"
import { defined } from "@demarche/workflows/schemas"
import { asItFalls, contextOf, originOf } from "@demarche/workplan"
import type { Application } from "../application.ts"
import { eventsShown } from "../disclosure.ts"
import type { LetterNames } from "./stepsInLetter.ts"

/** The parties that no letter can reach: those that the commit names or, of a silence procedure, all that were named. */
export function unreachedIn(
  commit: Disclosed | undefined,
  ofSilence: string[],
  names: ReadonlyMap<string, string>,
): Partial<LetterContent> {
  const { parties = ofSilence } = fieldsIn(commit)
  return parties.length > 0 ? { unreached: parties.map((party) => names.get(party) ?? party) } : {}
}

/** What the commit's events add to what happened, with parties and people by their names. */
export function eventIn(commit: Disclosed, names: ReadonlyMap<string, string>): Partial<LetterContent> {
  const { party, voice, paragraphs = [], ended, what, why, corrigendum, language, late } = fieldsIn(commit)
  const reason = "value" in commit.origin ? (commit.origin.value.reason ?? why) : why
  const { communication, writtenIn } = "value" in commit.origin ? originOf({ origin: commit.origin }) : {}
  const types = eventsShown(commit).map(({ type }) => type)
  const objected = types.includes("ObjectionRaised")
  return {
    ...(objected && party && { parties: [names.get(party) ?? party] }),
    ...(voice && names.has(voice) && { parties: [names.get(voice) ?? voice] }),
    ...(objected && paragraphs.length > 0 && { paragraphs }),
    ...(reason && { reason: { text: reason, ...(reason !== why && { language: writtenIn }) } }),
    ...((late || types.includes("LateObjectionRecorded")) && { late: true }),
    ...(ended && { ended }),
    ...(corrigendum && { corrigendum: { number: corrigendum, ...(language && { language }) } }),
    ...(communication && { communication }),
    ...(what && { delivery: what }),
  }
}

/** The symbol of the corrigendum or the draft that a letter is about or, where that has none of its own, of its document. */
export function symbolOf(
  context: Pick<Partial<activity.Context>, "drafts" | "details">,
  { symbol }: { symbol?: string },
  draft: number | undefined,
  commit: Disclosed | undefined,
): { symbol?: string } {
  const { corrigendum, symbol: own } = fieldsIn(commit)
  const ofDraft = draft === undefined ? undefined : detailsOf(context, draft).symbol
  const known = (corrigendum === undefined ? undefined : own) ?? ofDraft ?? symbol
  return known === undefined ? {} : { symbol: known }
}

/** Where a due date stood before it moved, and what it hangs on. */
export async function movedIn(
  { world }: Application,
  { stream, version, events }: Commit,
  { plan: { meetings }, language }: Pick<LetterNames, "plan" | "language">,
): Promise<Pick<LetterContent, "moved">> {
  const { meeting, item: after }: Partial<EventFields> = Object.assign({}, ...events.map(({ value }) => value))
  const last = await commitAt(world.events, stream, version - 1)
  const { due } = contextOf("activity", last) ?? {}
  const hangsOn = meetings.find(({ id }) => id === meeting)
  return { moved: defined({ before: due ?? undefined, meeting: hangsOn && calledIn(language, hangsOn), after }) }
}

/** Where the deadline stood that the commit moved, of a silence procedure or of a round of consultation. */
export async function extendedIn({ world }: Application, commit: Commit): Promise<Pick<LetterContent, "extendedFrom">> {
  const { silence, rounds = [] } = contextOf("activity", commit) ?? {}
  if (!silence && rounds.length === 0) return {}
  const before = contextOf("activity", await commitAt(world.events, commit.stream, commit.version - 1))
  const isSame = silence && before?.silence?.opened === silence.opened && before.silence.draft === silence.draft
  const moved = [
    ...(isSame ? [[before.silence?.until, silence.until]] : []),
    ...rounds.map(({ closes }, nth) => [before?.rounds[nth]?.closes, closes]),
  ].flatMap(([from, to]) => (from && to && from.at < to.at ? [from] : []))
  const [from] = moved
  return from ? { extendedFrom: asItFalls(from) } : {}
}

/** The fields of a commit's events that letters say something of. */
export function fieldsIn(commit: Disclosed | undefined): Partial<EventFields> {
  return Object.assign({}, ...eventsShown(commit))
}

/** The fields of events that letters say something of: of an objection, a corrigendum, a request, a failed address or a webhook. */
interface EventFields {
  party: string
  /** Who asks for more time. */
  voice: string
  /** Those that no letter can reach. */
  parties: string[]
  paragraphs: string[]
  /** Of input: it came after its consultation had closed. */
  late: boolean
  /** How the activity that a request became has ended. */
  ended: string
  /** What was delivered. */
  what: string
  person: string
  why: string
  /** The number of a corrigendum, the language that it is about, and its symbol. */
  corrigendum: number
  language: string
  symbol: string
  /** What a date that has moved hangs on. */
  meeting: string
  item: string
}
