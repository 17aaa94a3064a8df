import type { Attribution, Readership } from "@demarche/workflows/activity/consultation"
import { clearance, type RecordReader } from "@demarche/workflows/offices"
import { defined } from "@demarche/workflows/schemas"
import { circulatedBefore, type ReadActivity, statusOf } from "@demarche/workplan"
import { consultationReading } from "@demarche/workplan/read-model/consultations"
import type { Application } from "../application.ts"
import { readActivity } from "../readActivity.ts"
import { type ShownDraft, shownDraft, shownText, type WrittenText, writtenText } from "../shownTexts.ts"
import type { ActionLink } from "./actionLink.ts"
import { isStillReader } from "./linkReader.ts"
import { type RoundEnd, roundOfLink } from "./roundOfLink.ts"
import { type SaidBefore, saidBefore } from "./saidBefore.ts"

/** What the letter of a link was about, and what has become of it. */
export interface LinkedText {
  activity: ReadActivity
  /** The reader who is named in the link, as long as mandate and address are those of the letter. */
  reader?: RecordReader
  /** How its round ended. */
  ended?: RoundEnd
  /** The draft; its texts for the reader who is named in the link, as long as they are one. */
  draft?: ShownDraft
  /** The draft that had been circulated before it. */
  before?: ShownDraft
  /** The consultation. */
  consultation?: LinkedConsultation
  /** What those in whose name it speaks have said in its round: for its reader alone. */
  said: SaidBefore[]
}

/** A round of consultation as the reader of its letter may know it. */
export interface LinkedConsultation {
  attribution: Attribution
  readership: Readership
  /** What is asked, the text that it is asked of, and the summary with which it was closed. */
  question?: WrittenText
  annex?: WrittenText
  summary?: WrittenText
}

/** What the letter of a link was about, as the reader who is named in it may read it; undefined where there is no such activity. */
export async function textOfLink(application: Application, link: ActionLink): Promise<LinkedText | undefined> {
  const { on, person, office, party } = link
  const activity = await readActivity(application, on)
  if (!activity) return undefined
  const { context } = activity.view
  const round = await roundOfLink(application.world.events, `activity:${on}`, link, context)
  const reader = isStillReader(activity.plan, link, application.world.clock())
    ? { clearance: clearance[office], by: { person, office, ...(party && { party }) } }
    : undefined
  const said = reader ? await saidBefore(application, link, round) : []
  const about = { activity, said, ...defined({ reader }) }
  if ("consultation" in round && round.consultation !== undefined)
    return { ...about, ...(await consultationOfLink(application, activity, round.consultation, reader)) }
  const { silence } = round
  const number = silence?.draft ?? draftNamed(link)
  if (number === undefined) return about
  const shown = (draft: number) => shownDraft(application, activity, draft, reader ?? { clearance: "public" })
  const earlier = circulatedBefore(context, number)
  const [draft, before] = await Promise.all([shown(number), earlier && shown(earlier)])
  const ended = silence?.ended ?? (silence && isOver(application, silence.until.at) ? "passed" : undefined)
  return { ...about, draft, ...(before && { before }), ...(ended && { ended }) }
}

async function consultationOfLink(
  application: Application,
  activity: ReadActivity,
  number: number,
  reader: RecordReader = { clearance: "public" },
): Promise<Pick<LinkedText, "consultation" | "ended">> {
  const { consultations } = statusOf("activity", activity)
  const found = consultations.find(({ round }) => round === number)
  if (!found) return {}
  const round = consultationReading(found, { ...activity, reader })
  const shown = async (hash: string | null) =>
    hash === null ? undefined : writtenText(activity.body, hash, await shownText(application, activity, hash, reader))
  const [question, annex, summary] = await Promise.all([round.question, round.annex, round.summary].map(shown))
  const { attribution, readership, closed } = round
  const consultation = { attribution, readership, ...defined({ question, annex, summary }) }
  return { consultation, ...(closed && { ended: "closed" }) }
}

function draftNamed({ round }: ActionLink): number | undefined {
  return typeof round === "object" && "draft" in round ? round.draft : undefined
}

function isOver({ world }: Application, instant: string): boolean {
  return instant <= world.clock()
}
