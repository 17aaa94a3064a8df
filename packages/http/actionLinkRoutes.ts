import { type ActionLink, readActionToken } from "@demarche/application/answers/actionLink"
import { answerByLink, type LinkAnswer, type LinkResult } from "@demarche/application/answers/answerByLink"
import { textOfLink } from "@demarche/application/answers/textOfLink"
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
import { languages, usualLanguage } from "@demarche/workflows/languages"
import { procedureOf, zoneOf } from "@demarche/workplan"
import type { Context } from "hono"
import { Hono } from "hono/tiny"
import { type ActionLinkQuestion, actionLinkPage } from "./actionLinkPage.ts"
import type { Env } from "./authentication.ts"
import { attributionSentence, consultationHtml } from "./consultationHtml.ts"
import { draftHtml } from "./draftHtml.ts"
import { formBody } from "./requestBody.ts"

/** The longest token accepted, in characters. */
const LONGEST = 2_000

/**
 * `/en/answer/{token}`, `/fr/answer/{token}`: the target of action links in letters. GET shows what will happen and changes
 * nothing, since mail scanners open links; POST does it, once, in the office that the letter was addressed to.
 */
export function actionLinkRoutes(application: Application, key: string) {
  const respond = async (c: Context<Env>, answer?: LinkAnswer) => {
    const { pathname } = new URL(c.req.url)
    const language = languages.find((each) => pathname.startsWith(`/${each}/`)) ?? usualLanguage
    const token = c.req.param("token") ?? ""
    const link = token.length <= LONGEST ? readActionToken(token, key) : undefined
    const page = link
      ? link.does === "unsubscribe"
        ? await unsubscribed(application, link, language, answer && c.get("correlation"))
        : await answered(
            application,
            { link, language, posted: answer !== undefined },
            await answerByLink(application, link, token, answer),
          )
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

/** A link that was followed, in which language, and whether its form was sent. */
interface FollowedLink {
  link: ActionLink
  language: Language
  posted: boolean
}

/** The page of a link that answers or reads: the act, where there is one, above the text that the letter was about. */
async function answered(application: Application, followed: FollowedLink, came: LinkResult): Promise<LinkPage> {
  const { link, language, posted } = followed
  if (came.result === "unknown") return unknown(language)
  const about = await textOfLink(application, link)
  if (!about) return unknown(language)
  const { activity, draft, consultation, ended } = about
  const shows = draft !== undefined || consultation?.summary !== undefined
  const page = {
    title: activity.body.fields.title,
    stands: ended ? [translate(language, `answer.says.${ended}`, { draft: draft?.draft })] : [],
    attribution: consultation && attributionSentence(language, consultation),
    text: draft ? draftHtml(language, draft, "hidden") : consultation && consultationHtml(language, consultation),
    leadsTo: { label: translate(language, "answer.read.page"), path: `/${language}/items/${link.on}` },
  }
  switch (came.result) {
    case "reads":
      return { ...page, status: 200 }
    case "ended": {
      const says = ended && !posted ? undefined : translate(language, "answer.says.ended")
      return { ...page, says, status: posted || !shows ? 410 : 200 }
    }
    case "used":
      return { ...page, says: translate(language, "answer.says.used"), status: posted ? 422 : 200 }
    case "refused":
      return { ...page, failing: came.failing.map((code) => ruleSentence(language, code)), status: posted ? 422 : 200 }
    case "recorded":
      return { ...page, done: translate(language, `answer.says.${came.how === "late" ? "late" : "done"}`), status: 200 }
    case "empty":
      return { ...page, ...form(link, language), failing: [translate(language, "answer.says.empty")], status: 422 }
    default:
      return { ...page, ...form(link, language), says: await willSay(application, followed, came), status: 200 }
  }
}

function form({ does }: ActionLink, language: Language): Pick<ActionLinkQuestion, "asks" | "button"> {
  return {
    asks: does === "support" ? [] : does === "comment" ? ["text"] : ["paragraphs", "text"],
    button: translateDynamic(language, `transitions.${does}`),
  }
}

/** What sending the form would do. */
async function willSay(
  application: Application,
  { link: { does, plan, person, party, office }, language }: FollowedLink,
  { how, deadline }: Pick<Extract<LinkResult, { how: unknown }>, "how" | "deadline">,
): Promise<string> {
  const { parties } = await planNames(application, plan)
  const { context } = await application.planSnapshot(plan)
  const reader = context.people.find(({ id }) => id === person)
  return translateDynamic(language, `answer.${how === "inTime" ? "will" : how}.${does}`, {
    party: parties.get(party ?? "") ?? party,
    office: officeText(language, office, procedureOf(context).offices),
    deadline: deadlineText(language, deadline, zoneOf(context, reader ?? {})),
  })
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
