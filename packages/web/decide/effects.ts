import { type Consequences, consequencesOf } from "@demarche/application/consequences"
import { shownTo } from "@demarche/application/disclosure"
import { type CommandRequest, planContext } from "@demarche/application/execute"
import { plannedLetter } from "@demarche/application/notifications/renderLetter"
import { textBody } from "@demarche/application/textBody"
import { vacancyTexts } from "@demarche/application/vacancyTexts"
import { entryOf, idOfEntry } from "@demarche/http/historyEntry"
import { findItem, transitionsFor } from "@demarche/http/items"
import type { DueValue } from "@demarche/i18n"
import { codeIn } from "@demarche/workflows/terms"
import { contextOf, covers, dayOf, type ItemKind } from "@demarche/workplan"
import { entrySentence } from "../item/entrySentence.ts"
import { headlineOf, type ShownItem, shownItem } from "../item/shownItem.ts"
import { peopleNames } from "../names.ts"
import type { Visit } from "../visit.ts"
import { AMENDMENT } from "./amendment.ts"
import type { IntendedAct } from "./decision.ts"

/** What a decision would do, as its reader may know it. */
export interface Effects {
  /** What would be recorded of what it is about. */
  recorded: readonly string[]
  /** How that would then stand; undefined of a plan. */
  headline: string | undefined
  /** Of an amendment, the text on which it would be agreed. */
  amendment: string | undefined
  /** What would follow of other items. */
  follows: readonly { code: string; sentence: string }[]
  moves: readonly MovedDate[]
  /** The offices that would be left to nobody, each as a sentence. */
  vacant: readonly string[]
  /** The acts that its reader could then record, and cannot now. */
  opens: readonly string[]
  letters: readonly OfficeLetters[]
  /** One of the letters, as its reader would receive it. */
  letter: string | undefined
}

/** A due date that would change. */
interface MovedDate {
  code: string
  from: DueValue | null
  to: DueValue | null
}

/** How many people of an office would be written to and, for those who run the plan, who. */
interface OfficeLetters {
  office: string
  count: number
  people: readonly string[]
}

/** Works out what a decision would do; nothing is written. @throws EngineError as the command would. */
export async function effectsOf(decision: IntendedAct, request: CommandRequest): Promise<Effects> {
  const { visit, plan, stream, names } = decision
  const found = await consequencesOf(visit.application, request)
  const then: Visit = { ...visit, application: found.after }
  const entries = found.commits.flatMap((commit) => {
    const shown = shownTo(plan.reader.sees(commit.stream), commit)
    return shown ? [entryOf(shown)] : []
  })
  const sentences = entries.map((entry) => ({ entry, sentence: entrySentence({ visit, plan, names }, entry) }))
  const { kind, id } = decision
  const after = kind === "plan" ? undefined : await shownItem(then, kind, id)
  return {
    recorded: sentences.filter(({ entry }) => entry.stream === stream).map(({ sentence }) => sentence),
    headline: after && headlineOf(after),
    amendment: decision.act === AMENDMENT ? await amendmentIn(found) : undefined,
    follows: sentences
      .filter(({ entry }) => entry.stream !== stream)
      .map(({ entry, sentence }) => ({ code: codeIn(idOfEntry(entry)), sentence })),
    moves: await movedDates(decision, found),
    vacant: (
      await Promise.all(found.commits.map((commit) => vacancyTexts(visit.application, commit, visit.language)))
    ).flat(),
    opens: after ? await opened(decision, after) : [],
    letters: await lettersByOffice(decision, found),
    letter: await ownLetter(decision, found),
  }
}

/** The text of the item that an amendment would be agreed on. */
async function amendmentIn({ items, after }: Consequences): Promise<string | undefined> {
  for (const { kind, id } of items) {
    const context = contextOf("activity", await after.world.events.head(`${kind}:${id}`))
    const [draft] = context?.own === "amendment" ? context.drafts.slice(-1) : []
    if (draft !== undefined) return textBody(after.world.texts, draft)
  }
  return undefined
}

async function movedDates({ visit, plan }: IntendedAct, { items, after }: Consequences): Promise<MovedDate[]> {
  const moves = items.map(async ({ kind, id }) => {
    const [from, to] = await Promise.all(
      [visit.application, after].map((application) => dueOf(application, kind, id, plan.reader.sees)),
    )
    return from?.on === to?.on ? [] : [{ code: codeIn(id), from: from ?? null, to: to ?? null }]
  })
  return (await Promise.all(moves)).flat()
}

async function dueOf(
  application: Visit["application"],
  kind: ItemKind,
  id: string,
  sees: Parameters<typeof findItem>[4],
) {
  if (!(await application.world.events.head(`${kind}:${id}`))) return undefined
  const { reading } = await findItem(application, kind, id, undefined, sees)
  return "due" in reading ? reading.due : undefined
}

async function opened({ visit, plan, allowed }: IntendedAct, { kind, ...after }: ShownItem): Promise<string[]> {
  const claim = await visit.visitor.claimIn(plan.id)
  const possible = await transitionsFor(after.visit.application, kind, after, claim, visit.language)
  return possible.filter((each) => each.allowed && !allowed.includes(each.name)).map(({ name }) => name)
}

async function lettersByOffice(
  { visit, plan }: IntendedAct,
  { notifications }: Consequences,
): Promise<OfficeLetters[]> {
  const { application, now } = visit
  const day = dayOf(now, plan.zone)
  const written = new Set(notifications.map(({ recipient }) => recipient))
  const people = plan.context.people.filter(({ id }) => written.has(id))
  const officeOf = ({ offices }: (typeof people)[number]) =>
    (offices.find((each) => covers(each, day)) ?? offices[0])?.office ?? "delegate"
  const named = plan.reader.clearance === "restricted"
  const names = named ? await peopleNames(application, plan, (id) => written.has(id)) : new Map<string, string>()
  return [...Map.groupBy(people, officeOf)].map(([office, of]) => ({
    office,
    count: of.length,
    people: named ? of.map(({ id }) => names.get(id) ?? id) : [],
  }))
}

/** A letter that its reader would receive or, where it has none, the first of the others as they would read it. */
async function ownLetter({ visit, plan }: IntendedAct, { after, notifications }: Consequences) {
  const person = plan.reader.person
  const [first] = notifications
  const notice = notifications.find(({ recipient }) => recipient === person) ?? first
  if (!person || !notice) return undefined
  const { onBehalfOf, ...own } = { ...notice, recipient: person }
  const context = { application: after, planId: plan.id, plan: await planContext(after, plan.id), home: visit.home }
  return plannedLetter(context, [own])
}
