import { AUSTRIA, CAMEROON, FOCAL_POINT, ISU, PRESIDENCY } from "./world.ts"

const parties: Record<string, string> = {
  [AUSTRIA]: "austria",
  [CAMEROON]: "cameroon",
  [PRESIDENCY]: "presidency",
  [ISU]: "isu",
  [FOCAL_POINT]: "austria",
}
/** The party that somebody of the tests acts for. */
export const partyOf = (as: string) =>
  parties[as] ?? (as.startsWith("thematic-") ? `delegation-${as.charAt(9)}` : undefined)
