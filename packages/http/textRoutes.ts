import { type Application, workflowOf } from "@demarche/application/application"
import { isShown } from "@demarche/application/disclosure"
import { planContext } from "@demarche/application/execute"
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
      if (text === "erased" && (await mightRead(application, hash, c.get("claim")))) throw new ProblemError("erased")
      const activity = text && text !== "erased" ? await activityNaming(application, text.scope, hash) : undefined
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
async function mightRead(application: Application, hash: string, claim: AnyClaim | undefined): Promise<boolean> {
  for (const plan of await application.plans()) {
    const activity = await activityNaming(application, plan, hash)
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
  const letters = (await application.views.list({ kind: "notice", scope: plan })).filter((row) => names(row, hash))
  if (letters.length === 0) return undefined
  return isShown("notice", clearance) || letters.some((row) => readerOf(row).recipient === person)
}

/** A text as an event of that stream names it. */
type FoundText = NamedText & { stream: StreamName }

/** The kinds of stream that may name texts and have rows, but for activities, plans and letters. */
function itemsOf({ workflows, projection }: Application): string[] {
  const apart = ["activity", "plan", "notice"]
  return [...workflows.keys()].filter((kind) => !apart.includes(kind) && projection.projects(kind))
}

async function activityNaming(application: Application, plan: string, hash: string) {
  const rows = await application.views.list({ kind: "activity", scope: plan })
  const row = rows.find((row) => names(row, hash))
  return row && readActivity(application, idOf(row.stream))
}

async function namedIn({ views }: Application, plan: string, kinds: string[], hash: string): Promise<FoundText[]> {
  const rows = await Promise.all(kinds.map((kind) => views.list({ kind, scope: plan })))
  return rows
    .flat()
    .flatMap((row) => bodyOf(row).texts.map((text) => ({ ...text, stream: row.stream })))
    .filter((text) => text.hash === hash)
}

async function namedByPlan(application: Application, plan: string, hash: string): Promise<FoundText[]> {
  const { Event } = workflowOf(application, "plan")
  const stream: StreamName = `plan:${plan}`
  const named: NamedText[] = []
  for await (const { events } of application.world.events.read(stream))
    named.push(...events.flatMap(({ value }) => textsNamedBy(Event, value)).filter((text) => text.hash === hash))
  return named.map((text) => ({ ...text, stream }))
}

function names(row: Row, hash: string): boolean {
  return bodyOf(row).texts.some((text) => text.hash === hash)
}
