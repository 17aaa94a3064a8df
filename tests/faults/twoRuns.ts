import { type Application, workflowOf } from "@demarche/application/application"
import { kindOf, type StreamName } from "@demarche/event-store"
import type { Message } from "@demarche/mail/message"
import { downloads, pages } from "@demarche/web/pages"
import { textsNamedBy } from "@demarche/workflows/eventTexts"
import { browserOf } from "../http/browser.ts"
import { contractOf } from "../http/documented.ts"
import {
  AUSTRIA,
  clearedDraft,
  ISU,
  type Json,
  openCcm,
  PLAN,
  PRESIDENCY,
  thematic,
  type World,
} from "../http/world.ts"
import { actsByChannel } from "./actsByChannel.ts"
import { KEY } from "./letters.ts"

/** What one run of the story has, and the other has otherwise; neither is told to whom it is not for. */
export interface Secret {
  /** The party that answered a round under the Chatham House Rule. */
  answered: string
  /** Whoever objected, and whoever supported. */
  objected: string
  supported: string
  /** Whoever asked for more time. */
  late: string
  /** Whose address asks for a code and is let in, and whose is told of a way in by the secretariat. */
  came: string
  /** Where a person is written to. */
  address: string
  /** Of a key: what it is for, and its party. */
  label: string
  holder: string
  /** Who is one of the plan's people, and what they are. */
  person: { id: string; office: string; zone: string }
}

/** Whoever reads: everybody who holds no office that sees all, or holds it for another part of the plan, and nobody. */
export const readers = {
  nobody: undefined,
  observer: "observer:observer",
  "observer of an addressed party": "watcher:observer",
  partner: "unidir:partner",
  "an ended mandate": "delegate-d:delegate",
  delegate: "delegate-c:delegate",
  "gender focal point": "focal-point:focalPoint",
  "secretariat of another part": "part:secretariat",
} as const
export type UnclearedReader = keyof typeof readers

/** A run of the story, with the letters that were sent. */
export interface StoryRun {
  world: World
  sent: Message[]
}

const DRAFT = "t2-a2"
const ROUND = "t1-a1"
/** Who reads what that round is answered, and not by whom. */
const READERSHIP = "committee"
const INSTANTS = ["2026-06-01T09:30:00.000Z", "2026-06-04T08:00:00.000Z"]

/** The same commits at the same instants, but for the secret: what is hidden is all that differs. */
export async function run(secret: Secret): Promise<StoryRun> {
  const sent: Message[] = []
  const mailer = { send: async (message: Message) => void sent.push(message) }
  const world = await openCcm("2026-06-01T10:00:00+02:00", undefined, { mailer, home: "https://d.example", key: KEY })
  const { label, holder, address } = secret
  const mandate = { office: "observer", party: "delegation-f", from: "2026-01-01" }
  const added = { person: "watcher", name: "W. Atcher", address: "watcher@d.example", offices: [mandate] }
  await world.take(ISU, "plan", "addPerson", added)
  const part = { office: "secretariat", track: "t3", from: "2026-01-01" }
  const apart = { person: "part", name: "P. Art", address: "part@d.example", offices: [part] }
  await world.take(ISU, "plan", "addPerson", apart)
  await world.take(ISU, "plan", "updatePerson", { person: "thematic-g", address })
  const { id, office, zone } = secret.person
  const somebody = { person: id, name: id, zone, offices: [{ office, party: "unidir", from: "2026-01-01" }] }
  await world.take(ISU, "plan", "addPerson", somebody)
  const ending = { person: "delegate-d", office: "delegate", party: "delegation-d", on: "2026-05-31" }
  await world.take(ISU, "plan", "endMandate", ending)
  const key = { label, office: "partner", party: holder, plans: [PLAN] }
  await asked(world, "/api/keys", ISU, key)
  await asked(world, `/api/feeds?plan=${PLAN}`, thematic("a"), {})
  await asked(world, `/api/webhooks?plan=${PLAN}`, ISU, { url: "https://a.example/", label })
  await asked(world, `/api/requests?plan=${PLAN}`, PRESIDENCY, { title: "A note" }, { "Idempotency-Key": "one" })
  await world.take(AUSTRIA, ROUND, "openConsultation", {
    closes: "2026-06-10T18:00",
    invited: ["delegation-a", "delegation-b"],
    attribution: "chathamHouse",
    readership: READERSHIP,
  })
  await world.take(AUSTRIA, DRAFT, "waiveConsultation", { reason: "time" })
  await world.take(AUSTRIA, DRAFT, "startDrafting")
  await clearedDraft(world, DRAFT, { constraint: true, partners: ["isu"] })
  await world.take(AUSTRIA, DRAFT, "circulate", { until: "2026-06-08T18:00" })
  await world.at("2026-06-03T10:00:00+02:00")
  const communication = { is: "letter" }
  await world.take(ISU, ROUND, "recordInput", { round: 1, text: "Input", onBehalfOf: secret.answered, communication })
  await world.take(ISU, DRAFT, "requestMoreTime", {
    text: "The capital is asked.",
    onBehalfOf: secret.late,
    communication,
  })
  await asksForCode(world, `${secret.came}@demarche.example`)
  await world.take(ISU, DRAFT, "support", { onBehalfOf: secret.supported, communication })
  await world.at("2026-06-05T10:00:00+02:00")
  const objection = { paragraphs: [`${secret.objected} 7`], text: `Of ${secret.objected}`, reason: secret.objected }
  await world.take(ISU, DRAFT, "object", { ...objection, onBehalfOf: secret.objected, communication })
  await world.at("2026-06-10T10:00:00+02:00")
  const { objections } = await world.get(`/api/activities/${PLAN}.${DRAFT}`, { as: ISU })
  await world.take(ISU, DRAFT, "redact", { text: objections.raised[0].text, reason: "by mistake" })
  await world.take(ISU, "plan", "updatePerson", { person: "thematic-h", address: `old-${address}` })
  const { context } = await world.hosted.application.planSnapshot(PLAN, true)
  const old = context.people.find(({ id }) => id === "thematic-h")?.address
  await world.take(ISU, "plan", "redact", { text: old, reason: "no longer theirs" })
  return { world, sent }
}

/** A code is asked for at an address, and five wrong ones are typed. */
async function asksForCode(world: World, address: string) {
  const browser = browserOf(world)
  const { status } = await browser.send("/en/sign-in", { address })
  if (status !== 303) throw new Error(`a code for ${address}: ${status}`)
  for (let times = 0; times < 5; times++) await browser.send("/en/sign-in/code", { code: "2222-2222" })
}

async function asked(world: World, path: string, as: string, body: object, headers: Record<string, string> = {}) {
  const answer = await world.ask("POST", path, { as, body, headers })
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
}

/** All that a reader is told by all doors, each by its name: reads, what a dry run answers, letters. */
export async function toldTo({ world, sent }: StoryRun, reader: UnclearedReader): Promise<Map<string, string>> {
  const as = readers[reader]
  const told = new Map<string, string>()
  for (const { door, path } of await reads(world.hosted.application)) {
    const { status, body, headers } = await world.ask("GET", path, { as })
    told.set(`GET ${door}`, masked({ status, body, link: headers.get("Link"), etag: headers.get("ETag") }))
  }
  for (const { door, path, body } of acts(await streams(world.hosted.application))) {
    const answer = await world.ask("POST", path, { as, body })
    told.set(`dry run ${door}`, masked({ status: answer.status, body: answer.body }))
  }
  const letters = sent.filter(({ to }) => to.address.startsWith(`${as?.split(":")[0]}@`))
  for (const [place, { subject, text, html, ics }] of letters.entries())
    told.set(`letter ${place} ${subject}`, masked({ subject, text, html, ics }))
  return told
}

async function streams(application: Application): Promise<StreamName[]> {
  const names = new Set<StreamName>()
  for await (const { stream } of application.world.events.scan()) names.add(stream)
  const listed = new Set(["activity", "output", "plan", "request"])
  const few = [...names].filter(
    (stream) => !listed.has(kindOf(stream)) || /\.(t1-a1|t2-a2|o1)$|plan:|request:/.test(stream),
  )
  return few
    .filter((stream) => kindOf(stream) !== "notice")
    .sort((one, other) => (masked(one) < masked(other) ? -1 : 1))
}

const collections: Record<string, string> = {
  activity: "activities",
  output: "outputs",
  request: "requests",
  plan: "plans",
  delivery: "deliveries",
  webhook: "webhooks",
  access: "keys",
}

/** Every GET of the OpenAPI document, and the pages, with all that they can be asked with. */
async function reads(application: Application): Promise<{ door: string; path: string }[]> {
  const all = await streams(application)
  const found: { door: string; path: string }[] = []
  const add = (path: string, door = masked(path)) => found.push({ door, path })
  for (const [template, operations] of Object.entries(contractOf(application).document.paths)) {
    if (!("get" in operations)) continue
    const parameters = (operations.get?.parameters ?? []).flatMap(({ in: place, name }) =>
      place === "query" ? name : [],
    )
    const base = new URLSearchParams({
      ...(parameters.includes("plan") && { plan: PLAN }),
      ...(parameters.includes("until") && !template.startsWith("/api/history") && { until: "2026-06-17T00:00:00Z" }),
      ...(parameters.includes("limit") && { limit: "100" }),
    })
    const variants = [
      {},
      ...(parameters.includes("asOf") ? INSTANTS.map((asOf) => ({ asOf })) : []),
      ...(parameters.includes("view") ? INSTANTS.slice(1).map((asOf) => ({ asOf, view: "as-it-was" })) : []),
      ...(parameters.includes("limit") ? [{ limit: "3" }] : []),
      ...(parameters.includes("person") ? ["isu", "thematic-a"].map((person) => ({ person })) : []),
      ...(parameters.includes("type") ? [{ type: "ObjectionRaised" }, { type: "InputRecorded,SupportGiven" }] : []),
    ]
    for (const one of placed(template, all))
      for (const variant of variants) add(`${one}?${new URLSearchParams({ ...Object.fromEntries(base), ...variant })}`)
  }
  add("/")
  for (const stream of all.filter((each) => /^(activity|output|request):/.test(each))) {
    const id = stream.split(":")[1]
    for (const language of ["en", "fr"]) add(`/${language}/items/${id}`)
    for (const asOf of INSTANTS) add(`/en/items/${id}?asOf=${asOf}&view=as-known`)
    for (let number = 1; number <= 20; number++) add(`/en/items/${id}/${number}`)
  }
  for (const page of Object.keys({ ...pages, ...downloads }).filter((each) =>
    /^\/(?:me|plans\/:plan)?(?:\/(?!.*:)|$)/.test(each),
  ))
    add(`/en${page.replace(":plan", PLAN)}`)
  for (let number = 1; number <= 60; number++) add(`/en/plans/${PLAN}/history/${number}`)
  for (const { hash, door } of await texts(application)) add(`/api/texts/${hash}`, door)
  return found
}

/** The addresses that a path of the document stands for: one for each stream of its kind. */
function placed(template: string, all: StreamName[]): string[] {
  if (template.includes("{hash}")) return []
  if (template.includes("{plan}")) return [template.replace("{plan}", PLAN)]
  const [, collection] = template.split("/").slice(1)
  return template.includes("{id}")
    ? all.flatMap((stream) =>
        collections[kindOf(stream)] === collection ? [template.replace("{id}", stream.split(":")[1] ?? "")] : [],
      )
    : [template]
}

/** Every text that the record names, by where it is named. */
export async function texts(application: Application): Promise<{ hash: string; door: string; visibility: string }[]> {
  const found: { hash: string; door: string; visibility: string }[] = []
  for await (const { stream, version, events } of application.world.events.scan())
    for (const { value } of events)
      for (const [place, text] of textsNamedBy(workflowOf(application, kindOf(stream)).Event, value).entries())
        if (kindOf(stream) !== "notice")
          found.push({
            ...text,
            ...(value.type === "InputRecorded" && { visibility: READERSHIP }),
            door: `text ${place} of ${value.type} in ${stream}@${version}`,
          })
  return found.sort((one, other) => (one.door < other.door ? -1 : 1))
}

/** A dry run of every act of every workflow, in nobody's name and in that of a party that the secrets are about. */
function acts(all: StreamName[]): { door: string; path: string; body: object }[] {
  return all.flatMap((stream) => {
    const kind = kindOf(stream)
    const address = `/api/${collections[kind]}/${stream.split(":")[1]}`
    return Object.entries(actsByChannel[kind] ?? {}).flatMap(([name, { fields }]) =>
      [undefined, "delegation-a"].map((onBehalfOf) => ({
        door: masked(`${stream} ${name} ${onBehalfOf ?? ""}`),
        path: `${address}/transitions/${name}?dryRun=true`,
        body: { ...fields, reason: "r", ...(onBehalfOf && { onBehalfOf, communication: { is: "letter" } }) },
      })),
    )
  })
}

/** Without what is drawn at random, and each list in one order. */
function masked(answer: Json): string {
  return text(ordered(answer))
    .replaceAll(/<form method=\\?"post\\?" action=\\?"\/api\/demo\/sign-in\\?">.*?<\/form>/g, "SIGN-IN OF THE DEMO")
    .replaceAll(/[\w-]{8}-[\w-]{4}-[\w-]{4}-[\w-]{4}-[\w-]{12}/g, "UUID")
    .replaceAll(/(?<=\/(?:answer|unsubscribe)\/)[\w.-]+/g, "TOKEN")
    .replaceAll(/(?<![\w-])[\w-]{43}(?![\w-])/g, "HASH")
    .replaceAll(/(?<![\w-])[\w-]{22}(?![\w-])/g, "SALT")
    .replaceAll(/\b(key-|w-|d-|r-|access:)[0-9a-f]{12,32}\b/g, "$1ID")
    .replaceAll(/\b[0-9a-f]{16,32}\b/g, "HEX")
    .replaceAll(/"next":"[\w-]+"/g, '"next":"CURSOR"')
    .replaceAll(/next=[\w-]+/g, "next=CURSOR")
}

function text(answer: Json): string {
  return typeof answer === "string" ? answer : JSON.stringify(answer)
}

/** An export as the set of its lines, and the items of a list as a set. */
function ordered(answer: Json): Json {
  if (typeof answer === "string") return answer
  const { body, ...rest } = answer
  if (typeof body === "string") return { ...rest, body: body.split("\n") }
  const items = body?.items?.map((each: Json) => JSON.stringify(each))
  return { ...rest, body: items ? { ...body, items } : body }
}
