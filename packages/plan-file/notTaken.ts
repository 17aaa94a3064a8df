/** Why a difference is not taken over, each with what there is to do. */
export const notTakenCodes = [
  "itemGone",
  "personGone",
  "mandateGone",
  "mandateBegun",
  "redacted",
  "othersSend",
  "procedureDecided",
  "proposed",
  "refused",
] as const

/** Why a difference is not taken over; where it is refused, the rules that failed. */
export interface NotTakenReason {
  code: (typeof notTakenCodes)[number]
  failing?: string[]
}
