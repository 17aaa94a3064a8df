import { readActionToken } from "@demarche/application/answers/actionLink"
import { answerByLink } from "@demarche/application/answers/answerByLink"
import type { Application } from "@demarche/application/application"
import { failAddress } from "@demarche/application/notifications/addresses"
import { createSchedule } from "@demarche/application/processes/schedule"
import { MailError, type Message } from "@demarche/mail/message"
import { playActs, playDemo } from "@demarche/server/demo"
import { dayOf } from "@demarche/workplan"
import { type Hosting, ISU, type Json, onOneMachine, openWorld, PLAN, type World } from "../http/world.ts"
import { illSaid } from "../mail/illSaid.ts"
import { withLongMemory } from "./planted.ts"

/** The bugs that can be planted in the year, each of a kind of its own, and what each comes to. */
export const yearBugs = {
  "a link has a deadline of its own": "an answer by letter is taken otherwise than by the API",
  "letters are written by a clock of their own": "a letter and the API count other days",
  "whose mandate ended is known from memory": "somebody without a mandate is written to",
  "whoever has no address counts as reached": "a party is asked that no letter reaches, and nobody is told",
  "what one server refuses ends the round": "one letter that cannot be sent holds up the others",
} as const
export type YearBug = keyof typeof yearBugs

/** What the letters of a time came to: how many, how many due dates they told, and what is wrong with them. */
export interface DemoYear {
  letters: number
  told: number
  wrong: string[]
}

const HOUR = 3_600_000
const KEY = "a key for the year"
const UNREACHED = "thematic-h"
const ENDED = "thematic-d"
const REFUSED = "thematic-e@"
const LATE = "thematic-f"
const SILENT = `${PLAN}.t2-a2`

/**
 * The demo's acts from October on, then every hour until an instant. On the way an address fails before the silence, a
 * mandate ends while it runs, one person's server takes no letter, and somebody objects by the link when it is over.
 */
export async function demoYear(until: string, bug?: YearBug): Promise<DemoYear> {
  const letters: Message[] = []
  const wrong: string[] = []
  const world = await openWorld(undefined, hostingWith(bug), { mailer: { send }, home: "https://d.example", key: KEY })
  const { application } = world.hosted
  let refusing = ""

  async function send(message: Message): Promise<void> {
    if (message.to.address.startsWith(`${UNREACHED}@`)) throw new MailError("never", "no such mailbox")
    const refused = message.to.address.startsWith(REFUSED)
    if (refused && bug === "what one server refuses ends the round") refusing = world.clock.now()
    if (refused || refusing === world.clock.now()) throw new MailError("later", "try again")
    letters.push(message)
    wrong.push(...(await misdated(world, message)), ...(await unmandated(world, message)))
    for (const said of illSaid(message.text)) wrong.push(`${message.sent} ${message.to.address}: ${said}`)
  }

  await playDemo(world.hosted, world.clock, "2026-05-21T08:00:00.000Z")
  await failAddress(application, { plan: PLAN, person: UNREACHED, why: "no such mailbox", correlation: "year" })
  if (bug === "whoever has no address counts as reached") believeReachable(application)
  await playActs(world.hosted, world.clock, "2026-05-21T08:00:00.000Z", "2026-06-04T10:00:00.000Z")
  const mandate = { person: ENDED, office: "thematicCoordinator", party: "delegation-d", on: "2026-06-04" }
  await world.take(ISU, "plan", "endMandate", mandate)
  for (let now = Date.parse(world.clock.now()) + HOUR; now <= Date.parse(until); now += HOUR) {
    await world.at(new Date(now).toISOString())
    if (world.clock.now().startsWith("2026-06-09T10")) wrong.push(...(await misjudged(world, letters, bug)))
    wrong.push(...(await heldUp(world)))
  }
  wrong.push(...(await unasked(world)), ...twice(letters))
  await world.stop()
  return { letters: letters.length, told: letters.flatMap(({ text }) => [...daysSaid(text)]).length, wrong }
}

/** The host of the world, whose letters are sent as the bug has it. */
function hostingWith(bug: YearBug | undefined): Hosting {
  return async (clock, post, ...rest) => {
    const hosted = await onOneMachine(clock, post, ...rest)
    const { application } = hosted
    const sending = sendingOf(application, bug)
    return sending === application
      ? hosted
      : { ...hosted, schedule: createSchedule(sending, { mail: async () => post as never }) }
  }
}

/** From here on the application thinks that everybody has an address that works, and keeps nothing that says otherwise. */
function believeReachable(application: Application): void {
  const { planSnapshot, world } = application
  const { append } = world.events
  world.events.append = async (commit) =>
    commit.events.every(({ value }) => value.type === "PartiesUnreached") ? "written" : append(commit)
  application.planSnapshot = async (plan, fresh) => {
    const { context, ...rest } = await planSnapshot(plan, fresh)
    const people = context.people.map(({ failed, ...person }) => person)
    return { ...rest, context: { ...context, people } }
  }
}

function sendingOf(application: Application, bug: YearBug | undefined): Application {
  if (bug === "whose mandate ended is known from memory") return withLongMemory(application)
  if (bug !== "letters are written by a clock of their own") return application
  return withClock(application, () => new Date(Date.parse(application.world.clock()) - 24 * HOUR).toISOString())
}

function withClock(application: Application, clock: () => string): Application {
  return { ...application, world: { ...application.world, clock } }
}

/** What a letter says of each item's due date: how many days are left, negative where it calls it overdue. */
export function daysSaid(text: string): Map<string, number> {
  const plain = text.replaceAll(/\s+/g, " ")
  const line =
    /(?:(?:(Due today|Échéance aujourd’hui)|(Overdue by|En retard de) (\d+) (?:days?|jours?))(?: \([^()]*\))?|(?:Due|Échéance) [^():]*\((?:in|dans) (\d+) (?:days?|jours?)\))(?: \((?:until now|jusqu’ici) (?:[^()]|\([^()]*\))*\))?(?:, [^:(]*)? ?: [^:]*?\((\S+)\)/g
  return new Map(
    [...plain.matchAll(line)].map(([, today, overdue, late = "0", left = "0", code = ""]) => [
      code,
      today ? 0 : overdue ? -Number(late) : Number(left),
    ]),
  )
}

/** What differs between a letter and the API at the instant at which the letter is sent. */
export async function misdated(world: World, { text, sent, to, subject }: Message): Promise<string[]> {
  const said = daysSaid(text)
  const lists = ["activities", "outputs", "requests"].map((kind) =>
    world.get(`/api/${kind}`, { as: ISU, query: { plan: PLAN, limit: "100" } }),
  )
  const items: Json[] = (await Promise.all(lists)).flatMap(({ items }) => items)
  return [...said].flatMap(([code, days]) => {
    const due = items.find((item) => item.code === code)?.due
    const same = due?.days === days && due.overdue === days < 0
    return same ? [] : [`${sent} ${to.address} ${subject}: ${code} ${days}, and the API ${JSON.stringify(due)}`]
  })
}

async function peopleOf({ hosted }: World) {
  return (await hosted.application.planSnapshot(PLAN, true)).context
}

/** A letter to somebody who holds no office on the day on which it is sent. */
async function unmandated(world: World, { to, sent, subject }: Message): Promise<string[]> {
  const { people, zone } = await peopleOf(world)
  const day = dayOf(sent, zone)
  const holds = people
    .filter(({ id }) => to.address.startsWith(`${id}@`))
    .some(({ offices }) => offices.some(({ from, to: end }) => from <= day && (!end || day <= end)))
  return holds ? [] : [`${sent} ${to.address} holds no office: ${subject}`]
}

/** A letter that waits when all that was due has been sent, but for those whose server takes none. */
async function heldUp(world: World): Promise<string[]> {
  const rows = await world.hosted.application.views.list({ kind: "notice", scope: PLAN })
  const now = world.clock.now()
  return rows.flatMap(({ stream, body }) => {
    const { public: state, planned } = body as { public: string; planned: { recipient: string; notBefore: string } }
    const waits =
      (state === "queued" || state === "failed") && planned.notBefore <= now && !REFUSED.startsWith(planned.recipient)
    return waits ? [`${now} ${stream} still waits since ${planned.notBefore}`] : []
  })
}

/** Each party to which the silence was addressed has somebody who was told of it, or is named as not reached. */
async function unasked(world: World): Promise<string[]> {
  const { people } = await peopleOf(world)
  const { application } = world.hosted
  const told = new Set<string | undefined>()
  for (const { body } of await application.views.list({ kind: "notice", scope: PLAN })) {
    const { public: state, planned } = body as never as Queued
    if (planned.kind !== "SilenceOpened" || !planned.about.startsWith(SILENT)) continue
    const reader = people.find(({ id }) => id === planned.recipient)
    if (state === "sent" || REFUSED.startsWith(planned.recipient))
      for (const { party } of reader?.offices ?? []) told.add(party)
  }
  const silence = (await application.world.events.head(`activity:${SILENT}`))?.state as never as Silenced
  const { addressees, unreached = [] } = silence.context.silence
  return addressees
    .filter((party) => !told.has(party) && !unreached.includes(party))
    .map((party) => `${party} was asked by nobody, and nobody was told`)
}

interface Queued {
  public: string
  planned: { kind: string; about: string; recipient: string }
}

interface Silenced {
  context: { silence: { addressees: string[]; unreached?: string[] } }
}

/** An objection by the link of the letter about the silence, when it is over, is taken as the API would take it. */
async function misjudged(world: World, letters: Message[], bug: YearBug | undefined): Promise<string[]> {
  const { application } = world.hosted
  const offers = letters
    .filter(({ to }) => to.address.startsWith(`${LATE}@`))
    .flatMap(({ text }) => text.match(/(?<=\/answer\/)[\w.-]+/g) ?? [])
    .map((token) => ({ token, link: readActionToken(token, KEY) }))
  const { token = "", link } = offers.find(({ link }) => link?.does === "object" && link.on === SILENT) ?? {}
  if (!link) return [`no letter to ${LATE} has a link to object`]
  const by = { as: `${LATE}:thematicCoordinator`, body: { text: "Paragraph 2.", paragraphs: ["2"] } }
  const api = await world.ask("POST", `/api/activities/${SILENT}/transitions/object?dryRun=true`, by)
  if (bug !== "a link has a deadline of its own")
    await answerByLink(application, link, token, { text: "Paragraph 2.", paragraphs: ["2"], speaks: true })
  const { events = [] } = (await application.world.events.head(`activity:${SILENT}`)) ?? {}
  const [wanted, taken] = [api.body.events, events.map(({ value }) => ({ type: value.type }))].map((all) =>
    (all as { type: string }[]).map(({ type }) => type).join(),
  )
  return wanted === taken ? [] : [`by the link: ${taken}; by the API: ${wanted}`]
}

function twice(letters: Message[]): string[] {
  const told = Map.groupBy(letters, ({ messageId }) => messageId)
  return [...told].flatMap(([id, same]) => (same.length > 1 ? [`${id} was sent ${same.length} times`] : []))
}
