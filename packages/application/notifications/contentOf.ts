import { type Commit, rowAt, stateOf, view } from "@demarche/engine"
import type { Disclosed } from "@demarche/event-store"
import { calledIn, heldText, type Language, officeText, titleIn } from "@demarche/i18n"
import type { LetterContent } from "@demarche/mail/letter"
import type { activity, notice, plan as planWorkflow, request } from "@demarche/workflows"
import type { Annotation } from "@demarche/workflows/document"
import type { Due } from "@demarche/workflows/due"
import { annotationsNow, type Inferring } from "@demarche/workflows/inferred"
import { toldTo } from "@demarche/workflows/offices"
import { defined } from "@demarche/workflows/schemas"
import { means } from "@demarche/workflows/states"
import { codeIn, LocalizedTitle, type Mandate } from "@demarche/workflows/terms"
import {
  asItFalls,
  bodyOf,
  contextIn,
  dayOf,
  dueInferred,
  itemKinds,
  kindNamed,
  notifications,
  originOf,
  procedureOf,
  statusOf,
} from "@demarche/workplan"
import { roundIn } from "@demarche/workplan/notifications/addressed"
import type { NotificationRule } from "@demarche/workplan/notifications/notificationRule"
import { clearanceAt, mayAct } from "@demarche/workplan/rules/scopes"
import { type Application, workflowOf } from "../application.ts"
import { shownTo } from "../disclosure.ts"
import { itemNow } from "../itemNow.ts"
import { placeOf } from "../places.ts"
import { textBody } from "../textBody.ts"
import { aboutOf } from "./batch.ts"
import { commitOf } from "./commitOf.ts"
import { consultationOfLetter, type LetterRound, type NumberedRound, roundOfLetter } from "./consultationOfLetter.ts"
import { draftOfLetter, textLink } from "./draftOfLetter.ts"
import { eventIn, extendedIn, fieldsIn, movedIn, symbolOf, unreachedIn } from "./eventInLetter.ts"
import type { AskedRound, LetterLinks } from "./letterLinks.ts"
import { statementsInLetter } from "./statementsInLetter.ts"
import { holderIn, ownerText, stepsInLetter } from "./stepsInLetter.ts"

/** What a letter is rendered with, whatever its notifications: the plan, its reader, and where links lead. */
export interface LetterContext {
  planId: string
  plan: planWorkflow.Context
  /** The language of the titles of plan and items. */
  titleLanguage: string
  /** The names of parties and people by their ids. */
  names: ReadonlyMap<string, string>
  language: Language
  /** Who reads it. */
  person: string
  /** By which the reader sees as much of the record as they may, each item at its place. */
  mandates: readonly Mandate[]
  links: LetterLinks
}

/** What a letter says of how its item stood: of a round its dates and whom it asked, and nothing of who has answered. */
interface ItemContext
  extends Partial<
    Pick<activity.Context, "kind" | "agreed" | "drafts" | "details" | "running" | "step"> & request.Context
  > {
  silence?: Pick<NonNullable<activity.Context["silence"]>, "draft" | "opened" | "until" | "addressees">
  rounds?: LetterRound[]
}

/**
 * What a letter says of a notification, read from the record as its reader may know it: what happened as the commit it is
 * about recorded it, and how the item stands as it is now, which is what its page says. @throws Error where the record or the table of notifications lacks what it is about.
 */
export async function contentOf(
  application: Application,
  notice: notice.NoticeFields,
  { names, titleLanguage, language, links, plan, person, mandates }: LetterContext,
): Promise<LetterContent> {
  const name = kindNamed(notice.kind)
  if (!name) throw new Error(`there is no kind of notification called ${notice.kind}`)
  const { date, offers } = notifications[name]
  const { id, version } = aboutOf(notice)
  const { kind, commit } = await commitOf(application, name, id, version)
  const place = await placeOf(application, { stream: commit.stream, plan })
  const clearance = clearanceAt(mandates, place)
  const shown = shownTo({ clearance }, commit)
  const { fields, texts } = bodyOf(await rowAt(application.projection, commit))
  const then = view(workflowOf(application, kind), stateOf(commit))
  const context = then.context as ItemContext // of one of the kinds that notifications are about
  const { status, holder, viewNow } = await statusNow(application, kind, id, plan)
  const { state = "", substate } = status ?? then
  const awaited = !(viewNow && means(viewNow, "settled")) && (kind !== "request" || context.neededBy)
  const due = date === "due" || awaited ? status?.due : undefined
  if (date === "due" && !due) throw new Error(`a reminder is about ${id}, which has no due date`)
  const round =
    date === "consultation"
      ? roundOfLetter(context.rounds ?? [], { ...(version && { commit }), until: notice.until })
      : undefined
  const about = date === "consultation" ? undefined : draftOfLetter(name, context)
  const text = about && (await textLink(application, id, about, { person, mandates }, links))
  return {
    kind: name,
    ...(notice.step && { step: notice.step }),
    item: {
      kind,
      ...(context.kind && { itemKind: context.kind }),
      ...(status && { code: codeIn(id) }),
      ...titled({ ...fields, id, kind }, { language, titleLanguage }),
      ...symbolOf(context, fields, about?.draft, shown),
      state,
      ...(substate && { substate }),
      ...(context.agreed && { agreed: context.agreed }),
      url: status ? links.item(id) : links.home,
    },
    ...(due && {
      due: named(language, due, plan),
      ...(isInferredIn(fields, contextIn("activity", then), due) && { dueInferred: true }),
    }),
    ...(notice.step === "moved" && (await movedIn(application, commit, { plan, language }))),
    ...(version && defined({ round: roundIn(commit) })),
    ...(round && (await consultationOfLetter(application, id, round, { person, mandates }, links))),
    ...(date !== "consultation" && silenceOf(context, about)),
    ...(status?.silence && { runsUntil: asItFalls(status.silence.until) }),
    ...(version && shown && { ...eventIn(shown, names), ...(await extendedIn(application, commit)) }),
    ...(await personIn(application, shown, plan)),
    ...(notifications[name].when.byLetter && (await receiptOf(application, commit, { names, plan, links }))),
    ...(notifications[name].text.more.includes("statements") && {
      statements:
        toldTo(
          clearance,
          "committee",
          await statementsInLetter(application, contextIn("activity", then), { texts, names }),
        ) ?? [],
    }),
    ...(notifications[name].once && { invited: invitedAs(commit, { names, language, plan, person, links }) }),
    ...unreachedIn(
      shown,
      toldTo(clearance, "committee", contextIn("activity", then).silence?.unreached ?? []) ?? [],
      names,
    ),
    ...(context.activity && { activity: context.activity }),
    ...(context.drafts && stepsInLetter(then.context as activity.Context, commit, { names, language, plan }, viewNow)), // an activity alone has drafts
    ...(notice.escalated && { escalated: true }),
    ...(holder && { owner: ownerText(holder, { names, language, plan }, application.world.clock()) }),
    ...(notice.onBehalfOf && { onBehalfOf: names.get(notice.onBehalfOf) ?? notice.onBehalfOf }),
    actions: links.actions(notice, { id, place }, round ? inRound(round) : silenceAsked(date, context)),
    ...(offers && mayAct(mandates, place, offers) && { offer: { name: offers, url: links.form(id, offers) } }),
    ...(text && about && { text: { draft: about.draft, url: text } }),
    ...(version && { record: { version: commit.version, hash: commit.hash } }),
  }
}

/** What an invitation says: in which offices its reader is in the plan, from today on, who entered them, and where they sign in. */
function invitedAs(
  commit: Commit,
  { names, language, plan, person, links }: Pick<LetterContext, "names" | "language" | "plan" | "person" | "links">,
): NonNullable<LetterContent["invited"]> {
  const { by } = originOf(commit)
  const { offices } = procedureOf(plan)
  const last = dayOf(commit.recorded, plan.zone)
  const held = plan.people.find(({ id }) => id === person)?.offices ?? []
  return {
    mandates: held
      .filter(({ to }) => !to || last <= to)
      .map(({ office, party }) => heldText(language, office, party && (names.get(party) ?? party), offices)),
    ...(by.office !== "system" && { by: officeText(language, by.office, offices) }),
    signIn: links.signIn,
  }
}

/** The title of what a letter is about, in its reader's language where it has one there; a request's is in whichever its author wrote. */
function titled(
  { title, label, titles, id, kind }: Record<string, unknown> & { id: string; kind: string },
  { language, titleLanguage }: Pick<LetterContext, "language" | "titleLanguage">,
): Pick<LetterContent["item"], "title" | "language"> {
  const given = { title: String(title ?? label ?? id), titles: LocalizedTitle.safeParse(titles).data }
  const said = titleIn(language, given, titleLanguage)
  return { title: said.text, ...(kind !== "request" && { language: said.language }) }
}

/** A due date whose period, where that ends with a meeting, is named by its title. */
function named<D extends { period?: string | undefined }>(
  language: Language,
  due: D,
  { meetings }: planWorkflow.Context,
): D {
  const meeting = meetings.find(({ id }) => id === due.period)
  return meeting ? { ...due, period: calledIn(language, meeting) } : due
}

/** What a receipt says of what was done by the link of a letter: what, by whom and for whom; all of it is its reader's own delegation's. */
async function receiptOf(
  application: Application,
  commit: Commit,
  { names, plan, links }: Pick<LetterContext, "names" | "plan" | "links">,
): Promise<Partial<LetterContent>> {
  const { by, command, byLetter } = originOf(commit)
  return {
    does: command,
    recipient: await personName(application, plan, by.person),
    ...(by.party && { parties: [names.get(by.party) ?? by.party] }),
    ...(byLetter?.notice && { endLinks: links.endLinks(byLetter.notice) }),
  }
}

/** The person whom an event is about, by name: of an address that failed, whose it is. */
async function personIn(
  application: Application,
  commit: Disclosed | undefined,
  plan: planWorkflow.Context,
): Promise<Pick<LetterContent, "recipient">> {
  const { person } = fieldsIn(commit)
  return person ? { recipient: await personName(application, plan, person) } : {}
}

/** A person's name; the id where nobody has it, or the name was erased. */
async function personName({ world }: Application, { people }: planWorkflow.Context, id: string): Promise<string> {
  const name = people.find((each) => each.id === id)?.name
  return (name && (await textBody(world.texts, name))) ?? id
}

/** How the item stands now, who holds it, and the view that says so; nothing for a plan or a webhook, which are no items. */
async function statusNow(application: Application, kind: string, id: string, plan: planWorkflow.Context) {
  const itemKind = itemKinds.find((each) => each === kind)
  const item = itemKind && (await itemNow(application, itemKind, id))
  if (!item) return {}
  const status = statusOf(itemKind, { ...item, plan })
  return { status, holder: holderIn(status, item.view), viewNow: item.view }
}

/** Whether a reader inferred that the item is due then. */
function isInferredIn({ annotations = [] }: { annotations?: Annotation[] }, context: Inferring, due: Due): boolean {
  return dueInferred({ annotations: annotationsNow(annotations, context), due })
}

/** The deadline of the latest silence procedure, and the draft that the letter is about. */
function silenceOf({ silence }: ItemContext, about: { draft: number } | undefined): Partial<LetterContent> {
  return {
    ...(silence && { deadline: asItFalls(silence.until) }),
    ...(about && { draft: about.draft }),
  }
}

function inRound({ round, number }: NumberedRound): AskedRound {
  return { round: { consultation: number }, parties: round.invited }
}

/** The silence procedure that a notification is about, and those who are asked to answer in it. */
function silenceAsked(date: NotificationRule["date"], { silence }: ItemContext): AskedRound | undefined {
  if (!silence || date === "consultation") return undefined
  return { round: { draft: silence.draft, opened: silence.opened }, parties: silence.addressees }
}
