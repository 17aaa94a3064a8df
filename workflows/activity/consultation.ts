import * as z from "zod"
import type { Visibility } from "../terms.ts"

/** How an answer is attributed: to its party, or to nobody but for those who run the plan. */
export const Attribution = z.enum(["attributed", "chathamHouse"])
export type Attribution = z.infer<typeof Attribution>

/** Who reads the answers, beside those who run the plan: nobody else, who was invited, the committee, everyone. */
export const Readership = z.enum(["coordinators", "invited", "committee", "public"])
export type Readership = z.infer<typeof Readership>

/** What says of a round who reads its answers. */
export interface ReadRound {
  invited: readonly string[]
  readership?: Readership
  chathamHouse?: true
}

/** Those who read something: whoever sees so far into the record, and the parties named, whatever they see. */
export interface Audience {
  visibility: Visibility
  readers: readonly string[]
}

/** Who runs the plan, and nobody else. */
const thoseWhoRunIt: Audience = { visibility: "restricted", readers: [] }

export function attributionOf({ chathamHouse }: ReadRound): Attribution {
  return chathamHouse ? "chathamHouse" : "attributed"
}

/** Whoever opened a round before it said who reads promised no more than this. */
export function readershipOf({ readership, chathamHouse }: ReadRound): Readership {
  return readership ?? (chathamHouse ? "coordinators" : "committee")
}

/** Who reads what a round is answered; a contributor reads their own beside. */
export function readersOfInput(round: ReadRound): Audience {
  const readership = readershipOf(round)
  if (readership === "invited") return { ...thoseWhoRunIt, readers: round.invited }
  return readership === "coordinators" ? thoseWhoRunIt : { visibility: readership, readers: [] }
}

/** Who reads whose an answer is. */
export function readersOfNames(round: ReadRound): Audience {
  return round.chathamHouse ? thoseWhoRunIt : readersOfInput(round)
}
