import { hash } from "node:crypto"
import { isEngineError, loadState, NOT_NOW, REMEMBERED_COMMANDS, type Workflow } from "@demarche/engine"
import type { StreamName } from "@demarche/event-store"
import type { activity } from "@demarche/workflows"
import { defined } from "@demarche/workflows/schemas"
import { metaOf } from "@demarche/workflows/states"
import type { Deadline } from "@demarche/workflows/terms"
import { procedureOf } from "@demarche/workplan"
import { type Application, viewOf, workflowOf } from "../application.ts"
import { commitOfCommand } from "../commitOfCommand.ts"
import { execute, planContext } from "../execute.ts"
import type { ActionLink } from "./actionLink.ts"
import { areLinksEnded } from "./endLinks.ts"
import { isAtAddress } from "./linkReader.ts"
import { type RoundNow, roundOfLink } from "./roundOfLink.ts"

/** What the reader of a letter answers, and whether they have ticked that they speak for whom the page says. */
export interface LinkAnswer {
  text: string
  paragraphs: string[]
  speaks: boolean
  /** The language (BCP 47) of the text. */
  writtenIn?: string | undefined
}

/**
 * What a link leads to, before it is sent and after. `can` be recorded, once what is `wrong` with the answer that was sent is put
 * right, or is `recorded`: in time; in time, and left open by a silence that it does not break; beside the objections that broke
 * the silence; or late. `ended`: nothing can be recorded any more. `reads`: it only opens a text. `used`: for another answer.
 * `elsewhere`: its letter went to an address that is not the person's any more. `revoked`: the links of its letter were ended. `refused`: by those rules.
 */
export type LinkResult =
  | { result: "can"; how: AnswerOutcome; deadline: Deadline; wrong: AnswerField[] }
  | { result: "recorded"; how: AnswerOutcome; deadline: Deadline }
  | { result: "ended" }
  | { result: "reads" }
  | { result: "used" }
  | { result: "elsewhere" }
  | { result: "revoked" }
  | { result: "unknown" }
  | { result: "refused"; failing: string[] }

/** How an answer is recorded. */
export type AnswerOutcome = "inTime" | "open" | "joining" | "late"

/** A part of an answer, by which it is said what is wrong with it. */
export type AnswerField = Exclude<keyof LinkAnswer, "writtenIn">

/**
 * Answers by the link in a letter, by the same command and the same rules as everybody else, but once, for whom the letter was
 * written to and says that they speak, and only on the draft or the consultation that its letter was about: once that is over, an
 * answer is kept as late. Without an answer, says what sending it would lead to; that is a dry run.
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
  const workflow = workflowOf(application, "activity")
  const found = await loadState(events, workflow, stream, clock())
  if (!found) return { result: "unknown" }
  const plan = await planContext(application, link.plan)
  if (await areLinksEnded(application, link)) return { result: "revoked" }
  if (link.does === "read" || procedureOf(plan).answersByLink === "read") return { result: "reads" }
  const view = viewOf(application, "activity", found.snapshot)
  const round = await roundOfLink(events, stream, link, view.context)
  const deadline = round.is === "latest" ? round.deadline : round.silence?.until
  if (!deadline || (round.is === "over" && !keptLate.includes(link.does))) return { result: "ended" }
  if (link.does === "requestMoreTime" && !runsOn(round, view.context, clock())) return { result: "ended" }
  if (!isAtAddress(plan, link)) return { result: "elsewhere" }
  if (await usedLongAgo(application, stream, id, found.commit.version)) return { result: "used" }
  const wrong = answer ? wrongIn(workflow, link, answer, round) : []
  const complete = wrong.length === 0 ? answer : undefined
  const { person, office, party } = link
  try {
    const { events: recorded, repeated } = await execute(application, {
      plan: link.plan,
      stream,
      command: commandOf(link, complete ?? ANY_ANSWER, round),
      by: { person, office, ...(party && { party }) },
      mandateImplied: false,
      byLetter: defined({ notice: link.notice }),
      ...(link.does !== "support" && defined({ writtenIn: complete?.writtenIn })),
      id,
      correlation: `letter ${id.slice("letter:".length, "letter:".length + 12)}`,
      dryRun: complete === undefined,
    })
    const [first] = recorded as activity.Event[] // what the workflow decided
    const runs = round.is === "latest" && metaOf(view).deadline === "SilencePassed"
    const how = howOf(first, runs)
    return complete || repeated ? { result: "recorded", how, deadline } : { result: "can", how, deadline, wrong }
  } catch (error) {
    if (!isEngineError(error, "rejected", "key-reused")) throw error
    const { refusal } = error
    if (refusal.code === "key-reused") return { result: "used" }
    const { failing } = refusal
    return failing.some((code) => over.includes(code)) ? { result: "ended" } : { result: "refused", failing }
  }
}

/** What is wrong with an answer: that nobody says that they speak, and what the schema of its command does not take. */
function wrongIn({ commands }: Workflow, link: ActionLink, answer: LinkAnswer, round: RoundNow): AnswerField[] {
  const parsed = commands.get(link.does)?.safeParse(commandOf(link, answer, round))
  const paths = parsed?.error?.issues.map(({ path: [field] }) => field) ?? []
  return answerFields.filter((field) => (field === "speaks" ? !answer.speaks : paths.includes(field)))
}

/** In the order in which they are asked for. */
const answerFields: readonly AnswerField[] = ["text", "paragraphs", "speaks"]

/** What can be said of a round that is over. */
const keptLate: readonly ActionLink["does"][] = ["object", "comment"]

/** Whether there is time left that could be more: the round has not come to its deadline, and was not closed before it. */
function runsOn(round: RoundNow, { rounds }: activity.Context, now: string): boolean {
  if (round.is === "over" || round.deadline.at <= now || round.silence?.ended) return false
  return round.consultation === undefined || rounds[round.consultation - 1]?.closed === undefined
}

/** Stands for an answer that is not written yet. */
const ANY_ANSWER: LinkAnswer = { text: "…", paragraphs: [], speaks: true }

/** The rules that say that it is too late for anything. */
const over = [NOT_NOW, "ROUND_UNKNOWN"]

function commandOf({ does }: ActionLink, { text, paragraphs }: LinkAnswer, { silence, ...round }: RoundNow) {
  const about = silence && { draft: silence.draft, opened: silence.opened }
  switch (does) {
    case "object":
      return { type: does, text, paragraphs, ...(about && { about }) }
    case "recordInput":
      return { type: does, text, paragraphs, ...("consultation" in round && { round: round.consultation }) }
    case "requestMoreTime":
      return { type: does, text }
    case "comment":
      return { type: does, text, ...(silence && { draft: silence.draft }) }
    default:
      return { type: does }
  }
}

function howOf(event: activity.Event | undefined, silenceRuns: boolean): AnswerOutcome {
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
  return (await commitOfCommand(application, stream, id, { to: version - REMEMBERED_COMMANDS })) !== undefined
}
