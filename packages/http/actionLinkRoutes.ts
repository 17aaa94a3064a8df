import { type ActionLink, readActionToken } from "@demarche/application/answers/actionLink"
import { answerByLink, type LinkAnswer, type LinkResult } from "@demarche/application/answers/answerByLink"
import { classesOf, unsubscribe } from "@demarche/application/answers/unsubscribe"
import type { Application } from "@demarche/application/application"
import { planNames } from "@demarche/application/planNames"
import {
  deadlineText,
  type Language,
  listText,
  officeText,
  ruleSentence,
  translate,
  translateDynamic,
} from "@demarche/i18n"
import { bodyOf, procedureOf } from "@demarche/workplan"
import type { Context } from "hono"
import { Hono } from "hono/tiny"
import { type ActionLinkQuestion, actionLinkPage } from "./actionLinkPage.ts"
import type { Env } from "./authentication.ts"
import { formBody } from "./requestBody.ts"

/** The longest token accepted, in characters. */
const LONGEST = 2_000

/**
 * `/en/answer/{token}`, `/fr/answer/{token}`: the target of action links in letters. GET shows what will happen and changes
 * nothing, since mail scanners open links; POST does it, once, in the office that the letter was addressed to.
 */
export function actionLinkRoutes(application: Application, key: string) {
  const respond = async (c: Context<Env>, answer?: LinkAnswer) => {
    const language = new URL(c.req.url).pathname.startsWith("/fr/") ? "fr" : "en"
    const token = c.req.param("token") ?? ""
    const link = token.length <= LONGEST ? readActionToken(token, key) : undefined
    const page = link
      ? link.does === "unsubscribe"
        ? await unsubscribed(application, link, language, answer && c.get("correlation"))
        : await answered(application, link, language, await answerByLink(application, link, token, answer))
      : unknown(language)
    return c.html(actionLinkPage(language, page), page.status)
  }
  return new Hono<Env>()
    .get("/answer/:token", (c) => respond(c))
    .post("/answer/:token", async (c) => {
      const { text = "", paragraphs = "" } = await formBody(c)
      return respond(c, { text, paragraphs: paragraphs.split(/[,;\s]+/).filter((each) => each !== "") })
    })
}

type LinkPage = ActionLinkQuestion & { status: 200 | 404 | 410 | 422 }

function unknown(language: Language): LinkPage {
  return { title: translate(language, "answer.title"), says: translate(language, "answer.says.unknown"), status: 404 }
}

async function answered(
  application: Application,
  link: ActionLink,
  language: Language,
  came: LinkResult,
): Promise<LinkPage> {
  const { does, on, plan, party, office } = link
  const row = await application.views.get(`activity:${on}`)
  if (came.result === "unknown" || !row) return unknown(language)
  const title = bodyOf(row, "activity").fields.title
  switch (came.result) {
    case "ended":
      return { title, says: translate(language, "answer.says.ended"), status: 410 }
    case "newer":
      return {
        title,
        says: translate(language, "answer.says.newer", { draft: came.draft }),
        leadsTo: { label: translate(language, "answer.newer"), path: `/${language}/items/${on}` },
        status: 410,
      }
    case "used":
      return { title, says: translate(language, "answer.says.used"), status: 422 }
    case "refused":
      return { title, failing: came.failing.map((code) => ruleSentence(language, code)), status: 422 }
    case "recorded":
      return { title, done: translate(language, `answer.says.${came.how === "late" ? "late" : "done"}`), status: 200 }
  }
  const { parties } = await planNames(application, plan)
  const { context } = await application.planSnapshot(plan)
  const asked = {
    title,
    asks: does === "support" ? [] : does === "object" ? (["paragraphs", "text"] as const) : (["text"] as const),
    button: translateDynamic(language, `transitions.${does}`),
  }
  if (came.result === "empty") return { ...asked, failing: [translate(language, "answer.says.empty")], status: 422 }
  const says = translateDynamic(language, `answer.${came.how === "inTime" ? "will" : came.how}.${does}`, {
    party: parties.get(party ?? "") ?? party,
    office: officeText(language, office, procedureOf(context).offices),
    deadline: deadlineText(language, came.deadline),
  })
  return { ...asked, says, status: 200 }
}

/** The page of a link that stops letters; with a correlation id, once it has stopped them. */
async function unsubscribed(
  application: Application,
  link: ActionLink,
  language: Language,
  correlation: string | undefined,
): Promise<LinkPage> {
  const { title } = await planNames(application, link.plan)
  if (!link.until || link.until <= application.world.clock())
    return { title, says: translate(language, "answer.says.ended"), status: 410 }
  if (correlation) {
    await unsubscribe(application, link, correlation)
    return { title, done: translate(language, "answer.says.done"), status: 200 }
  }
  const classes = classesOf(link).flatMap((name) => translateDynamic(language, `answer.classes.${name}`) ?? [])
  return {
    title,
    says: translate(language, "answer.will.unsubscribe", { class: listText(language, classes) }),
    button: translate(language, "answer.unsubscribe"),
    status: 200,
  }
}
