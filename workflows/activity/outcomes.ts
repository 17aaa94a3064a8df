import type { View } from "@demarche/engine/definition"
import type { WorkplanEventMetadata } from "../metadata.ts"
import { defined } from "../schemas.ts"
import { type Context, type Objection, type PassedSilence, partyOf, type Silence, voiceOf } from "./context.ts"
import { advanced, nextStep, pathIn } from "./path.ts"

/** The silence that time ended by that commit. */
export function outcomeOf({ passed }: Pick<Context, "passed">, outcome?: number): PassedSilence | undefined {
  return passed.find((each) => each.outcome === outcome)
}

/** A silence that ends unbroken by the commit of that version, as it is remembered in case an objection comes to light. */
export function ended({ context, event }: Parameters<typeof advanced>[0], outcome: number): PassedSilence[] {
  const { silence, objections, step } = context
  const next = nextStep({ context, event })
  const brokenBy = next?.is === "silence" && next.brokenBy !== 1 ? next.brokenBy : undefined
  const open = objections.filter(({ status, draft }) => status === "open" && draft === silence?.draft)
  const objecting = open.length > 0 ? open.map(nameOf) : undefined
  return silence ? [{ step, outcome, silence, ...defined({ brokenBy, objecting }) }] : []
}

/** Whether an objection of that party, had it been known at the end of a silence, would have broken it. */
export function wouldHaveBroken(silence: PassedSilence | undefined, party: string | undefined): boolean {
  const { brokenBy = 1, objecting = [] } = silence ?? {}
  return brokenBy !== "none" && new Set([...objecting, nameOf({ party })]).size >= brokenBy
}

/** The silences that have ended, of which one has an objection more. */
export function objectedTo({ passed }: Context, outcome: number | undefined, by: Pick<Objection, "party">) {
  return passed.map((each) =>
    each.outcome === outcome ? { ...each, objecting: [...(each.objecting ?? []), nameOf(by)] } : each,
  )
}

/**
 * What was done after a silence on the footing that no objection is open: from which step on, and the agreement, which is no
 * step; undefined where nothing was. A clearance asked for before the first step that a new draft undoes asks for no such footing.
 */
export function restingOn(
  { context, substate }: View<Context>,
  event: WorkplanEventMetadata,
  { step }: PassedSilence,
): { from?: string } | undefined {
  const { steps = [] } = pathIn({ context, event }) ?? {}
  const { step: next, kept, recorded, agreed } = context
  const keptSteps = steps.filter((each) => each.kept).length
  const taken = steps.findIndex(
    ({ is }, place) => place > step && place < next && !(is === "clearance" && place <= keptSteps),
  )
  const begun = substate === "underSilence" || (substate === "clearance" && next > kept) || recorded.length > 0
  const from = steps[taken < 0 && begun ? next : taken]?.id
  return from === undefined && !agreed ? undefined : defined({ from })
}

/**
 * How a silence that has ended stands with one objection more than was known: what rested on there being none is undone. As it
 * was, the silence still runs, and passes by this.
 */
export function qualified(
  context: Context,
  event: WorkplanEventMetadata & { corrects: number; from?: string | undefined },
): Partial<Context> {
  const outcome = outcomeOf(context, event.corrects)
  const given = { context, event }
  if (!outcome) return { passed: [...context.passed, ...ended(given, event.corrects)], ...advanced(given) }
  const { steps = [] } = pathIn(given) ?? {}
  const from = steps.findIndex(({ id }) => id === event.from)
  const step = from < 0 ? steps.length : from
  return {
    ...{ agreed: undefined, step, recorded: [], moreTime: [], ...(step < context.kept && { kept: step }) },
    silence: outcome.silence,
    passed: context.passed.filter((each) => each.step < step),
  }
}

/** A voice supports the draft: that is its last word, and takes the place of what it objected. */
export function supportedBy({ silence, objections }: Context, event: WorkplanEventMetadata): Partial<Context> {
  if (!silence) return {}
  const voice = voiceOf(silence.addressees, event) ?? partyOf(event) ?? ""
  const takenBack = ({ status, party, draft }: Objection) =>
    status === "open" && party === voice && draft === silence.draft
  return {
    silence: { ...silence, supported: [...new Set([...silence.supported, voice])] },
    objections: objections.map((each) => (takenBack(each) ? { ...each, status: "withdrawn" } : each)),
  }
}

/** A voice that objects supports the draft no more. */
export function supportWithdrawn(silence: Silence | undefined, voice: string | undefined): Silence | undefined {
  return silence && { ...silence, supported: silence.supported.filter((each) => each !== voice) }
}

function nameOf({ party }: Pick<Objection, "party">): string {
  return party ?? ""
}
