import type { Commit } from "@demarche/engine"
import { eventsOf, originOf } from "@demarche/workplan/read-model/byKind"
import type { Application } from "../application.ts"
import type { WrittenText } from "../shownTexts.ts"
import { textBody } from "../textBody.ts"
import type { ActionLink } from "./actionLink.ts"
import type { RoundNow } from "./roundOfLink.ts"

/** What a delegation, or whoever speaks for none, has said in a round. */
export interface SaidBefore {
  does: "support" | "object" | "comment" | "recordInput" | "requestMoreTime"
  /** When it was received (RFC 3339, UTC). */
  at: string
  paragraphs: string[]
  late: boolean
  /** Missing where nothing was written, or it was redacted. */
  text?: WrittenText
}

/** What those in whose name a link speaks have said in its round so far, oldest first; whoever of them said it, by whatever way. */
export async function saidBefore(application: Application, link: ActionLink, round: RoundNow): Promise<SaidBefore[]> {
  const { events, texts } = application.world
  const found: SaidBefore[] = []
  let opened: string | undefined
  for await (const commit of events.read(`activity:${link.on}`)) {
    for (const event of eventsOf(commit)) {
      if (event.type === "SilenceOpened") opened = commit.happened
      const does = isOwn(commit, link) && isInRound(event, round, opened) ? saying[event.type] : undefined
      if (!does) continue
      const body = "text" in event && typeof event.text === "string" ? await textBody(texts, event.text) : undefined
      const { writtenIn } = originOf(commit)
      const text = body !== undefined && { text: { body, ...(writtenIn !== undefined && { lang: writtenIn }) } }
      const paragraphs = "paragraphs" in event && Array.isArray(event.paragraphs) ? event.paragraphs : []
      const late = event.type === "LateObjectionRecorded" || (event.type === "InputRecorded" && event.late === true)
      const at = commit.received ?? commit.happened
      found.push({ does, at, paragraphs, late, ...text })
    }
  }
  return found
}

const saying: Partial<Record<string, SaidBefore["does"]>> = {
  SupportGiven: "support",
  ObjectionRaised: "object",
  LateObjectionRecorded: "object",
  CommentMade: "comment",
  InputRecorded: "recordInput",
  MoreTimeRequested: "requestMoreTime",
}

function isOwn(commit: Commit, { party, person }: ActionLink): boolean {
  const { by } = originOf(commit)
  return party === undefined ? by.person === person : (by.onBehalfOf ?? by.party) === party
}

/** Whether something was said in the round: in a consultation by its number, in a silence procedure while that was the latest or of its draft. */
function isInRound(event: ReturnType<typeof eventsOf>[number], round: RoundNow, opened: string | undefined): boolean {
  if (event.type === "InputRecorded") return "consultation" in round && event.round === round.consultation
  const { silence } = round
  if (!silence || opened === undefined) return false
  const named = "draft" in event && typeof event.draft === "number" ? event.draft : undefined
  return named === undefined ? opened === silence.opened : named === silence.draft && opened >= silence.opened
}
