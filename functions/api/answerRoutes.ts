import { hash } from "node:crypto"
import { EngineError } from "@demarche/engine"
import { deadlineText, type Language, listText, phrase, ruleSentence, sentence } from "@demarche/words"
import { type Body, classes, type Watched } from "@demarche/workplan"
import type { Context } from "hono"
import { Hono } from "hono/tiny"
import { act, planContext } from "../house/act.ts"
import { type Errand, readErrand } from "../house/errand.ts"
import type { House } from "../house/house.ts"
import { watched } from "../house/remind.ts"
import { titlesOf } from "../house/titles.ts"
import { answerPage, type Question } from "./answerPage.ts"
import type { Caller } from "./doors.ts"

/** The longest link that a letter carries, in characters. */
const LONGEST = 2_000

/**
 * `/en/answer/{token}`, `/fr/answer/{token}`: what a link in a letter leads to. A GET shows what will happen and does
 * nothing, since mail scanners open links; the POST does it, once, as the office that the letter was written to.
 */
export function answerRoutes(house: House, key: string) {
  return new Hono<Caller>()
    .get("/answer/:token", async (c) => {
      const language = languageIn(c)
      const asked = await questionOf(house, c.req.param("token"), key, language)
      return asked.ended ? c.html(answerPage(language, asked), asked.ended) : c.html(answerPage(language, asked))
    })
    .post("/answer/:token", async (c) => {
      const language = languageIn(c)
      const token = c.req.param("token")
      const asked = await questionOf(house, token, key, language)
      if (asked.ended || !asked.errand) return c.html(answerPage(language, asked), asked.ended ?? 404)
      const form = await c.req.parseBody()
      const told = await doErrand(house, asked.errand, asked.round, form, hash("sha256", token, "base64url"))
      if (told === "done") return c.html(answerPage(language, { ...asked, done: true }))
      const failing = Array.isArray(told)
        ? told.map((code) => ruleSentence(language, code))
        : [sentence(language, `answer.says.${told}`)]
      return c.html(answerPage(language, { ...asked, failing }), 422)
    })
}

interface Asked extends Question {
  errand?: Errand
  round?: number
  ended?: 404 | 410
}

/** What the link asks, and whether it still can: not once it was altered, its time is over, or its round has ended. */
async function questionOf(house: House, token: string, key: string, language: Language): Promise<Asked> {
  const errand = token.length <= LONGEST ? readErrand(token, key) : undefined
  if (!errand)
    return { title: sentence(language, "answer.title"), says: sentence(language, "answer.says.unknown"), ended: 404 }
  const { does, on, plan, party, office, round, until } = errand
  const context = await planContext(house, plan)
  const now = house.world.clock()
  const { title: name, parties } = await titlesOf(house, plan)
  const item = does === "unsubscribe" ? undefined : (await house.views.get(`activity:${on}`))?.body
  const title = item ? String((item as Body).planned.title) : name
  const current = (await watched(house, plan, now)).find(({ id }) => id === on)
  const open = does === "unsubscribe" || runs(errand, current)
  if (until <= now || !open) return { title, says: sentence(language, "answer.says.ended"), ended: 410 }
  const deadline = round && { at: round, zone: context.zone, wall: wallOf(current, round) }
  const says = phrase(language, `answer.will.${does}`, {
    party: parties.get(party ?? "") ?? party,
    office: phrase(language, `offices.${office}`),
    deadline: deadline ? deadlineText(language, deadline) : undefined,
    class: does === "unsubscribe" ? classesText(language, on) : undefined,
  })
  const number = current?.consultations.find(({ closes }) => closes.at === round)?.round
  return {
    title,
    says,
    errand,
    ...(number !== undefined && { round: number }),
    asks: does === "support" || does === "unsubscribe" ? [] : does === "object" ? ["paragraphs", "text"] : ["text"],
    button: does === "unsubscribe" ? sentence(language, "answer.unsubscribe") : phrase(language, `transitions.${does}`),
  }
}

function runs({ does, round }: Errand, item: Watched | undefined): boolean {
  return does === "recordInput"
    ? item?.consultations.some(({ closes }) => closes.at === round) === true
    : item?.silence?.until.at === round
}

function wallOf(item: Watched | undefined, round: string): string {
  const deadlines = [item?.silence?.until, ...(item?.consultations ?? []).map(({ closes }) => closes)]
  return deadlines.find((deadline) => deadline?.at === round)?.wall ?? round.slice(0, 16)
}

/** Does what the letter let its reader do, once. Answers the codes of the rules in the way, or what else came of it. */
async function doErrand(
  house: House,
  errand: Errand,
  round: number | undefined,
  form: Record<string, unknown>,
  id: string,
): Promise<"done" | "used" | "empty" | string[]> {
  const { does, plan, on, person, office, party } = errand
  const by = { person, office, ...(party && { party }) }
  const text = String(form.text ?? "")
  const paragraphs = String(form.paragraphs ?? "")
    .split(/[,;\s]+/)
    .filter((each) => each !== "")
  const payload: Record<Errand["does"], object> = {
    support: {},
    object: { text, paragraphs },
    comment: { text },
    recordInput: { text, round },
    unsubscribe: { person, wants: await without(house, plan, person, on) },
  }
  const unsubscribing = does === "unsubscribe"
  const command = { ...payload[does], type: unsubscribing ? "updatePerson" : does }
  const stream = unsubscribing ? `plan:${plan}` : `activity:${on}`
  try {
    const given = { plan, stream, command, by, vouched: unsubscribing, correlation: `letter ${id.slice(0, 12)}` }
    await act(house, { ...given, ...(!unsubscribing && { id: `letter:${id}` }) })
    return "done"
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
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
    on.split(" ").flatMap((name) => phrase(language, `answer.classes.${name}`) ?? []),
  )
}

async function without(house: House, plan: string, person: string, on: string): Promise<string[]> {
  const { wants = Object.keys(classes) } = (await planContext(house, plan)).people.find(({ id }) => id === person) ?? {}
  return wants.filter((each) => !on.split(" ").includes(each))
}

function languageIn(c: Context): Language {
  return new URL(c.req.url).pathname.startsWith("/fr/") ? "fr" : "en"
}
