import type { Procedure } from "@demarche/workflows/procedure"
import type { Contradiction } from "./identifiers.ts"
import { eitherOf, type MessageParts, messageOf } from "./messageParts.ts"
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
    ...faultsOfPaths(written, rules, groups),
    ...faultsOfOwnPaths(rules),
    ...faultsOfChecks(rules),
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

type Say = (fault: MessageParts, ...path: FilePath) => Contradiction

const at =
  (...around: FilePath): Say =>
  (fault, ...path) => ({ path: [...around, ...path], parts: fault })

function faultsOfPaths(written: ProcedureFile, rules: Procedure, groups: string[]): Contradiction[] {
  const entries = Object.entries(written.paths)
  const defaults = entries.filter(([, path]) => path.default).slice(1)
  return [
    ...defaults.map(([id]) =>
      at("procedure", "paths", id)(messageOf`one path is the default, and another is already`, "default"),
    ),
    ...entries.flatMap(([id, { steps }]) => {
      const say = at("procedure", "paths", id, "steps")
      const named = rules.paths.find((path) => path.id === id)?.steps ?? []
      return [
        ...keptLate(steps).map((nth) => say(messageOf`a step that is kept comes before all that are not`, nth, "kept")),
        ...(steps.every(({ kept }) => kept)
          ? [say(messageOf`a path has a step that is not kept: on it the text is agreed`, 0, "kept")]
          : []),
        ...named.flatMap((step, nth) => faultsOfStep(step, nth, { written, rules, groups, say })),
        ...repeated(named.map((step) => step.id)).map((nth) =>
          say(messageOf`a step before it has the same id`, nth, "id"),
        ),
      ]
    }),
  ]
}

/** What the plan's own texts are agreed on is a path that agrees. */
function faultsOfOwnPaths(rules: Procedure): Contradiction[] {
  return (["adoption", "amendments"] as const).flatMap((own) => {
    const { path: id } = rules[own] ?? {}
    const found = rules.paths.find((path) => path.id === id)
    const say = at("procedure")
    if (id === undefined || (found && !found.result)) return []
    if (found) return [say(messageOf`on the path "${id}" a text is issued: name one on which it is agreed`, own)]
    return [
      say(
        messageOf`there is no path "${id}" in the procedure, which has ${named(rules.paths.map((each) => each.id))}`,
        own,
      ),
    ]
  })
}

interface Around {
  written: ProcedureFile
  rules: Procedure
  groups: string[]
  say: Say
}

function faultsOfStep(step: Procedure["paths"][number]["steps"][number], nth: number, around: Around): Contradiction[] {
  const { written, rules, groups, say } = around
  const ends = ["first", "last"].includes(step.id)
    ? [say(messageOf`"${step.id}" is no name for a step: checks mean the ${step.id} one by it`, nth, "id")]
    : []
  if (step.is === "meeting") {
    const kinds = rules.meetings.map(({ id }) => id)
    const unknown = step.of.filter((kind) => !kinds.includes(kind))
    return [
      ...ends,
      ...unknown.map((kind) =>
        say(
          messageOf`there is no kind of meeting "${kind}" in the procedure, which has ${named(kinds)}`,
          nth,
          "meeting",
        ),
      ),
    ]
  }
  if (step.is !== "silence") return ends
  const lacking = (step.languages ?? []).filter((language) => !written.languages.documents.includes(language))
  return [
    ...ends,
    ...(groups.includes(step.of)
      ? []
      : [
          say(
            messageOf`there is no group "${step.of}" in the procedure, and no body of the plan: it has ${named(groups)}`,
            nth,
            "silence",
          ),
        ]),
    ...lacking.map((language) =>
      say(messageOf`"${language}" is not among the procedure's languages of documents`, nth, "languages"),
    ),
  ]
}

function keptLate(steps: { kept: boolean }[]): number[] {
  const first = steps.findIndex(({ kept }) => !kept)
  return steps.flatMap(({ kept }, nth) => (kept && first >= 0 && nth > first ? [nth] : []))
}

function repeated(ids: string[]): number[] {
  return ids.flatMap((id, nth) => (ids.indexOf(id) < nth ? [nth] : []))
}

/** Checks that every procedure has, under names that are theirs. */
const own = ["partner", "consent"]

function faultsOfChecks(rules: Procedure): Contradiction[] {
  const steps = new Set(["first", "last", ...rules.paths.flatMap(({ steps }) => steps.map(({ id }) => id))])
  return rules.checks.flatMap(({ id, is, before }) => {
    const say = at("procedure", "checks", id)
    return [
      ...(own.includes(id)
        ? [say(messageOf`"${id}" is a check that every procedure has: give this one another id`)]
        : []),
      ...(steps.has(before)
        ? []
        : [say(messageOf`there is no step "${before}" in any path: name one of ${named(steps)}`, "before")]),
      ...(is === "reference" && rules.actionPlans.length === 0
        ? [
            say(
              messageOf`a reference is to an action plan, and the procedure has none: write it under action_plans`,
              "is",
            ),
          ]
        : []),
    ]
  })
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

/** Offices that are held for a party; those beside them are not where a group has individuals or offices for its members. */
const forAParty: readonly string[] = ["thematicCoordinator"]
const forAPartyOrNone: readonly string[] = ["coordinator", "delegate"]

function partyless({ people }: PlanFile, { groups }: Procedure): Contradiction[] {
  const ofPersons = groups.some(({ individuals = [], offices = [] }) => individuals.length + offices.length > 0)
  const bound = ofPersons ? forAParty : [...forAParty, ...forAPartyOrNone]
  return people.flatMap(({ offices }, person) =>
    offices.flatMap(({ office, party }, nth) =>
      party || !bound.includes(office)
        ? []
        : [
            {
              path: ["people", person, "offices", nth, "party"],
              parts: messageOf`this office is held for a party: name it`,
            },
          ],
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
  { checks, actionPlans }: Procedure,
  around: FilePath,
): Contradiction[] {
  const say = at(...around)
  return [
    ...Object.entries(markers).flatMap(([id, { value }]) => {
      const options = checks.find((check) => check.id === id && check.is === "marker")?.options
      if (!options) return [say(messageOf`there is no marker "${id}" among the procedure's checks`, "markers", id)]
      return options.includes(value) ? [] : [say(messageOf`"${value}" is not one of ${named(options)}`, "markers", id)]
    }),
    ...Object.entries(refers).flatMap(([id, { value }]) => {
      const plan = actionPlans.find((one) => one.id === id)
      if (!plan) return [say(messageOf`there is no action plan "${id}" in the procedure`, "refers", id)]
      const beyond = value.filter((action) => action > plan.actions)
      return beyond.map((action) => say(messageOf`"${id}" has ${plan.actions} actions: no ${action}`, "refers", id))
    }),
  ]
}
