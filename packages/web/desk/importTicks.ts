import type { FormValues } from "../decide/formFields.ts"

/** The names under which a check sends each difference that is to be taken over and each that could be, and the form of the file each that was left out. */
export const tickNames = { take: "take", offered: "offered", left: "left" } as const

/** The marks of the differences of which the tick was left, and of those from which it was taken. */
export interface ImportTicks {
  taken: readonly string[]
  left: readonly string[]
}

/** What was ticked in a form as it was sent. */
export function ticksIn(form: FormValues): ImportTicks {
  const { [tickNames.take]: taken = [], [tickNames.offered]: offered = [], [tickNames.left]: before = [] } = form
  return { taken, left: [...before, ...offered.filter((mark) => !taken.includes(mark))] }
}

/** Why what was ticked is not taken over: nothing was, the plan is not what it was, or some of it needs what was left out. */
export type UnfitTicks = "none" | "changed" | "needs"
