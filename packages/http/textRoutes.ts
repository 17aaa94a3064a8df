import { type Application, workflowOf } from "@demarche/application/application"
import { isShown } from "@demarche/application/disclosure"
import { planContext } from "@demarche/application/execute"
import { newestRows } from "@demarche/application/newestRows"
import { readerOf } from "@demarche/application/notifications/batch"
import { readActivity } from "@demarche/application/readActivity"
import { keepText } from "@demarche/application/textBody"
import { idOf, type Row, type StoredText, type StreamName } from "@demarche/event-store"
import type { Language } from "@demarche/i18n"
import { versionsOf } from "@demarche/workflows/activity/drafts"
import { type NamedText, textsNamedBy } from "@demarche/workflows/eventTexts"
import { mayRead } from "@demarche/workflows/offices"
import { ageOf, bodyOf, draftOf, mayReadText, paperOf, type ReadActivity, successorsOf } from "@demarche/workplan"
import { Hono } from "hono/tiny"
import * as z from "zod"
import { type AnyClaim, actorOf, type Env, type PlanReader, readerIn } from "./authentication.ts"
import { ageSentences, paperSentences } from "./draftHtml.ts"
import { DOCX, draftText } from "./draftText.ts"
import { languageOf, ProblemError } from "./problem.ts"
import { bodyBytes, invalid, valid } from "./requestBody.ts"

/** The largest text, in bytes. */
export const TEXT = 2 * 1024 * 1024

/** `/api/texts`: texts by their hashes; a draft is uploaded first and then added by its hash. */
export function textRoutes(application: Application) {
  const activityNaming = createActivityNaming(application)
  return new Hono<Env>()
    .post("/", async (c) => {
      const { plan } = valid(z.object({ plan: z.string().max(64) }), c.req.query())
      await actorOf(application, c.get("claim"), plan)
      const type = (c.req.header("Content-Type") ?? "").split(";")[0]?.trim().toLowerCase() ?? ""
      const body = await draftText(type, await bodyBytes(c), TEXT)
      if (body === undefined)
        throw new ProblemError("media-type", undefined, { accepts: ["text/markdown", "text/plain", DOCX] })
      if (body.trim() === "") throw invalid("", "holds no text")
      const hash = await keepText(application, plan, body)
      return c.json({ hash }, 201, { Location: `/api/texts/${hash}` })
    })
    .get("/:hash", async (c) => {
      const hash = c.req.param("hash")
      const text = await application.world.texts.get(hash)
      if (text === "erased" && (await mightRead(application, activityNaming, hash, c.get("claim"))))
        throw new ProblemError("erased")
      const activity = text && text !== "erased" ? await activityNaming(text.scope, hash) : undefined
      if (!text || text === "erased" || !(await isOpenTo(application, text, activity, c.get("claim"))))
        throw new ProblemError("unknown", "there is no such text")
      const headers = { "Content-Type": `${text.media}; charset=utf-8`, ETag: `"${text.hash}"` }
      return c.body(text.body, 200, { ...headers, ...ageLinks(activity, hash, languageOf(c)) })
    })
}

/**
 * What has come after a draft or a paper: links to the newest, to what took its place or that of its item (RFC 5829), and to its
 * corrigenda, with the words for it.
 */
function ageLinks(activity: ReadActivity | undefined, hash: string, language: Language): { Link?: string } {
  if (!activity) return {}
  const { context } = activity.view
  const { links, said } = draftLinks(activity, hash, language) ?? paperLinks(context, hash, language)
  const title = encodeURIComponent(said.join(" "))
  return links.length > 0 ? { Link: links.map((link) => `${link}; title*=UTF-8''${title}`).join(", ") } : {}
}

interface AgeLinks {
  links: string[]
  said: string[]
}

/** Undefined where the text is no draft's. */
function draftLinks({ view, body }: ReadActivity, hash: string, language: Language): AgeLinks | undefined {
  const { context } = view
  const draft = draftOf(context, hash)
  if (draft === undefined) return undefined
  const age = ageOf(context, body.fields, draft)
  const newest = age.newer === null ? [] : versionsOf(context, age.newer)
  const links = [
    ...newest.slice(0, 1).map((version) => `</api/texts/${version.hash}>; rel="latest-version"`),
    ...age.supersededBy.map((id) => `</api/activities/${id}>; rel="successor-version"`),
    ...age.corrigenda.map(({ text }) => `</api/texts/${text}>; rel="related"`),
  ]
  return { links, said: ageSentences(language, age) }
}

/** The paper that came in the place of one, and the last of those that did. */
function paperLinks(context: ReadActivity["view"]["context"], hash: string, language: Language): AgeLinks {
  const paper = paperOf(context, hash)
  const successors = paper ? successorsOf(context, paper) : []
  const [next, last] = [successors.at(0), successors.at(-1)]
  const links = [
    ...(next ? [`</api/texts/${next.text}>; rel="successor-version"`] : []),
    ...(last ? [`</api/texts/${last.text}>; rel="latest-version"`] : []),
  ]
  return { links, said: paper ? paperSentences(language, paper) : [] }
}

/** Until something names a text, office holders of its plan may read it. The key of the plan's names nobody may. */
async function isOpenTo(
  application: Application,
  { scope: plan, hash }: StoredText,
  activity: ReadActivity | undefined,
  claim: AnyClaim | undefined,
): Promise<boolean> {
  if ((await planContext(application, plan)).nameKey === hash) return false
  const reader = await readerIn(application, claim, plan)
  return (await isFor(application, plan, { hash, activity }, reader)) ?? reader.clearance !== "public"
}

/** Whether the caller could read a text if it were not erased: nothing is left of it but what the record of a plan says. */
async function mightRead(
  application: Application,
  activityNaming: ActivityNaming,
  hash: string,
  claim: AnyClaim | undefined,
): Promise<boolean> {
  for (const plan of await application.plans()) {
    const activity = await activityNaming(plan, hash)
    if (await isFor(application, plan, { hash, activity }, await readerIn(application, claim, plan))) return true
  }
  return false
}

/** A text is for whom the events that name it say, and a letter for its reader too; undefined where the plan names it nowhere. */
async function isFor(
  application: Application,
  plan: string,
  { hash, activity }: { hash: string; activity: ReadActivity | undefined },
  reader: PlanReader,
): Promise<boolean | undefined> {
  const { clearance, sees, person } = reader
  if (activity) return mayReadText(activity, hash, sees(`activity:${activity.id}`))
  const ofItems = await namedIn(application, plan, itemsOf(application), hash)
  const named = ofItems.length > 0 ? ofItems : await namedByPlan(application, plan, hash)
  if (named.length > 0) return named.some(({ stream, ...text }) => mayRead(sees(stream).clearance)(text))
  let isLetter = false
  for await (const row of rowsNaming(application, plan, "notice", hash)) {
    if (isShown("notice", clearance) || readerOf(row).recipient === person) return true
    isLetter = true
  }
  return isLetter ? false : undefined
}

/** A text as an event of that stream names it. */
type FoundText = NamedText & { stream: StreamName }

/** The kinds of stream that may name texts and have rows, but for activities, plans and letters. */
function itemsOf({ workflows, projection }: Application): string[] {
  const apart = ["activity", "plan", "notice"]
  return [...workflows.keys()].filter((kind) => !apart.includes(kind) && projection.projects(kind))
}

/** The activity of a plan that names a text. */
type ActivityNaming = (plan: string, hash: string) => Promise<ReadActivity | undefined>

/** Of how many texts it is remembered which activity names them. */
const REMEMBERED = 10_000

/** Looks each text up once among all activities of its plan: what an activity has named it names for ever. */
function createActivityNaming(application: Application): ActivityNaming {
  const known = new Map<string, StreamName>()
  const find = async (plan: string, hash: string) => {
    for await (const { stream } of rowsNaming(application, plan, "activity", hash)) return stream
  }
  return async (plan, hash) => {
    const text = `${plan} ${hash}`
    const stream = known.get(text) ?? (await find(plan, hash))
    if (stream === undefined) return undefined
    if (known.size >= REMEMBERED) known.clear()
    known.set(text, stream)
    return readActivity(application, idOf(stream))
  }
}

async function namedIn(application: Application, plan: string, kinds: string[], hash: string): Promise<FoundText[]> {
  const rows = await Promise.all(kinds.map((kind) => Array.fromAsync(rowsNaming(application, plan, kind, hash))))
  return rows.flat().flatMap((row) => textsIn(row, hash).map((text) => ({ ...text, stream: row.stream })))
}

async function namedByPlan(application: Application, plan: string, hash: string): Promise<FoundText[]> {
  const { Event } = workflowOf(application, "plan")
  const stream: StreamName = `plan:${plan}`
  const named: NamedText[] = []
  for await (const { events } of application.world.events.read(stream))
    named.push(...events.flatMap(({ value }) => textsNamedBy(Event, value)).filter((text) => text.hash === hash))
  return named.map((text) => ({ ...text, stream }))
}

/** The newest rows that name a text; whoever has enough of them reads no more. */
async function* rowsNaming(application: Application, plan: string, kind: string, hash: string): AsyncGenerator<Row> {
  for await (const row of newestRows(application, { kind, scope: plan })) if (textsIn(row, hash).length > 0) yield row
}

function textsIn(row: Row, hash: string): NamedText[] {
  return bodyOf(row).texts.filter((text) => text.hash === hash)
}
