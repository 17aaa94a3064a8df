import type { Procedure } from "@demarche/workflows/procedure"
import { procedureFaults as faultsIn, type ProcedureFault, procedureRules } from "@demarche/workflows/procedureFaults"
import type { Annotated } from "@demarche/workplan/rules/annotated"
import { type CheckFault, checkFaults } from "@demarche/workplan/rules/checkFaults"
import { lacksParty } from "@demarche/workplan/rules/mandates"
import type { Contradiction } from "./identifiers.ts"
import { eitherOf, type MessageParts, messageOf, plainly } from "./messageParts.ts"
import { dateKinds, type PlanFile } from "./planFile.ts"
import { rulesOf, writtenProcedureOf } from "./procedure.ts"
import type { ProcedureFile } from "./procedureFile.ts"
import { shippedIds, shippedProcedure } from "./shippedProcedure.ts"
import type { FilePath } from "./source.ts"

/** What a plan's procedure says that cannot be, and what its items say of the procedure that it does not have. */
export function procedureFaults(plan: PlanFile): Contradiction[] {
  if (typeof plan.procedure === "string" && !shippedProcedure(plan.procedure)) {
    const unknown = messageOf`there is no procedure "${plan.procedure}": name ${eitherOf(shippedIds)}, or write its rules here`
    return [{ path: ["procedure"], parts: unknown }]
  }
  const written = writtenProcedureOf(plan)
  const rules = rulesOf(plan)
  const groups = [...Object.keys(written.groups), ...plan.bodies.map(({ id }) => id)]
  return [
    ...faultsOfDefaults(written),
    ...faultsIn(rules).map((fault) => asWrittenIn(rules, fault)),
    ...unknownGroups(rules, groups),
    ...zoneless(plan, written),
    ...unknownKinds(plan, rules),
    ...partyless(plan, rules),
    ...plan.activities.flatMap((activity, at) => faultsOfActivity(activity, rules, ["activities", at])),
  ]
}

/** Names in a row, each once, for a sentence. */
export function named(names: Iterable<string> = []): string | MessageParts {
  return [...new Set(names)].join(", ") || messageOf`none`
}

function faultsOfDefaults({ paths }: ProcedureFile): Contradiction[] {
  const [, ...others] = Object.entries(paths).filter(([, path]) => path.default)
  return others.map(([id]) => ({
    path: ["procedure", "paths", id, "default"],
    parts: messageOf`one path is the default, and another is already`,
  }))
}

/** The same in the words of a file, at the place where it writes the rule. */
function asWrittenIn(rules: Procedure, { rule, path, name = "" }: ProcedureFault): Contradiction {
  const kinds = rules.meetings.map(({ id }) => id)
  const paths = rules.paths.map(({ id }) => id)
  const steps = new Set(["first", "last", ...rules.paths.flatMap(({ steps }) => steps.map(({ id }) => id))])
  const sentences: Partial<Record<ProcedureFault["rule"], MessageParts>> = {
    repeated: messageOf`a step before it has the same id`,
    stepNamedByPlace: messageOf`"${name}" is no name for a step: checks mean the ${name} one by it`,
    meetingKindUnknown: messageOf`there is no kind of meeting "${name}" in the procedure, which has ${named(kinds)}`,
    languageUnknown: messageOf`"${name}" is not among the procedure's languages of documents`,
    pathUnknown: messageOf`there is no path "${name}" in the procedure, which has ${named(paths)}`,
    pathIssues: messageOf`on the path "${name}" a text is issued: name one on which it is agreed`,
    checkOfAll: messageOf`"${name}" is a check that every procedure has: give this one another id`,
    stepUnknown: messageOf`there is no step "${name}" in any path: name one of ${named(steps)}`,
    actionPlanMissing: messageOf`a reference is to an action plan, and the procedure has none: write it under action_plans`,
  }
  return { path: placeIn(rules, path), parts: sentences[rule] ?? plainly(procedureRules[rule]) }
}

/** Where a file writes what the rules have at that place: by the names of paths and checks, and a step by what it is. */
function placeIn({ paths, checks }: Procedure, path: ProcedureFault["path"]): FilePath {
  const [list, nth, ...inside] = path
  if (list === "checks")
    return ["procedure", list, checks[Number(nth)]?.id ?? "", ...inside.filter((field) => field !== "id")]
  if (list !== "paths") return ["procedure", ...path.slice(0, 1)]
  const { id = "", steps = [] } = paths[Number(nth)] ?? {}
  const [, step = 0, field = "id"] = inside
  return ["procedure", list, id, "steps", step, field === "of" ? (steps[Number(step)]?.is ?? field) : field]
}

/** A silence is addressed to a group of the procedure, or to a body of the plan. */
function unknownGroups({ paths }: Procedure, groups: readonly string[]): Contradiction[] {
  return paths.flatMap(({ id, steps }) =>
    steps.flatMap((step, nth) =>
      step.is !== "silence" || groups.includes(step.of)
        ? []
        : [
            {
              path: ["procedure", "paths", id, "steps", nth, "silence"],
              parts: messageOf`there is no group "${step.of}" in the procedure, and no body of the plan: it has ${named(groups)}`,
            },
          ],
    ),
  )
}

function zoneless(plan: PlanFile, { calendar }: ProcedureFile): Contradiction[] {
  if (plan.work_plan.time_zone || calendar.zone) return []
  return [
    {
      path: ["work_plan", "time_zone"],
      parts: messageOf`"time_zone" is missing, and the procedure has no zone either`,
    },
  ]
}

function partyless({ people, actors }: PlanFile, procedure: Procedure): Contradiction[] {
  const kinds = actors.map(({ kind }) => kind)
  return people.flatMap(({ offices }, person) =>
    offices.flatMap((mandate, nth) =>
      lacksParty(mandate, procedure, kinds)
        ? [
            {
              path: ["people", person, "offices", nth, "party"],
              parts: messageOf`this office is held for a party: name it`,
            },
          ]
        : [],
    ),
  )
}

function unknownKinds(plan: PlanFile, rules: Procedure): Contradiction[] {
  const kinds = rules.meetings.map(({ id }) => id)
  return plan.deadline_events.flatMap(({ kind }, nth) =>
    !kind || dateKinds.includes(kind) || kinds.includes(kind)
      ? []
      : [
          {
            path: ["deadline_events", nth, "kind"],
            parts: messageOf`${JSON.stringify(kind)} is not one of ${dateKinds.join(", ")}, nor of the procedure's meetings: ${named(kinds)}`,
          },
        ],
  )
}

function faultsOfActivity(
  { markers, refers }: PlanFile["activities"][number],
  procedure: Procedure,
  around: FilePath,
): Contradiction[] {
  const stated = { markers: valuesOf(markers), refers: valuesOf(refers) }
  return checkFaults(stated, procedure).map(({ rule, path, name }) => {
    const [, id] = path
    const options = procedure.checks.find((check) => check.id === id)?.options
    const actions = procedure.actionPlans.find((plan) => plan.id === id)?.actions ?? 0
    const sentences: Record<CheckFault["rule"], MessageParts> = {
      markerUnknown: messageOf`there is no marker "${id}" among the procedure's checks`,
      optionUnknown: messageOf`"${name}" is not one of ${named(options)}`,
      actionPlanUnknown: messageOf`there is no action plan "${id}" in the procedure`,
      actionUnknown: messageOf`"${id}" has ${actions} actions: no ${name}`,
    }
    return { path: [...around, ...path], parts: sentences[rule] }
  })
}

function valuesOf<T>(annotated: Record<string, Annotated<T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(annotated).map(([id, { value }]) => [id, value]))
}
