import { Procedure } from "./procedure.ts"

/** What rules of procedure can say that cannot be, each as a sentence about its place. */
export const procedureRules = {
  repeated: "something before it has the same id",
  stepNamedByPlace: "checks mean the first or the last step by this name: give the step another one",
  keptLate: "a step that is kept comes before all that are not",
  nothingAgrees: "a path has a step that is not kept: on it the text is agreed",
  noLength: "a silence says how long it is at least, in hours or working days",
  meetingKindUnknown: "the procedure has no such kind of meeting",
  languageUnknown: "this is not among the procedure's languages of documents",
  pathUnknown: "the procedure has no such path",
  pathIssues: "on this path a text is issued: name one on which it is agreed",
  checkOfAll: "every procedure has a check of this name: give this one another id",
  stepUnknown: "no path has such a step",
  optionsMissing: "a marker has options",
  actionPlanMissing: "a reference is to an action plan, and the procedure has none",
  yearsReversed: "the years run backwards",
  clusterReversed: "the range runs backwards",
  clusterBeyond: "the action plan has no such action",
  hoursReversed: "office hours end before they begin",
} as const

/** A rule that a procedure breaks, where, and the name that is wrong. */
export interface ProcedureFault {
  rule: keyof typeof procedureRules
  path: readonly (string | number)[]
  name?: string
}

/** Checks that every procedure has, under names that are theirs. */
const checksOfAll: readonly string[] = ["partner", "consent"]
const placesOfSteps: readonly string[] = ["first", "last"]

/** What rules of procedure say that cannot be, whichever plan they are for. */
export function procedureFaults(procedure: Procedure): ProcedureFault[] {
  const [opens, closes] = procedure.officeHours
  return [
    ...(["meetings", "groups", "paths", "checks", "actionPlans"] as const).flatMap((list) =>
      repeated(procedure[list], [list]),
    ),
    ...(opens < closes ? [] : [{ rule: "hoursReversed" as const, path: ["officeHours"] }]),
    ...procedure.paths.flatMap((path, nth) => faultsOfPath(procedure, path, ["paths", nth, "steps"])),
    ...(["adoption", "amendments"] as const).flatMap((own) => faultsOfOwnPath(procedure, own)),
    ...procedure.checks.flatMap((check, nth) => faultsOfCheck(procedure, check, ["checks", nth])),
    ...procedure.actionPlans.flatMap((plan, nth) => faultsOfActionPlan(plan, ["actionPlans", nth])),
  ]
}

/** Rules of procedure that say nothing that cannot be. */
export const SoundProcedure = Procedure.superRefine((procedure, { addIssue }) => {
  for (const { rule, path } of procedureFaults(procedure))
    addIssue({ code: "custom", message: procedureRules[rule], path: [...path] })
})

function repeated(named: readonly { id: string }[], place: ProcedureFault["path"]): ProcedureFault[] {
  const first = new Map(named.map(({ id }, nth) => [id, nth] as const).toReversed())
  return named.flatMap(({ id }, nth) =>
    first.get(id) === nth ? [] : [{ rule: "repeated", path: [...place, nth, "id"], name: id }],
  )
}

function faultsOfPath(
  procedure: Procedure,
  { steps }: Procedure["paths"][number],
  place: ProcedureFault["path"],
): ProcedureFault[] {
  const undone = steps.findIndex(({ kept }) => !kept)
  const late = steps.flatMap(({ kept }, nth) => (kept && undone >= 0 && nth > undone ? [nth] : []))
  return [
    ...late.map((nth) => ({ rule: "keptLate" as const, path: [...place, nth, "kept"] })),
    ...(undone < 0 ? [{ rule: "nothingAgrees" as const, path: [...place, 0, "kept"] }] : []),
    ...steps.flatMap((step, nth) => faultsOfStep(procedure, step, [...place, nth])),
    ...repeated(steps, place),
  ]
}

function faultsOfStep(
  { meetings, languages }: Procedure,
  step: Procedure["paths"][number]["steps"][number],
  place: ProcedureFault["path"],
): ProcedureFault[] {
  const named: ProcedureFault[] = placesOfSteps.includes(step.id)
    ? [{ rule: "stepNamedByPlace", path: [...place, "id"], name: step.id }]
    : []
  if (step.is === "meeting") {
    const kinds = meetings.map(({ id }) => id)
    return [...named, ...unlisted("meetingKindUnknown", step.of, kinds, [...place, "of"])]
  }
  if (step.is !== "silence") return named
  return [
    ...named,
    ...(step.hours + step.workingDays > 0 ? [] : [{ rule: "noLength" as const, path: [...place, "hours"] }]),
    ...unlisted("languageUnknown", step.languages, languages.documents, [...place, "languages"]),
  ]
}

function unlisted(
  rule: ProcedureFault["rule"],
  names: readonly string[] = [],
  known: readonly string[],
  place: ProcedureFault["path"],
): ProcedureFault[] {
  return names.flatMap((name, nth) => (known.includes(name) ? [] : [{ rule, path: [...place, nth], name }]))
}

/** What the plan's own texts are agreed on is a path that agrees. */
function faultsOfOwnPath(procedure: Procedure, own: "adoption" | "amendments"): ProcedureFault[] {
  const { path: name } = procedure[own] ?? {}
  const found = procedure.paths.find(({ id }) => id === name)
  if (name === undefined || (found && !found.result)) return []
  return [{ rule: found ? "pathIssues" : "pathUnknown", path: [own, "path"], name }]
}

function faultsOfCheck(
  { paths, actionPlans }: Procedure,
  { id, is, before, options }: Procedure["checks"][number],
  place: ProcedureFault["path"],
): ProcedureFault[] {
  const steps = [...placesOfSteps, ...paths.flatMap(({ steps }) => steps.map((step) => step.id))]
  return [
    ...(checksOfAll.includes(id) ? [{ rule: "checkOfAll" as const, path: [...place, "id"], name: id }] : []),
    ...(steps.includes(before) ? [] : [{ rule: "stepUnknown" as const, path: [...place, "before"], name: before }]),
    ...(is === "marker" && !options ? [{ rule: "optionsMissing" as const, path: [...place, "options"] }] : []),
    ...(is === "reference" && actionPlans.length === 0
      ? [{ rule: "actionPlanMissing" as const, path: [...place, "is"] }]
      : []),
  ]
}

function faultsOfActionPlan(
  { years: [first, last] = [0, 0], actions, clusters = [] }: Procedure["actionPlans"][number],
  place: ProcedureFault["path"],
): ProcedureFault[] {
  return [
    ...(first <= last ? [] : [{ rule: "yearsReversed" as const, path: [...place, "years"] }]),
    ...clusters.flatMap(({ from, to }, nth): ProcedureFault[] => {
      const path = [...place, "clusters", nth, "to"]
      if (from > to) return [{ rule: "clusterReversed", path }]
      return to > actions ? [{ rule: "clusterBeyond", path, name: String(to) }] : []
    }),
  ]
}
