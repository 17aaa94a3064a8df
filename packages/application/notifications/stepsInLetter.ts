import type { Commit, View } from "@demarche/engine"
import { heldText, type Language, listText, officeText, stepText, titleText } from "@demarche/i18n"
import type { LetterContent } from "@demarche/mail/letter"
import { activity, type plan as planWorkflow } from "@demarche/workflows"
import { nextStep, pathIn } from "@demarche/workflows/activity/path"
import { means } from "@demarche/workflows/states"
import { contextIn, dayOf, originOf, procedureOf } from "@demarche/workplan"
import { describedStep } from "@demarche/workplan/read-model/pathReading"
import type { ItemStatus } from "@demarche/workplan/read-model/status"
import { partiesInOffice } from "@demarche/workplan/rules/mandates"

/** What names are said by: those of parties and people by their ids, the plan with its rules of procedure, the reader's language. */
export interface LetterNames {
  names: ReadonlyMap<string, string>
  language: Language
  plan: planWorkflow.Context
}

/** Who holds an item or takes a step, by name: a group of the body's, a kind of meeting, a party, or an office. */
function holderText(holder: string, { names, language, plan }: LetterNames): string {
  const { groups, meetings, offices } = procedureOf(plan)
  const title = [...groups, ...meetings].find(({ id }) => id === holder)?.title
  return titleText(language, title) ?? names.get(holder) ?? officeText(language, holder, offices)
}

/** The same, an office with the parties that hold it at `now` (RFC 3339, UTC): "Coordinator (Austria and Cameroon)". */
export function ownerText(holder: string, naming: LetterNames, now: string): string {
  const { names, language, plan } = naming
  const parties = partiesInOffice(plan.people, holder, dayOf(now, plan.zone)).map((each) => names.get(each) ?? each)
  if (parties.length === 0) return holderText(holder, naming)
  return heldText(language, holder, listText(language, parties), procedureOf(plan).offices)
}

/** Who holds an item by its status: under silence the group that its step asks, which its state calls the committee. */
export function holderIn(
  { silence, ownerAssumed, holder }: ItemStatus,
  view: { context: unknown },
): string | undefined {
  const step = nextStep({ context: contextIn("activity", view), event: { facts: {} } })
  if (silence && ownerAssumed && step?.is === "silence") return step.of
  return holder === "nobody" ? undefined : holder
}

/**
 * What a letter says of the path of a text: whether the draft still lacks an advice or a sign-off that it asks for, whether steps follow
 * behind the next one, which that is and who takes it, unless it has been taken by now, and whether objections are open now.
 */
export function stepsInLetter(
  context: activity.Context,
  commit: Commit,
  naming: LetterNames,
  now: View | undefined,
): Pick<LetterContent, "adviceAwaited" | "signOffAwaited" | "stepsFollow" | "nextStep" | "objectionsOpen" | "office"> {
  const given = { context, event: { facts: originOf(commit).facts ?? {} } }
  const [path, step] = [pathIn(given), nextStep(given)]
  const next = path && step && describedStep(path, step, naming.plan)
  const who = next?.who.map((each) => holderText(each, naming)) ?? []
  const awaited = activity.checksAwaited(given)
  const { step: stepNow, objections = context.objections } = now ? contextIn("activity", now) : context
  const isNext = stepNow === context.step && !(now && means(now, "settled"))
  return {
    adviceAwaited: awaited.some(({ is }) => is === "advice"),
    signOffAwaited: awaited.some(({ is }) => is === "signOff"),
    stepsFollow: activity.stepsFollow(context),
    objectionsOpen: objections.some(({ status }) => status === "open"),
    ...(next && isNext && { nextStep: { title: stepText(naming.language, next), by: listText(naming.language, who) } }),
    ...(context.running && next?.is === "clearance" && { office: listText(naming.language, who) }),
  }
}
