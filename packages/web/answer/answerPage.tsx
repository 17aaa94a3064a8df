import { type ActionLink, readActionToken } from "@demarche/application/answers/actionLink"
import { answerByLink, type LinkResult } from "@demarche/application/answers/answerByLink"
import { textOfLink } from "@demarche/application/answers/textOfLink"
import { officeText, ruleSentence, translate, translateDynamic } from "@demarche/i18n"
import { zoneOf } from "@demarche/workplan"
import { untilText, whoText } from "../names.ts"
import { itemPath, type Page, type PageMaker } from "../page.ts"
import { href, type PlanVisit, planOf, type Visit } from "../visit.ts"
import { PlanWords } from "../written.tsx"
import { AnswerForm } from "./answerForm.tsx"
import { attributionSentence, LinkedConsultationText, LinkedDraft } from "./linkedTexts.tsx"
import { stopPage } from "./stopPage.tsx"

/** The longest token accepted, in characters. */
const LONGEST = 2_000

/** What the form of a link was sent with. */
export interface SentAnswer {
  text: string
  paragraphs: string
  correlation: string
}

/** What a letter's link leads to: what will happen, and nothing that happens, since mail scanners open links. */
export const answerPage: PageMaker = (visit, { token = "" }) => answerPageAfter(visit, token)

/** The same and, once its form is sent, what came of it. */
export async function answerPageAfter(visit: Visit, token: string, sent?: SentAnswer): Promise<Page> {
  const { letterKey } = visit
  const link = letterKey && token.length <= LONGEST ? readActionToken(token, letterKey) : undefined
  if (!link) return unknownPage(visit)
  const plan = await planOfLink(visit, link)
  if (link.does === "unsubscribe") return stopPage(visit, plan, link, sent?.correlation)
  return actPage({ visit, plan, link, sent }, token)
}

/** The plan as the person whom a link names reads it. */
async function planOfLink(visit: Visit, { plan: id, person }: ActionLink): Promise<PlanVisit> {
  const plan = await planOf(visit, id)
  const { context } = plan
  return { ...plan, readerZone: zoneOf(context, context.people.find((each) => each.id === person) ?? {}) }
}

function unknownPage({ language }: Visit): Page {
  const title = translate(language, "answer.title")
  return {
    title,
    status: 404,
    main: (
      <>
        <h1>{title}</h1>
        <p>{translate(language, "answer.says.unknown")}</p>
      </>
    ),
  }
}

/** A link that was followed, in its plan, and what its form was sent with. */
interface FollowedLink {
  visit: Visit
  plan: PlanVisit
  link: ActionLink
  sent: SentAnswer | undefined
}

/** The page of a link that answers or reads: the act, where there is one, above the text that the letter was about. */
async function actPage(followed: FollowedLink, token: string): Promise<Page> {
  const { visit, plan, link, sent } = followed
  const { application, language } = visit
  const answer = sent && { text: sent.text, paragraphs: namesIn(sent.paragraphs) }
  const came = await answerByLink(application, link, token, answer)
  const about = came.result === "unknown" ? undefined : await textOfLink(application, link)
  if (came.result === "unknown" || !about) return unknownPage(visit)
  const { activity, draft, consultation, ended } = about
  const { title } = activity.body.fields
  const offers = came.result === "can" || came.result === "empty"
  const shows = draft !== undefined || consultation?.summary !== undefined
  return {
    title,
    plan,
    status: statusOf(came, { sent: sent !== undefined, shows }),
    main: (
      <>
        <h1>
          <PlanWords lang={plan.lang}>{title}</PlanWords>
        </h1>
        {ended && <p>{translate(language, `answer.says.${ended}`, { draft: draft?.draft })}</p>}
        <WhatCame followed={followed} came={came} hasEnded={ended !== undefined} />
        {offers && (
          <AnswerForm
            language={language}
            link={link}
            attribution={consultation && attributionSentence(language, consultation)}
          />
        )}
        <p>
          <a href={href(visit, itemPath(link.on))}>{translate(language, "answer.read.page")}</a>
        </p>
        {draft && <LinkedDraft language={language} draft={draft} />}
        {consultation && <LinkedConsultationText language={language} consultation={consultation} />}
      </>
    ),
  }
}

/** What is sent leads to nothing where there is nothing to record any more; what is opened does not where nothing is shown either. */
function statusOf(
  { result }: LinkResult,
  { sent, shows }: { sent: boolean; shows: boolean },
): NonNullable<Page["status"]> {
  if (result === "ended") return sent || !shows ? 410 : 200
  return sent && result !== "recorded" && result !== "reads" ? 422 : 200
}

/** What was recorded, what sending the form would do, or why there is none. */
function WhatCame({
  followed,
  came,
  hasEnded,
}: {
  followed: FollowedLink
  came: Exclude<LinkResult, { result: "unknown" }>
  hasEnded: boolean
}) {
  const { visit, sent } = followed
  const { language } = visit
  const says = (key: "ended" | "used") => <p>{translate(language, `answer.says.${key}`)}</p>
  switch (came.result) {
    case "reads":
      return <></>
    case "ended":
      return hasEnded && !sent ? <></> : says("ended")
    case "used":
      return says("used")
    case "refused":
      return (
        <>
          {came.failing.map((code) => (
            <p class="error" role="alert">
              {ruleSentence(language, code)}
            </p>
          ))}
        </>
      )
    case "recorded":
      return <p role="status">{translate(language, `answer.says.${came.how === "late" ? "late" : "done"}`)}</p>
    case "empty":
      return (
        <p class="error" role="alert">
          {translate(language, "answer.says.empty")}
        </p>
      )
    case "can":
      return <p>{willSay(followed, came)}</p>
  }
}

/** What sending the form would do. */
function willSay(
  { visit: { language }, plan, link: { does, party, office } }: FollowedLink,
  { how, deadline }: Pick<Extract<LinkResult, { how: unknown }>, "how" | "deadline">,
): string {
  return translateDynamic(language, `answer.${how === "inTime" ? "will" : how}.${does}`, {
    party: party && whoText(language, plan, party),
    office: officeText(language, office, plan.procedure.offices),
    deadline: untilText(language, plan, deadline),
  })
}

function namesIn(paragraphs: string): string[] {
  return paragraphs.split(/[,;\s]+/).filter((each) => each !== "")
}
