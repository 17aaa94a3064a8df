import { type Commit, commitAt, rowAt, type State, view } from "@demarche/engine"
import type { Matter } from "@demarche/mail/letters"
import { kindOf } from "@demarche/store"
import { type Language, phrase } from "@demarche/words"
import type { activity, notice, output, plan as planWorkflow, request } from "@demarche/workflows"
import type { Visibility } from "@demarche/workflows/terms"
import { type Body, dayOf } from "@demarche/workplan"
import { aboutOf, type Waiting } from "./envelopes.ts"
import { type House, workflowOf } from "./house.ts"
import type { Links } from "./links.ts"

/** What a letter is made in: the plan, what its ids are called, the reader's language, how far they see, and where its links lead. */
export interface Setting {
  plan: planWorkflow.Context
  names: ReadonlyMap<string, string>
  language: Language
  clearance: Visibility
  links: Links
}

type Context = Partial<activity.Context & output.Context & request.Context>

const DAY = 86_400_000
const owned = ["activity", "output", "request"]
const consulting = ["ConsultationOpened", "consultationCloses"]

/** What a notice tells, from the record: what happened as it was written, and for a reminder the item as it stands. */
export async function matterOf(house: House, { notice }: Waiting, setting: Setting): Promise<Matter> {
  const { names, language, links, plan } = setting
  const { id, version } = aboutOf(notice)
  const commit = await commitOf(house, id, version)
  const kind = kindOf(commit.stream)
  const { planned } = (await rowAt(house.projection, commit)).body as Body
  const { state = "", substate } = view(workflowOf(house, kind), commit.state as State)
  const context = (commit.state as { context: Context }).context
  const named = (owner: string) => names.get(owner) ?? phrase(language, `offices.${owner}`)
  const told = {
    ...(notice.step && { step: notice.step }),
    item: {
      kind: kind as Matter["item"]["kind"],
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
  const due = context.due && { ...context.due, days: daysTo(context.due.on, house.world.clock(), plan.zone) }
  if (notice.kind !== "due")
    return { ...told, kind: notice.kind as Exclude<Matter["kind"], "due">, ...(due && { due }) }
  if (!due) throw new Error(`a reminder is about ${id}, which has no due date`)
  return { ...told, kind: "due", due }
}

/** The commit that a notice is about or, where it names none, the newest of its item. */
async function commitOf(house: House, id: string, version: number | undefined): Promise<Commit> {
  const { events } = house.world
  for (const kind of id.includes(".") ? [...owned, "webhook"] : ["plan"]) {
    const stream = `${kind}:${id}`
    const commit = version ? await commitAt(events, stream, version) : await events.head(stream)
    if (commit) return commit
  }
  throw new Error(`a notice is about ${id}, which is not in the record`)
}

function daysTo(day: string, now: string, zone: string): number {
  return (Date.parse(day) - Date.parse(dayOf(now, zone))) / DAY
}

/** The deadline that is spoken of: of the silence, or of the consultation that closes then. */
function roundOf({ kind, until }: notice.Notice, { silence, rounds = [], drafts = [] }: Context): Partial<Matter> {
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
function eventIn(commit: Commit, names: ReadonlyMap<string, string>): Partial<Matter> {
  const told = Object.assign({}, ...commit.events.map(({ value }) => value)) as Partial<Telling>
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

interface Telling {
  party: string
  paragraphs: string[]
  code: string
  what: string
  person: string
  why: string
}
