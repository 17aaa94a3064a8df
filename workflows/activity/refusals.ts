import type { View } from "@demarche/engine/definition"
import type { Context } from "./context.ts"
import { outcomeOf } from "./outcomes.ts"

/** What is being agreed, and the path by which it is. */
const fixed = [
  "title",
  "umbrella",
  "kind",
  "constraint",
  "covers",
  "requiredPartners",
  "outputs",
  "path",
  "pathInferred",
  "markers",
] as const

/** Whether a text is on its way to agreement, or was when the activity was deferred: what is being agreed is fixed then. */
export function onItsWay({ state, context }: View<Partial<Context>>): boolean {
  return context.running !== undefined && state !== "agreed"
}

/** Whether a step of the path is being taken, or was, and the next is to come. */
export function isBetweenSteps({ substate }: Pick<View, "substate">): boolean {
  return substate === "clearance" || substate === "cleared" || substate === "underSilence"
}

/** Whether a new draft takes the place of the one there is, and voids nothing. */
export function isRevised({ substate }: Pick<View, "substate">): boolean {
  return substate === "editing" || substate === "broken" || substate === "void"
}

/** Whether others have until a certain time to answer: in a round of consultation, or under silence. */
export function awaitsOthers({ state, substate, context }: View<Context>): boolean {
  return substate === "underSilence" || (state === "consulting" && context.rounds.some(({ summary }) => !summary))
}

/** Whether an open round asks for answers to that text: those who were invited have it before them. */
function isAsked({ context }: View<Partial<Context>>, text: unknown): boolean {
  const open = context.rounds?.filter(({ summary }) => summary === undefined) ?? []
  return open.some(({ question, annex }) => text === question || text === annex)
}

/** The silence procedure to which an objection may still be raised, if there is one. */
export function openToObjections({ substate, context }: View<Partial<Context>>): Context["silence"] {
  return substate === "underSilence" || substate === "broken" ? context.silence : undefined
}

/**
 * The codes for which a command is refused when it is decided. They are no guards of the machine, because what was recorded
 * before they were asked still folds.
 */
export function refusals(before: View<Partial<Context>>, command: { type: string }): string[] {
  const given: unknown = Reflect.get(command, "field")
  switch (command.type) {
    case "amend":
      return [
        ...(fixed.some((field) => Reflect.get(command, field) !== undefined) && onItsWay(before)
          ? ["PATH_RUNNING"]
          : []),
        ...(Reflect.get(command, "kind") === "placeholder" && before.state !== "planned" ? ["BEGUN"] : []),
      ]
    case "redact":
      return isAsked(before, Reflect.get(command, "text")) ? ["ROUND_OPEN"] : []
    case "confirm":
      return [...fixed, "partners"].some((field) => field === given) && onItsWay(before) ? ["PATH_RUNNING"] : []
    case "reachMilestone":
      return before.context.reached?.some((each) => each === Reflect.get(command, "milestone"))
        ? ["MILESTONE_REACHED"]
        : []
    case "correct":
      return outcomeOf({ passed: [], ...before.context }, Number(Reflect.get(command, "outcome")))
        ? []
        : ["NOT_THE_OUTCOME"]
    default:
      return []
  }
}
