import type { Actor } from "@demarche/workflows/terms"

/** Who acts in these stories: one person an office, each named for the party it is held for. */
export const austria: Actor = { person: "anna", office: "coordinator", party: "at" }
export const cameroon: Actor = { person: "celestin", office: "coordinator", party: "cm" }
export const presidency: Actor = { person: "phonesavanh", office: "presidency", party: "la" }
export const isu: Actor = { person: "ines", office: "secretariat" }
export const ireland: Actor = { person: "iarla", office: "delegate", party: "ie" }
export const peru: Actor = { person: "pilar", office: "delegate", party: "pe" }
export const norway: Actor = { person: "nora", office: "thematicCoordinator", party: "no" }
export const focalPoint: Actor = { person: "gloria", office: "focalPoint", party: "ca" }
export const chair: Actor = { person: "chiara", office: "chair", party: "ch" }
export const unidir: Actor = { person: "ursula", office: "partner", party: "unidir" }
export const observer: Actor = { person: "oskar", office: "observer", party: "us" }
export const auditor: Actor = { person: "aude", office: "auditor" }
export const clock: Actor = { person: "clock", office: "clock" }
export const system: Actor = { person: "system", office: "system" }

/** The hash of a text: its letter, forty-three times. */
export const text = (letter: string) => letter.repeat(43)

/** The day and hour in Geneva in June 2026 (two hours ahead of UTC), as an instant. */
export const june = (day: number, hour = 10, minute = 0) =>
  new Date(Date.UTC(2026, 5, day, hour - 2, minute)).toISOString()

/** The same as the deadline it makes. */
export const deadline = (day: number, hour = 18) => ({
  at: june(day, hour),
  zone: "Europe/Zurich",
  wall: `2026-06-${String(day).padStart(2, "0")}T${hour}:00`,
})

/** Facts of a case beside the mandate. */
export const facts = (more: Record<string, unknown>) => ({ facts: { mandated: true, ...more } })
