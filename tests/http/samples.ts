import type { View } from "@demarche/engine"
import type { World } from "./world.ts"

/** One thing that somebody may try, wherever the item stands. */
export interface SampleRequest {
  take: string
  as: string
  with?: (seen: View<never>, now: string) => object
  reason?: string
  mandate?: string
  onBehalfOf?: string
  receivedAt?: (seen: View<never>) => string
  /** It happened when it was received. */
  occurred?: true
  /** Nobody does anything, and the next deadline comes. */
  wait?: true
  /** Nobody does anything until then, and nothing comes of it. */
  until?: (seen: View<never>) => string
  /** Nobody asks it of the item: the meeting moves, and what hangs on it follows. */
  moved?: { meeting: string; from: string; to: string }
  /** Where it is asked, if not as a transition of the item. */
  address?: string
  /** Tells apart two ways of the same command. */
  tag?: string
  /** The model tries it only then, so that orders that come to the same are walked once. */
  when?: (context: never, at: { substate?: string | undefined; version: number }) => boolean
}

/** An item to start from, and what tells two of its states apart. */
export interface Item {
  name: string
  kind: "activity" | "output" | "plan" | "request" | "access" | "webhook"
  begin(world: World): Promise<string>
  address(id: string): string
  partyOf(as: string): string | undefined
  sign(context: never, state: string, now: string): string
  /** Of which plan it is, where it is not the Convention's, adopted. */
  plan?: "proposed" | "ways"
  /** Of what may be asked of its kind, what is tried; all, where nothing is said. */
  only?: readonly string[]
  /** What is tried of it beside what may be asked of its kind. */
  also?: readonly SampleRequest[]
  /** Where the model need not look further. */
  beyond?(context: never): boolean
}

/** What tells a request from all others. */
export function nameOf({ take, tag = "" }: SampleRequest): string {
  return take + tag
}

/** What requests of the model are made of. */
export const text = "h".repeat(43).replace("h", "A text of some kind ")
export const reason = "for the model"

export const moved: SampleRequest = {
  take: "recordDue",
  as: "system:system",
  with: () => ({ meeting: "3rc" }),
  moved: { meeting: "3rc", from: "2027-03-15", to: "2027-03-19" },
}
