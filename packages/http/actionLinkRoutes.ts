import { hash } from "node:crypto"
import { type ActionLink, readActionToken } from "@demarche/application/answers/actionLink"
import type { Application } from "@demarche/application/application"
import { execute, planContext } from "@demarche/application/execute"
import { openItems } from "@demarche/application/notifications/remind"
import { planNames } from "@demarche/application/planNames"
import { isEngineError } from "@demarche/engine"
import type { StreamName } from "@demarche/event-store"
import { deadlineText, type Language, listText, ruleSentence, translate, translateDynamic } from "@demarche/i18n"
import { bodyOf, mailClasses, type OpenItem } from "@demarche/workplan"
import type { Context } from "hono"
import { Hono } from "hono/tiny"
import { type ActionLinkQuestion, actionLinkPage } from "./actionLinkPage.ts"
import type { Env } from "./authentication.ts"

/** The longest token accepted, in characters. */
const LONGEST = 2_000

/**
 * `/en/answer/{token}`, `/fr/answer/{token}`: the target of action links in letters. GET shows what will happen and changes
 * nothing, since mail scanners open links; POST does it, once, in the office that the letter was addressed to.
 */
export function actionLinkRoutes(application: Application, key: string) {
  return new Hono<Env>()
    .get("/answer/:token", async (c) => {
      const language = languageIn(c)
      const asked = await questionOf(application, c.req.param("token"), key, language)
      return asked.ended
        ? c.html(actionLinkPage(language, asked), asked.ended)
        : c.html(actionLinkPage(language, asked))
    })
    .post("/answer/:token", async (c) => {
      const language = languageIn(c)
      const token = c.req.param("token")
      const asked = await questionOf(application, token, key, language)
      if (asked.ended || !asked.link) return c.html(actionLinkPage(language, asked), asked.ended ?? 404)
      const form = await c.req.parseBody()
      const outcome = await executeAction(
        application,
        asked.link,
        asked.round,
        form,
        hash("sha256", token, "base64url"),
      )
      if (outcome === "done") return c.html(actionLinkPage(language, { ...asked, done: true }))
      const failing = Array.isArray(outcome)
        ? outcome.map((code) => ruleSentence(language, code))
        : [translate(language, `answer.says.${outcome}`)]
      return c.html(actionLinkPage(language, { ...asked, failing }), 422)
    })
}

interface OpenedLink extends ActionLinkQuestion {
  link?: ActionLink
  round?: number
  ended?: 404 | 410
}

/** The question that the page of an action link asks; it is ended where the token is invalid or expired or its round is over. */
async function questionOf(
  application: Application,
  token: string,
  key: string,
  language: Language,
): Promise<OpenedLink> {
  const link = token.length <= LONGEST ? readActionToken(token, key) : undefined
  if (!link)
    return { title: translate(language, "answer.title"), says: translate(language, "answer.says.unknown"), ended: 404 }
  const { does, on, plan, party, office, round, until } = link
  const context = await planContext(application, plan)
  const now = application.world.clock()
  const { title: name, parties } = await planNames(application, plan)
  const item = does === "unsubscribe" ? undefined : await application.views.get(`activity:${on}`)
  const title = item ? bodyOf(item, "activity").fields.title : name
  const current = (await openItems(application, plan, now)).find(({ id }) => id === on)
  const open = does === "unsubscribe" || runs(link, current)
  if (until <= now || !open) return { title, says: translate(language, "answer.says.ended"), ended: 410 }
  const deadline = round && { at: round, zone: context.zone, wall: wallOf(current, round) }
  const says = translateDynamic(language, `answer.will.${does}`, {
    party: parties.get(party ?? "") ?? party,
    office: translateDynamic(language, `offices.${office}`),
    deadline: deadline ? deadlineText(language, deadline) : undefined,
    class: does === "unsubscribe" ? classesText(language, on) : undefined,
  })
  const number = current?.consultations.find(({ closes }) => closes.at === round)?.round
  return {
    title,
    says,
    link,
    ...(number !== undefined && { round: number }),
    asks: does === "support" || does === "unsubscribe" ? [] : does === "object" ? ["paragraphs", "text"] : ["text"],
    button:
      does === "unsubscribe"
        ? translate(language, "answer.unsubscribe")
        : translateDynamic(language, `transitions.${does}`),
  }
}

function runs({ does, round }: ActionLink, item: OpenItem | undefined): boolean {
  return does === "recordInput"
    ? item?.consultations.some(({ closes }) => closes.at === round) === true
    : item?.silence?.until.at === round
}

function wallOf(item: OpenItem | undefined, round: string): string {
  const deadlines = [item?.silence?.until, ...(item?.consultations ?? []).map(({ closes }) => closes)]
  return deadlines.find((deadline) => deadline?.at === round)?.wall ?? round.slice(0, 16)
}

/** Executes the action of a link, once. Resolves to the outcome, or to the codes of the failing rules. */
async function executeAction(
  application: Application,
  link: ActionLink,
  round: number | undefined,
  form: Record<string, unknown>,
  id: string,
): Promise<"done" | "used" | "empty" | string[]> {
  const { does, plan, on, person, office, party } = link
  const by = { person, office, ...(party && { party }) }
  const text = String(form.text ?? "")
  const paragraphs = String(form.paragraphs ?? "")
    .split(/[,;\s]+/)
    .filter((each) => each !== "")
  const payload: Record<ActionLink["does"], object> = {
    support: {},
    object: { text, paragraphs },
    comment: { text },
    recordInput: { text, round },
    unsubscribe: { person, wants: await without(application, plan, person, on) },
  }
  const unsubscribing = does === "unsubscribe"
  const command = { ...payload[does], type: unsubscribing ? "updatePerson" : does }
  const stream: StreamName = unsubscribing ? `plan:${plan}` : `activity:${on}`
  try {
    const given = { plan, stream, command, by, mandateImplied: unsubscribing, correlation: `letter ${id.slice(0, 12)}` }
    await execute(application, { ...given, ...(!unsubscribing && { id: `letter:${id}` }) })
    return "done"
  } catch (error) {
    if (!isEngineError(error)) throw error
    const { refusal } = error
    if (refusal.code === "rejected") return refusal.failing
    if (refusal.code === "key-reused") return "used"
    if (refusal.code === "invalid") return "empty"
    throw error
  }
}

function classesText(language: Language, on: string): string {
  return listText(
    language,
    on.split(" ").flatMap((name) => translateDynamic(language, `answer.classes.${name}`) ?? []),
  )
}

async function without(application: Application, plan: string, person: string, on: string): Promise<string[]> {
  const { wants = mailClasses } = (await planContext(application, plan)).people.find(({ id }) => id === person) ?? {}
  return wants.filter((each) => !on.split(" ").includes(each))
}

function languageIn(c: Context): Language {
  return new URL(c.req.url).pathname.startsWith("/fr/") ? "fr" : "en"
}
