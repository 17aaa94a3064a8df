import { hash } from "node:crypto"
import { isEngineError, loadState, NOT_NOW, REMEMBERED_COMMANDS } from "@demarche/engine"
import type { StreamName } from "@demarche/event-store"
import type { activity } from "@demarche/workflows"
import { metaOf } from "@demarche/workflows/states"
import type { Deadline } from "@demarche/workflows/terms"
import { procedureOf } from "@demarche/workplan"
import { type Application, viewOf, workflowOf } from "../application.ts"
import { execute, planContext } from "../execute.ts"
import type { ActionLink } from "./actionLink.ts"
import { type RoundNow, roundOfLink } from "./roundOfLink.ts"

/** What the reader of a letter answers. */
export interface LinkAnswer {
  text: string
  paragraphs: string[]
}

/**
 * What a link leads to, before it is sent and after. `can` be recorded or `recorded`: in time; in time, and left open by a silence
 * that it does not break; beside the objections that broke the silence; or late. `ended`: nothing can be recorded any more. `reads`: it only opens a text. `used`: for another
 * answer. `refused`: by those rules.
 */
export type LinkResult =
  | { result: "can" | "recorded"; how: "inTime" | "open" | "joining" | "late"; deadline: Deadline }
  | { result: "ended" }
  | { result: "reads" }
  | { result: "used" }
  | { result: "empty" }
  | { result: "unknown" }
  | { result: "refused"; failing: string[] }

/**
 * Answers by the link in a letter, by the same command and the same rules as everybody else, but once, and only on the draft
 * or the consultation that its letter was about: once that is over, an answer is kept as late. Without an answer, says what
 * sending it would lead to; that is a dry run.
 * @throws EngineError and StoreError as `execute`, for what no answer can help.
 */
export async function answerByLink(
  application: Application,
  link: ActionLink,
  token: string,
  answer?: LinkAnswer,
): Promise<LinkResult> {
  const { events, clock } = application.world
  const stream: StreamName = `activity:${link.on}`
  const id = `letter:${hash("sha256", token, "base64url")}`
  const found = await loadState(events, workflowOf(application, "activity"), stream, clock())
  if (!found) return { result: "unknown" }
  const { answersByLink } = procedureOf(await planContext(application, link.plan))
  if (link.does === "read" || answersByLink === "read") return { result: "reads" }
  const view = viewOf(application, "activity", found.snapshot)
  const round = await roundOfLink(events, stream, link, view.context)
  const deadline = round.is === "latest" ? round.deadline : round.silence?.until
  if (!deadline || (round.is === "over" && !keptLate.includes(link.does))) return { result: "ended" }
  if (await usedLongAgo(application, stream, id, found.commit.version)) return { result: "used" }
  const { person, office, party, plan } = link
  try {
    const { events: recorded, repeated } = await execute(application, {
      plan,
      stream,
      command: commandOf(link, answer ?? ANY_ANSWER, round),
      by: { person, office, ...(party && { party }) },
      mandateImplied: false,
      id,
      correlation: `letter ${id.slice("letter:".length, "letter:".length + 12)}`,
      dryRun: answer === undefined,
    })
    const [first] = recorded as activity.Event[] // what the workflow decided
    const runs = round.is === "latest" && metaOf(view).deadline === "SilencePassed"
    return { result: answer || repeated ? "recorded" : "can", how: howOf(first, runs), deadline }
  } catch (error) {
    if (!isEngineError(error, "rejected", "key-reused", "invalid")) throw error
    const { refusal } = error
    if (refusal.code === "key-reused") return { result: "used" }
    if (refusal.code === "invalid") return { result: "empty" }
    const { failing } = refusal
    return failing.some((code) => over.includes(code)) ? { result: "ended" } : { result: "refused", failing }
  }
}

/** What can be said of a round that is over. */
const keptLate: readonly ActionLink["does"][] = ["object", "comment"]

/** Stands for an answer that is not written yet. */
const ANY_ANSWER: LinkAnswer = { text: "…", paragraphs: [] }

/** The rules that say that it is too late for anything. */
const over = [NOT_NOW, "ROUND_UNKNOWN"]

function commandOf({ does }: ActionLink, { text, paragraphs }: LinkAnswer, { silence, ...round }: RoundNow) {
  const about = silence && { draft: silence.draft, opened: silence.opened }
  switch (does) {
    case "object":
      return { type: does, text, paragraphs, ...(about && { about }) }
    case "recordInput":
      return { type: does, text, paragraphs, ...("consultation" in round && { round: round.consultation }) }
    case "comment":
      return { type: does, text, ...(silence && { draft: silence.draft }) }
    default:
      return { type: does }
  }
}

function howOf(event: activity.Event | undefined, silenceRuns: boolean): Extract<LinkResult, { how: unknown }>["how"] {
  if (event?.type === "ObjectionRaised") return silenceRuns ? "open" : "joining"
  const late =
    event?.type === "LateObjectionRecorded" ||
    (event?.type === "InputRecorded" && event.late) ||
    (event?.type === "CommentMade" && !silenceRuns)
  return late ? "late" : "inTime"
}

/** Whether the link was used so long ago that the stream's newest commit no longer remembers it. */
async function usedLongAgo(application: Application, stream: StreamName, id: string, version: number) {
  if (version <= REMEMBERED_COMMANDS) return false
  for await (const { origin } of application.world.events.read(stream, { to: version - REMEMBERED_COMMANDS }))
    if (origin.value.id === id) return true
  return false
}
