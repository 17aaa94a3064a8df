import { type ActionLink, readActionToken, signActionToken } from "@demarche/application/answers/actionLink"
import { answerByLink, type LinkResult } from "@demarche/application/answers/answerByLink"
import { textOfLink } from "@demarche/application/answers/textOfLink"
import { officeTitles } from "@demarche/application/notifications/senderOf"
import { findItem } from "@demarche/http/items"
import { ruleSentence, runningText, titleIn, translate, translateDynamic } from "@demarche/i18n"
import type { RecordReader } from "@demarche/workflows/offices"
import { codeIn } from "@demarche/workflows/terms"
import { dayOf, zoneOf } from "@demarche/workplan"
import { namesIn } from "../decide/formCommand.ts"
import { namesFor } from "../item/itemNames.ts"
import { headlineOf } from "../item/shownItem.ts"
import { mandateText, peopleNames, shortened } from "../names.ts"
import { itemPath, type Page, type PageMaker } from "../page.ts"
import { href, type PlanVisit, planOf, type Visit } from "../visit.ts"
import { Original, PlanWords, TextBlock, TitledSection } from "../written.tsx"
import { AnswerForm, delegationOf, type SentAnswer } from "./answerForm.tsx"
import { endLinksPage } from "./endLinksPage.tsx"
import { attributionSentence, ConsultationPart, LinkedDraft, SaidSoFar } from "./linkedTexts.tsx"
import { stopPage } from "./stopPage.tsx"

/** The longest token accepted, in characters. */
const LONGEST = 2_000

/** What a letter's link leads to: what will happen, and nothing that happens, since mail scanners open links. */
export const answerPage: PageMaker = (visit, { token = "" }) => answerPageAfter(visit, token)

/** The same and, once its form is sent, what came of it. */
export async function answerPageAfter(visit: Visit, token: string, sent?: SentAnswer): Promise<Page> {
  const { letterKey } = visit
  const link = letterKey && token.length <= LONGEST ? readActionToken(token, letterKey) : undefined
  if (!link) return wordPage(visit, "unknown", 404)
  const plan = await planOfLink(visit, link)
  if (link.does === "unsubscribe") return stopPage(visit, plan, link, sent)
  if (link.does === "endLinks") return endLinksPage(visit, plan, link, sent)
  return actPage({ visit, plan, link, sent }, token)
}

/** The plan as the person whom a link names reads it. */
async function planOfLink(visit: Visit, { plan: id, person }: ActionLink): Promise<PlanVisit> {
  const plan = await planOf(visit, id)
  const { context } = plan
  return { ...plan, readerZone: zoneOf(context, context.people.find((each) => each.id === person) ?? {}) }
}

/** The page of a link that leads nowhere, and why. */
function wordPage({ language }: Visit, says: "unknown" | "revoked", status: 404 | 410): Page {
  const title = translate(language, "answer.title")
  return {
    title,
    status,
    main: (
      <>
        <h1>{title}</h1>
        <p>{translate(language, `answer.says.${says}`)}</p>
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
  const answer = sent && {
    ...{ text: sent.text, writtenIn: sent.writtenIn },
    ...{ paragraphs: namesIn(sent.paragraphs), speaks: sent.ticked },
  }
  const came = await answerByLink(application, link, token, answer)
  const about = came.result === "unknown" || came.result === "revoked" ? undefined : await textOfLink(application, link)
  if (came.result === "revoked") return wordPage(visit, "revoked", 410)
  if (came.result === "unknown" || !about) return wordPage(visit, "unknown", 404)
  const { activity, draft, consultation, ended, reader, said } = about
  const { fields } = activity.body
  const { text: title, language: lang } = titleIn(language, fields, plan.lang)
  const head = translateDynamic(language, `answer.page.head.${link.does}`, { draft: draft?.draft })
  const shows = draft !== undefined || consultation !== undefined
  const runs =
    "how" in came ? came.how === "inTime" || came.how === "open" : ended === undefined && came.result !== "ended"
  const attribution = consultation && attributionSentence(language, consultation, runningOffices(followed))
  return {
    title: `${head} (${codeIn(link.on)})`,
    plan,
    ...(came.result === "can" && { records: true }),
    status: statusOf(came, { sent: sent !== undefined, shows }),
    main: (
      <>
        <h1>{head}</h1>
        <p class="quiet">
          {codeIn(link.on)} <PlanWords lang={lang}>{shortened(title)}</PlanWords>
        </p>
        {ended && <p>{translate(language, `answer.says.${ended}`, { draft: draft?.draft })}</p>}
        {!runs && <p class="headline">{await standsText(followed, reader)}</p>}
        <ConsultationPart language={language} consultation={consultation} part="question" />
        {came.result === "can" ? (
          <AnswerForm {...{ visit, plan, link, came, sent, attribution, said }} />
        ) : (
          <WhatBecame followed={followed} came={came} hasEnded={ended !== undefined} />
        )}
        {await MoreTime(followed, came)}
        {reader && <p class="quiet">{await madeForText(followed)}</p>}
        <p>
          <a href={href(visit, itemPath(link.on))}>{translate(language, "answer.read.page")}</a>
        </p>
        <p>
          <PlanWords lang={lang}>{title}</PlanWords> <Original language={language} lang={lang} />
        </p>
        <SaidSoFar language={language} said={said} zone={plan.readerZone} />
        {draft && <LinkedDraft language={language} draft={draft} before={about.before} />}
        <ConsultationPart language={language} consultation={consultation} part="annex" />
        <ConsultationPart language={language} consultation={consultation} part="summary" />
      </>
    ),
  }
}

/** The offices that run the plan, as the letters list them. */
function runningOffices({ visit: { application, language }, plan: { context: plan, zone } }: FollowedLink): string {
  return runningText(language, officeTitles({ plan, language, today: dayOf(application.world.clock(), zone) }))
}

/** What is sent leads to nothing where there is nothing to record any more; what is opened does not where nothing is shown either. */
function statusOf(came: LinkResult, { sent, shows }: { sent: boolean; shows: boolean }): NonNullable<Page["status"]> {
  if (came.result === "ended") return sent || !shows ? 410 : 200
  return sent && came.result !== "recorded" && came.result !== "reads" ? 422 : 200
}

/** What was recorded, or why nothing was and with it what was typed, so that it is not lost. */
function WhatBecame({
  followed: { visit, link, sent },
  came,
  hasEnded,
}: {
  followed: FollowedLink
  came: Exclude<LinkResult, { result: "unknown" | "can" | "revoked" }>
  hasEnded: boolean
}) {
  const { language } = visit
  const { result } = came
  if (result === "recorded")
    return <p role="status">{translate(language, `answer.says.${came.how === "late" ? "late" : "done"}`)}</p>
  const silent = (result === "ended" && hasEnded && !sent) || (result === "reads" && link.does === "read")
  return (
    <>
      {result === "refused"
        ? came.failing.map((code) => (
            <p class="error" role="alert">
              {ruleSentence(language, code)}
            </p>
          ))
        : !silent && <p role={sent && "alert"}>{translate(language, `answer.says.${result}`)}</p>}
      {sent?.text && (
        <TitledSection title={translate(language, "answer.page.typed")}>
          <TextBlock>{sent.text}</TextBlock>
        </TitledSection>
      )}
    </>
  )
}

/** The second, quiet way of an answer that is asked for while time runs: to ask for more of it; nothing where that cannot be recorded. */
async function MoreTime({ visit, plan, link }: FollowedLink, { result }: LinkResult) {
  const { application, language, letterKey } = visit
  if (result !== "can" || link.does === "requestMoreTime" || !letterKey) return <></>
  const other: ActionLink = { ...link, does: "requestMoreTime" } // the same to the letter as that of its letter, and used once with it
  const token = signActionToken(other, letterKey)
  const came = await answerByLink(application, other, token)
  if (came.result !== "can") return <></>
  const asked = { visit, plan, link: other, came, sent: undefined, attribution: undefined, said: [] }
  return (
    <details>
      <summary>{translate(language, "answer.page.moreTime")}</summary>
      <AnswerForm {...asked} action={`/${language}/answer/${token}`} />
    </details>
  )
}

/** Where the activity stands by now, as the head of its page says it to that reader. */
async function standsText({ visit, plan, link: { on } }: FollowedLink, reader: RecordReader = { clearance: "public" }) {
  const found = await findItem(visit.application, "activity", on, undefined, () => reader)
  const names = await namesFor(visit, plan, found.reading)
  return headlineOf({ ...found, visit, plan, kind: "activity", names })
}

/** For whom the letter of the link was made. */
async function madeForText({ visit, plan, link: { person, office, party } }: FollowedLink): Promise<string> {
  const { application, language } = visit
  const name = (await peopleNames(application, plan, (id) => id === person)).get(person) ?? person
  const delegation = delegationOf(language, plan, party)
  if (delegation !== undefined) return translate(language, "answer.page.madeFor.delegation", { name, delegation })
  const mandate = mandateText(language, plan, { office, party })
  return translate(language, "answer.page.madeFor.office", { name, mandate })
}
