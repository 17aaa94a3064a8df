import type { Commit } from "@demarche/engine"
import type { LetterContent } from "@demarche/mail/letter"
import type { activity } from "@demarche/workflows"
import { attributionOf, readershipOf } from "@demarche/workflows/activity/consultation"
import { asItFalls } from "@demarche/workplan"
import { roundIn } from "@demarche/workplan/notifications/addressed"
import type { Application } from "../application.ts"
import { readActivity } from "../readActivity.ts"
import { shownText, writtenText } from "../shownTexts.ts"
import { type LetterReader, readableAs } from "./draftOfLetter.ts"
import type { LetterLinks } from "./letterLinks.ts"

/** Of a round what a letter says of it, and nothing of who has answered. */
export type LetterRound = Pick<
  activity.Context["rounds"][number],
  "closes" | "invited" | "question" | "annex" | "chathamHouse" | "readership"
>

/** A round of consultation that a letter is about, by its number. */
export interface NumberedRound {
  round: LetterRound
  number: number
}

/**
 * The round that a notification is about: that of the event which calls for it; of what its event does not say, and of a reminder,
 * the one that closes when the notification says, or the latest.
 */
export function roundOfLetter(
  rounds: readonly LetterRound[],
  { commit, until }: { commit?: Commit | undefined; until?: string | undefined },
): NumberedRound | undefined {
  const closing = until ? rounds.findLastIndex(({ closes }) => closes.at === until) + 1 : rounds.length
  const number = (commit && roundIn(commit)) ?? closing
  const round = rounds[number - 1]
  return round && { round, number }
}

/** What a letter says of a round: until when, how an answer is attributed, who reads it, and what is asked, where that is for the reader. */
export async function consultationOfLetter(
  application: Application,
  id: string,
  { round, number }: NumberedRound,
  reader: LetterReader,
  links: LetterLinks,
): Promise<Partial<LetterContent>> {
  const { question, annex } = round
  const asked = await readableAs(application, id, question ?? annex, reader)
  const activity = asked && (await readActivity(application, id))
  const body = activity && question && (await shownText(application, activity, question, asked))
  const said = body ? writtenText(activity.body, question, body) : undefined
  return {
    round: number,
    deadline: asItFalls(round.closes),
    attribution: attributionOf(round),
    readership: readershipOf(round),
    ...(said && { question: { text: said.body, language: said.lang } }),
    ...(asked && annex && { annex: links.text(id, { round: { consultation: number }, as: asked.by }) }),
  }
}
