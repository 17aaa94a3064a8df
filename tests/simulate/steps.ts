import type { StreamName } from "@demarche/event-store"
import type { Actor } from "@demarche/workflows/terms"
import type { Chance } from "./chance.ts"

export const PLAN = "ccm-gso-2025-2026"

/** Something that somebody may try at any time; most of it is refused most of the time, and that is part of the game. */
export interface Step {
  stream: StreamName
  by: Actor
  command: { type: string; [field: string]: unknown }
  reason?: string
  mandate?: string
}

export const codes = ["t2-a2", "t2-a3", "t1-a1", "x-q1-2", "t1-a2", "x-q3-1", "x-q3-3", "t3-a3"]
const austria: Actor = { person: "coordinator-austria", office: "coordinator", party: "austria" }
const isu: Actor = { person: "isu", office: "secretariat" }
const focalPoint: Actor = { person: "focal-point", office: "focalPoint", party: "austria" }
const delegation = (chance: Chance): Actor => {
  const letter = chance.one(["a", "b", "c", "d"])
  return { person: `thematic-${letter}`, office: "thematicCoordinator", party: `delegation-${letter}` }
}

function on(by: Step["by"] | ((chance: Chance) => Step["by"]), command: (chance: Chance) => Step["command"]): Take {
  return (chance, code = chance.one(codes)) => ({
    stream: `activity:${PLAN}.${code}`,
    by: typeof by === "function" ? by(chance) : by,
    command: command(chance),
    reason: "for the simulation",
    mandate: "a meeting",
  })
}

const check = (of: object, text?: string) => () => ({ type: "recordCheck", check: of, ...(text && { text }) })
const soon = (chance: Chance) =>
  chance.one(["2026-06-11T18:00", "2026-06-15T18:00", "2026-06-22T18:00", "2026-07-06T18:00"])

/** How many of the steps, from the first, are a document's way to a silence procedure. */
export const way = 12

/** A step on the activity of that code, where the step is one on an activity. */
type Take = (chance: Chance, code?: string) => Step

export const steps: Take[] = [
  on(austria, () => ({ type: "waiveConsultation" })),
  on(austria, () => ({ type: "startDrafting" })),
  on(austria, () => ({ type: "addDraft", text: "A draft" })),
  on(austria, check({ of: "partner", partner: "isu" })),
  on(austria, check({ of: "gender", option: "none" })),
  on(focalPoint, check({ of: "gender-advice" }, "Name the communities.")),
  on(austria, check({ of: "lap", actions: [] })),
  on(austria, check({ of: "constraint" })),
  on(isu, check({ of: "constraint" })),
  on(austria, () => ({ type: "requestClearance" })),
  on(isu, () => ({ type: "clearDraft" })),
  on(austria, (chance) => ({ type: "circulate", until: soon(chance) })),
  on(austria, () => ({ type: "agree" })),
  on(austria, () => ({ type: "reachMilestone", milestone: "held" })),
  on(delegation, () => ({ type: "object", text: "No." })),
  on(delegation, () => ({ type: "support" })),
  on(delegation, () => ({ type: "withdrawObjection", objection: 1 })),
  on(austria, () => ({ type: "reportProgress", period: "2026-Q2", text: "Going on." })),
  on(austria, () => ({ type: "conclude", summary: "Done." })),
  on(austria, () => ({ type: "defer" })),
  on(austria, () => ({ type: "resume" })),
  on({ person: "presidency", office: "presidency", party: "presidency" }, () => ({ type: "reopen" })),
  on(austria, (chance) => ({
    type: "expandPlaceholder",
    children: [{ code: `c-${chance.below(4)}`, title: "A child", kind: "document" }],
  })),
  (chance) => ({
    stream: `plan:${PLAN}`,
    by: isu,
    command: { type: "moveMeeting", meeting: "3rc", from: `2026-09-${10 + chance.below(10)}`, to: "2026-09-25" },
  }),
  (chance) => ({
    stream: `request:${PLAN}.r-${chance.below(3)}`,
    by: { person: "presidency", office: "presidency", party: "presidency" },
    command: { type: "submit", title: "A note" },
  }),
  (chance) => {
    const number = chance.below(3)
    return { stream: `request:${PLAN}.r-${number}`, by: austria, command: { type: "accept", code: `r-${number}` } }
  },
]
