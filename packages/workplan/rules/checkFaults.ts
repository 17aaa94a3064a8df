import type { activity } from "@demarche/workflows"
import type { Procedure } from "@demarche/workflows/procedure"

/** What a plan states of markers and references that its procedure does not have, where, and the name that is wrong. */
export interface CheckFault {
  rule: "markerUnknown" | "optionUnknown" | "actionPlanUnknown" | "actionUnknown"
  path: ["markers" | "refers", string]
  name: string
}

/** What is stated of an activity's markers and references that the rules of procedure do not have. */
export function checkFaults(
  { markers = {}, refers = {} }: Pick<activity.Planned, "markers" | "refers">,
  { checks, actionPlans }: Procedure,
): CheckFault[] {
  return [
    ...Object.entries(markers).flatMap(([id, name]): CheckFault[] => {
      const marker = checks.find((check) => check.id === id && check.is === "marker")
      if (!marker) return [{ rule: "markerUnknown", path: ["markers", id], name: id }]
      return marker.options?.includes(name) === false ? [{ rule: "optionUnknown", path: ["markers", id], name }] : []
    }),
    ...Object.entries(refers).flatMap(([id, named]): CheckFault[] => {
      const plan = actionPlans.find((each) => each.id === id)
      if (!plan) return [{ rule: "actionPlanUnknown", path: ["refers", id], name: id }]
      const beyond = named.filter((action) => action > plan.actions)
      return beyond.map((action) => ({ rule: "actionUnknown", path: ["refers", id], name: String(action) }))
    }),
  ]
}
