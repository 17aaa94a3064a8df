/** One invented act of the demo: instant (UTC), actor, item and command. */
export interface DemoAct {
  at: string
  as: `${string}:${string}`
  on: "plan" | `${"activity" | "output" | "request"}:${string}`
  take: { type: string; [field: string]: unknown }
  reason?: string
  mandate?: string
}

// Who acts: the coordinators of the two real States, and invented persons.
export const austria = "coordinator-austria:coordinator"
export const cameroon = "coordinator-cameroon:coordinator"
export const presidency = "presidency:presidency"
export const isu = "isu:secretariat"
const gender = "focal-point:focalPoint"
export const thematic = ["a", "b", "c", "d", "e", "f", "g", "h"].map((letter) => `delegation-${letter}`)
/** A text that says that it is invented. */
export const note = (text: string) => `${text} (Invented for the demonstration.)`

/** What a thematic coordinator gives to the first round of a consultation. */
export function input(code: string, letter: string, at: string, text: string): DemoAct {
  return {
    at,
    as: `thematic-${letter}:thematicCoordinator`,
    on: `activity:${code}`,
    take: { type: "recordInput", round: 1, text: note(text) },
  }
}

/** The coordinators' report of a period. */
export function report(code: string, day: string, period: string, text: string): DemoAct {
  const take = { type: "reportProgress", period, text: note(text) }
  return { at: `${day}T09:00:00.000Z`, as: austria, on: `activity:${code}`, take }
}

/** The checks that the rules of procedure ask of every document: a marker, an advice, a reference. */
export function checks(code: string, day: string, option: string, actions: number[]): DemoAct[] {
  const check = (minute: number, as: DemoAct["as"], check: object, text?: string): DemoAct => ({
    at: `${day}T09:0${minute}:00.000Z`,
    as,
    on: `activity:${code}`,
    take: { type: "recordCheck", check, ...(text && { text }) },
  })
  return [
    check(1, austria, { of: "gender", option }),
    check(2, gender, { of: "gender-advice" }, note("Name affected communities first, and in the plural.")),
    check(3, austria, { of: "lap", actions }),
  ]
}

/** The partners whom the plan names were invited, as the coordinators record. */
export function partners(code: string, day: string, ...named: string[]): DemoAct[] {
  return named.map((partner, place) => ({
    at: `${day}T10:0${place}:00.000Z`,
    as: austria,
    on: `activity:${code}`,
    take: { type: "recordCheck", check: { of: "partner", partner } },
  }))
}

/** An event prepared and held. */
export function held(code: string, prepared: string, on: string): DemoAct[] {
  const activity = `activity:${code}` as const
  return [
    { at: `${prepared}T09:00:00.000Z`, as: austria, on: activity, take: { type: "startDrafting" } },
    {
      at: `${prepared}T15:00:00.000Z`,
      as: austria,
      on: activity,
      take: { type: "reachMilestone", milestone: "prepared" },
    },
    { at: `${on}T16:00:00.000Z`, as: cameroon, on: activity, take: { type: "reachMilestone", milestone: "held" } },
  ]
}
