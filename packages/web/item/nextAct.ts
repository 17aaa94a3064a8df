import type { StateName, SubstateName } from "@demarche/workflows/stateNames"
import type { ItemKind, Readings } from "@demarche/workplan"

/** The act that takes an item on from where it stands; undefined where time decides, or nothing is left to do. */
export const nextAct: { [K in ItemKind]: (item: Readings[K]) => string | undefined } = {
  activity(item) {
    const { state, substate, kind, modality, children } = item
    if (state === ("deferred" satisfies ActivityState)) return "resume"
    if (state === ("planned" satisfies ActivityState)) {
      if (modality === "conditional") return "decideFeasibility"
      if (kind === "placeholder") return children.length > 0 ? undefined : "expandPlaceholder"
      const [first] = item.path?.steps ?? []
      if (first?.kept && !first.taken) return stepActs[first.is]
      if (kind === "event") return "startDrafting"
      return kind === "document" || kind === "consultation" ? "openConsultation" : "reportProgress"
    }
    if (state === ("consulting" satisfies ActivityState)) return afterConsultation(item)
    if (state !== ("drafting" satisfies ActivityState)) return undefined
    if (substate === ("underSilence" satisfies ActivitySubstate)) return undefined
    return substate === ("clearance" satisfies ActivitySubstate) ? "clearDraft" : nextStepOf(item)
  },
  output: ({ turn, deliverables }) => {
    if (turn?.asked !== "fulfil") return undefined
    return deliverables.every(({ fulfilled }) => fulfilled) ? "fulfil" : "linkEvidence"
  },
  request: ({ state }) => requestActs.get(state),
}

type ActivityState = StateName<"activity">
type ActivitySubstate = SubstateName<"activity">

const requestActs: ReadonlyMap<string, string> = new Map([
  ["submitted" satisfies StateName<"request">, "accept"],
  ["accepted" satisfies StateName<"request">, "deliver"],
  ["delivered" satisfies StateName<"request">, "acknowledge"],
])

function afterConsultation({ kind, consultations }: Readings["activity"]): string {
  if (consultations.some(({ closed }) => !closed)) return "closeConsultation"
  if (kind === "document" || kind === "event") return "startDrafting"
  return kind === "consultation" ? "conclude" : "reportProgress"
}

const stepActs: Readonly<Record<string, string>> = {
  record: "agree",
  clearance: "requestClearance",
  silence: "circulate",
  meeting: "agree",
}

function nextStepOf({ kind, draft, path, milestones }: Readings["activity"]): string {
  const step = path?.steps[(path.next ?? 0) - 1]
  if (step && (draft || step.kept)) return stepActs[step.is] ?? "agree"
  if (path && !draft) return "addDraft"
  const held = milestones.some(({ milestone, reached }) => milestone === "held" && reached)
  return kind === "event" && !held ? "reachMilestone" : "conclude"
}
