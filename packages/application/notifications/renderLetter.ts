import { hash } from "node:crypto"
import { type Letter, letterOf } from "@demarche/mail/letter"
import type { Message } from "@demarche/mail/message"
import type { plan as planWorkflow } from "@demarche/workflows"
import { clearanceOf } from "@demarche/workflows/offices"
import { covers, dayOf, zoneOf } from "@demarche/workplan"
import type { Application } from "../application.ts"
import { planNames } from "../planNames.ts"
import { aboutOf, type Batch } from "./batch.ts"
import { contentOf } from "./contentOf.ts"
import { icsAttachment } from "./icsAttachment.ts"
import { letterLinks } from "./letterLinks.ts"
import type { MailSettings } from "./mailSettings.ts"

/** The letter of an envelope to that person at that address, and its text as the record keeps it. */
export async function renderLetter(
  application: Application,
  { post, plan }: { post: MailSettings; plan: planWorkflow.Context },
  person: planWorkflow.Person,
  address: string,
  { plan: planId, notices, messageId }: Batch,
): Promise<{ message: Message; letter: string }> {
  const { language = "en" } = person
  const zone = zoneOf(plan, person)
  const { title, parties: names } = await planNames(application, planId)
  for (const { notice } of notices)
    if (notice.onBehalfOf) names.set(notice.onBehalfOf, await nameOf(application, plan, notice.onBehalfOf))
  const now = application.world.clock()
  const today = dayOf(now, plan.zone)
  const links = letterLinks(post, { plan: planId, person, language, now, today })
  const held = person.offices.filter((mandate) => covers(mandate, today)).map(({ office }) => office)
  const setting = { plan, names, language, links, clearance: clearanceOf(held) }
  const matters = await Promise.all(notices.map((each) => contentOf(application, each, setting)))
  const [first] = notices
  const ics = first && notices.length === 1 ? await icsAttachment(application, first, setting) : undefined
  const mandatory = notices.some(({ notice }) => notice.mandatory)
  const unsubscribe = mandatory ? undefined : links.unsubscribe(notices.map(({ notice }) => notice.kind))
  const name = await nameOf(application, plan, person.id)
  const letter: Letter = letterOf(
    matters,
    { name, language, zone },
    { plan: { title }, home: post.home },
    { ...(unsubscribe && { unsubscribe }) },
  )
  const [only, ...others] = new Set(notices.map(({ notice }) => aboutOf(notice).id))
  const thread = only && others.length === 0 ? threadOf(only, person.id, post.home) : undefined
  return {
    letter: letter.text,
    message: {
      ...letter,
      stream: notices[0]?.stream ?? "",
      messageId,
      to: { name, address },
      sent: now,
      ...(thread && { inReplyTo: thread, references: [thread] }),
      ...(ics && { ics }),
      ...(unsubscribe && { unsubscribe: { url: unsubscribe } }),
    },
  }
}

async function nameOf(application: Application, { people }: planWorkflow.Context, id: string): Promise<string> {
  const known = people.find((person) => person.id === id)
  const text = known && (await application.world.texts.get(known.name))
  return typeof text === "object" ? text.body : id
}

/** What all letters to a person about one item answer to, so that their mail program keeps them together. */
function threadOf(item: string, person: string, home: string): string {
  return `<${hash("sha256", `${item} ${person}`, "hex").slice(0, 32)}.thread@${new URL(home).hostname}>`
}
