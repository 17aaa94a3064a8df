import { hash } from "node:crypto"
import { salutationText } from "@demarche/i18n"
import { type Letter, letterOf } from "@demarche/mail/letter"
import type { Message } from "@demarche/mail/message"
import type { notice, plan as planWorkflow } from "@demarche/workflows"
import { usualLanguage } from "@demarche/workflows/languages"
import { covers, dayOf, kindNamed, notifications, procedureOf, zoneOf } from "@demarche/workplan"
import type { Application } from "../application.ts"
import { planNames } from "../planNames.ts"
import { textBody } from "../textBody.ts"
import { voiceNames } from "../voiceNames.ts"
import { aboutOf, placeInLetter } from "./batch.ts"
import { contentOf, type LetterContext } from "./contentOf.ts"
import { icsAttachment } from "./icsAttachment.ts"
import { type LetterLinks, letterLinks } from "./letterLinks.ts"
import type { MailSettings } from "./mailSettings.ts"
import { senderOf } from "./senderOf.ts"

interface RenderContext {
  application: Application
  mail: MailSettings
  planId: string
  plan: planWorkflow.Context
  messageId: string
}

/** Whom a letter is written to, at which address, and the stream of the notification that it belongs to. */
interface LetterAddress {
  reader: planWorkflow.Person
  address: string
  stream: string
}

/** The letter with those notifications to its reader: as a message, and as the text that is recorded. */
export async function renderLetter(
  context: RenderContext,
  { reader: person, address, stream }: LetterAddress,
  notices: notice.NoticeFields[],
): Promise<{ message: Message; letter: string }> {
  const { application, mail, plan, planId, messageId } = context
  const { language = usualLanguage } = person
  const now = application.world.clock()
  const links = letterLinks(mail, {
    ...{ plan: planId, person, language, now, today: dayOf(now, plan.zone) },
    ...{ answersByLink: procedureOf(plan).answersByLink, notice: stream.slice(stream.indexOf(":") + 1) },
  })
  const mandatory = notices.some((notice) => notice.mandatory)
  const unsubscribe = mandatory ? undefined : links.unsubscribe(notices.map(({ kind }) => kind))
  const { letter, name, letterContext } = await written(context, person, notices, links, unsubscribe)
  const [first] = notices
  const ics = first && notices.length === 1 ? await icsAttachment(application, first, letterContext) : undefined
  const [only, ...others] = new Set(notices.map((notice) => aboutOf(notice).id))
  const thread = only && others.length === 0 ? threadOf(only, person.id, mail.home) : undefined
  return {
    letter: letter.text,
    message: {
      ...letter,
      stream,
      messageId,
      to: { name, address },
      sent: now,
      ...(thread && { inReplyTo: thread, references: [thread] }),
      ...(ics && { ics }),
      ...(unsubscribe && { unsubscribe: { url: unsubscribe } }),
    },
  }
}

/**
 * The text of the letter that reminders to one person will make at their instant, if nothing changes before it. Its links lead
 * to pages: none acts in the name of its reader, since others may read it.
 */
export async function plannedLetter(
  { application, planId, plan, home }: Pick<RenderContext, "application" | "planId" | "plan"> & { home: string },
  notices: notice.NoticeFields[],
): Promise<string | undefined> {
  const [first] = notices
  const person = plan.people.find(({ id }) => id === first?.recipient)
  if (!first || !person) return undefined
  const { language = usualLanguage } = person
  const item = (id: string) => `${home}/${language}/items/${id}`
  const signIn = `${home}/${language}/sign-in`
  const links = {
    home,
    signIn,
    item,
    form: item,
    actions: () => [],
    text: item,
    endLinks: () => home,
    unsubscribe: () => undefined,
  }
  const then = { ...application, world: { ...application.world, clock: () => first.notBefore } }
  const inOrder = notices.toSorted((one, other) => (placeInLetter(one) < placeInLetter(other) ? -1 : 1))
  return (await written({ application: then, planId, plan }, person, inOrder, links)).letter.text
}

/** What a letter to a person says of those notifications, with those links; and what it was written from. */
async function written(
  { application, planId, plan }: Pick<RenderContext, "application" | "planId" | "plan">,
  person: planWorkflow.Person,
  notices: notice.NoticeFields[],
  links: LetterLinks,
  unsubscribe?: string,
): Promise<{ letter: Letter; name: string; letterContext: LetterContext }> {
  const { language = usualLanguage } = person
  const [first, ...others] = notices
  const { title, language: titleLanguage, parties } = await planNames(application, planId, language)
  const names = await voiceNames(application, { context: plan, parties }, language)
  for (const { onBehalfOf } of notices)
    if (onBehalfOf) names.set(onBehalfOf, await nameOf(application, plan, onBehalfOf))
  const today = dayOf(application.world.clock(), plan.zone)
  const mandates = person.offices.filter((mandate) => covers(mandate, today))
  const letterContext = { planId, plan, names, titleLanguage, language, links, person: person.id, mandates }
  const contents = await Promise.all(notices.map((each) => contentOf(application, each, letterContext)))
  const name = await nameOf(application, plan, person.id)
  const own = person.salutation && (await textBody(application.world.texts, person.salutation))
  const salutation = own || salutationText(language, mandates, procedureOf(plan))
  const signedBy = first && others.length === 0 ? signerOf(first) : undefined
  const letter = letterOf(
    contents,
    { name, language, zone: zoneOf(plan, person), ...(salutation && { salutation }) },
    {
      plan: { title: title.text, language: title.language },
      home: links.home,
      ...senderOf({ plan, language, names, today }, signedBy),
    },
    { ...(unsubscribe && { unsubscribe }) },
  )
  return { letter, name, letterContext }
}

function signerOf({ kind }: notice.NoticeFields) {
  const name = kindNamed(kind)
  return name && notifications[name].signedBy
}

async function nameOf(application: Application, { people }: planWorkflow.Context, id: string): Promise<string> {
  const person = people.find((each) => each.id === id)
  return (person && (await textBody(application.world.texts, person.name))) ?? id
}

/** The Message-ID that all letters to a person about one item reply to, so that mail programs show them as one thread. */
function threadOf(item: string, person: string, home: string): string {
  return `<${hash("sha256", `${item} ${person}`, "hex").slice(0, 32)}.thread@${new URL(home).hostname}>`
}
