import type { IndicatorWording } from "./document.ts"
import type { DueRule } from "./due.ts"
import { defined } from "./schemas.ts"
import { codeIn } from "./terms.ts"

/** What shows that a deliverable exists; while it waits for `until` to be agreed, it does not count. */
export interface LinkedEvidence {
  source: string
  place?: string | undefined
  alternative?: string | undefined
  until?: string | undefined
}

/** An indicator: what it aims at, where that can be judged, and what was last stated of it. */
interface StatedIndicator {
  aim?: Aim | undefined
  current?: number
}

/** At least so much or, where it is to go down, at most. */
type Aim = { atLeast: number } | { atMost: number }

/** A deliverable as an output keeps count of it. */
export interface TalliedDeliverable {
  id: string
  min: number
  max?: number
  assessed: boolean
  alternatives?: string[]
  evidence: LinkedEvidence[]
  met?: boolean
  indicators?: StatedIndicator[]
  rules?: DueRule[]
}

type WrittenIndicator = Pick<IndicatorWording, "baseline" | "target">

/** A deliverable as it is promised. */
interface CountedPromise {
  id: string
  min: number
  max?: number | undefined
  assessed: boolean
  alternatives?: string[] | undefined
  indicators?: WrittenIndicator[] | undefined
  rules?: DueRule[] | undefined
}

/** A deliverable that is promised, or promised anew: what was found, linked and stated before stays with it. */
export function tallied(promised: CountedPromise, before?: TalliedDeliverable): TalliedDeliverable {
  const { id, min, max, assessed, alternatives, rules, indicators } = promised
  return {
    id,
    min,
    assessed,
    evidence: before?.evidence ?? [],
    ...defined({ max, alternatives, rules, met: before?.met }),
    ...(indicators && {
      indicators: indicators.map((each, at) =>
        defined({ aim: aimOf(each), current: before?.indicators?.[at]?.current }),
      ),
    }),
  }
}

const NUMBER = /^(?:(?:at least|au moins|no fewer than|≥)\s*)?(-?\d+(?:\.\d+)?)(?:\s?%|\s+\D+)?$/i

/**
 * What an indicator aims at: of a target such as "10", "30 %" or "at least 10 bilaterals" that number at the least or, where the
 * baseline is a greater one, at the most. Undefined where the words are not so plain: nobody's reading of them decides.
 */
function aimOf({ baseline = "", target = "" }: WrittenIndicator): Aim | undefined {
  const [from, to] = [baseline, target].map((written) => Number(NUMBER.exec(written.trim())?.[1] ?? Number.NaN))
  if (to === undefined || Number.isNaN(to)) return undefined
  return from !== undefined && from > to ? { atMost: to } : { atLeast: to }
}

/** How much evidence a deliverable needs of which a plan does not say: one or, where an indicator measures it, none beside that. */
export function usualEvidence(indicators: readonly WrittenIndicator[]): number {
  return indicators.some((each) => aimOf(each) !== undefined) ? 0 : 1
}

/** Whether what was last stated of an indicator is what it aims at; undefined where it aims at nothing that can be judged. */
export function reaches({ aim, current }: StatedIndicator): boolean | undefined {
  if (!aim) return undefined
  if (current === undefined) return false
  return "atLeast" in aim ? current >= aim.atLeast : current <= aim.atMost
}

/** The evidence that counts. */
export function counted({ evidence }: TalliedDeliverable): LinkedEvidence[] {
  return evidence.filter(({ until }) => until === undefined)
}

/** What a deliverable lacks, by the rule of each. */
export const lacking = {
  EVIDENCE_MISSING: (one: TalliedDeliverable) => counted(one).length < one.min,
  ASSESSMENT_MISSING: ({ assessed, met }: TalliedDeliverable) => assessed && met !== true,
  ALTERNATIVE_UNCHOSEN: (one: TalliedDeliverable) =>
    one.alternatives !== undefined &&
    counted(one).length > 0 &&
    !counted(one).some(({ alternative }) => alternative !== undefined),
  INDICATOR_SHORT: ({ indicators = [] }: TalliedDeliverable) => indicators.some((each) => reaches(each) === false),
}

/** Whether a deliverable lacks nothing. */
export function isMet(deliverable: TalliedDeliverable): boolean {
  return Object.values(lacking).every((lacks) => !lacks(deliverable))
}

/** Whether two sources are one item of the plan, each by its full id or its code, or the same words. */
export function sameSource(one: string, other: string): boolean {
  return one === other || codeIn(one) === other || one === codeIn(other)
}
