import { type Commit, commitAt, rowAt, stateOf, view } from "@demarche/engine"
import { kindOf, type StreamName } from "@demarche/event-store"
import { type Language, translateDynamic } from "@demarche/i18n"
import type { LetterContent } from "@demarche/mail/letter"
import type { activity, notice, output, plan as planWorkflow, request } from "@demarche/workflows"
import type { Visibility } from "@demarche/workflows/terms"
import { bodyOf, dayOf } from "@demarche/workplan"
import { type Application, workflowOf } from "../application.ts"
import { aboutOf, type QueuedNotification } from "./batch.ts"
import type { LetterLinks } from "./letterLinks.ts"

/** What a letter is made in: the plan, what its ids are called, the reader's language, how far they see, and where its links lead. */
export interface LetterContext {
  plan: planWorkflow.Context
  names: ReadonlyMap<string, string>
  language: Language
  clearance: Visibility
  links: LetterLinks
}

type Context = Partial<activity.Context & output.Context & request.Context>

const DAY = 86_400_000
const owned = ["activity", "output", "request"]
const consulting = ["ConsultationOpened", "consultationCloses"]

/** What a notice tells, from the record: what happened as it was written, and for a reminder the item as it stands. */
export async function contentOf(
  application: Application,
  { notice }: QueuedNotification,
  setting: LetterContext,
): Promise<LetterContent> {
  const { names, language, links, plan } = setting
  const { id, version } = aboutOf(notice)
  const commit = await commitOf(application, id, version)
  const kind = kindOf(commit.stream)
  const { fields: planned } = bodyOf(await rowAt(application.projection, commit))
  const { state = "", substate } = view(workflowOf(application, kind), stateOf(commit))
  const context = (commit.state as { context: Context }).context
  const named = (owner: string) => names.get(owner) ?? translateDynamic(language, `offices.${owner}`)
  const told = {
    ...(notice.step && { step: notice.step }),
    item: {
      kind: kind as LetterContent["item"]["kind"],
      ...(context.kind && { itemKind: context.kind }),
      code: id.slice(id.indexOf(".") + 1),
      title: String(planned.title ?? planned.label ?? id),
      state,
      ...(substate && { substate }),
      url: owned.includes(kind) ? links.item(id) : links.home,
    },
    ...roundOf(notice, context),
    ...(version && eventIn(commit, names)),
    ...(notice.escalated && { escalated: true }),
    ...(owned.includes(kind) && { owner: named(context.owner ?? "coordinator") }),
    ...(notice.onBehalfOf && { onBehalfOf: names.get(notice.onBehalfOf) ?? notice.onBehalfOf }),
    actions: links.actions(notice, id, awaitedIn(notice, context)),
    ...(version && { record: { version: commit.version, hash: commit.hash } }),
  }
  const due = context.due && { ...context.due, days: daysTo(context.due.on, application.world.clock(), plan.zone) }
  if (notice.kind !== "due")
    return { ...told, kind: notice.kind as Exclude<LetterContent["kind"], "due">, ...(due && { due }) }
  if (!due) throw new Error(`a reminder is about ${id}, which has no due date`)
  return { ...told, kind: "due", due }
}

/** The commit that a notice is about or, where it names none, the newest of its item. */
async function commitOf(application: Application, id: string, version: number | undefined): Promise<Commit> {
  const { events } = application.world
  for (const kind of id.includes(".") ? [...owned, "webhook"] : ["plan"]) {
    const stream: StreamName = `${kind}:${id}`
    const commit = version ? await commitAt(events, stream, version) : await events.head(stream)
    if (commit) return commit
  }
  throw new Error(`a notice is about ${id}, which is not in the record`)
}

function daysTo(day: string, now: string, zone: string): number {
  return (Date.parse(day) - Date.parse(dayOf(now, zone))) / DAY
}

/** The deadline that is spoken of: of the silence, or of the consultation that closes then. */
function roundOf(
  { kind, until }: notice.Notice,
  { silence, rounds = [], drafts = [] }: Context,
): Partial<LetterContent> {
  if (consulting.includes(kind)) {
    const index = until ? rounds.findLastIndex(({ closes }) => closes.at === until) : rounds.length - 1
    const round = rounds[index]
    return round ? { round: index + 1, deadline: round.closes } : {}
  }
  return {
    ...(silence && { deadline: silence.until }),
    ...(drafts.length > 0 && { draft: silence?.draft ?? drafts.length }),
  }
}

/** The parties whose answer is awaited by what the notice tells of. */
function awaitedIn({ kind }: notice.Notice, { silence, rounds = [] }: Context): readonly string[] {
  return consulting.includes(kind) ? (rounds.at(-1)?.invited ?? []) : (silence?.addressees ?? [])
}

/** What the events of the commit say beside what happened: on whose behalf and to what an objection was made, what was delivered, whom mail no longer reaches. */
function eventIn(commit: Commit, names: ReadonlyMap<string, string>): Partial<LetterContent> {
  const told = Object.assign({}, ...commit.events.map(({ value }) => value)) as Partial<TellingFields>
  const { party, paragraphs = [], code, what, person, why } = told
  const reason = commit.origin.value.reason ?? why
  const objected = commit.events.some(({ value: { type } }) => type === "ObjectionRaised")
  return {
    ...(objected && party && { parties: [names.get(party) ?? party] }),
    ...(objected && paragraphs.length > 0 && { paragraphs }),
    ...(reason && { reason }),
    ...(code && { activity: code }),
    ...(what && { delivery: what }),
    ...(person && { recipient: names.get(person) ?? person }),
  }
}

interface TellingFields {
  party: string
  paragraphs: string[]
  code: string
  what: string
  person: string
  why: string
}
