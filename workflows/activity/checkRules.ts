import type { AskedCheck } from "../procedure.ts"
import type { RuleInput } from "../rules.ts"
import type { Actor } from "../terms.ts"
import type { Context } from "./context.ts"
import type { Check } from "./fields.ts"
import { checksAsked } from "./path.ts"
import { reads } from "./reads.ts"

/** The rules of what is recorded of a check. */
export const checkRules = {
  CHECK_UNKNOWN: reads(
    "CheckRecorded",
    (given) => given.event.check.of === "partner" || checkOf(given) !== undefined,
    (given) => given.context.partners.length > 0 || checksAsked(given).length > 0,
  ),
  CHECK_VALUE: reads("CheckRecorded", (given) => {
    const { option, waived, points = [], partner } = given.event.check
    const { text } = given.event
    if (given.event.check.of === "partner") return partner !== undefined
    const check = checkOf(given)
    switch (check?.is) {
      case "marker":
        return option !== undefined && (check.options ?? [option]).includes(option)
      case "reference":
        return given.event.check.actions !== undefined && refersTo(check, given.event.check)
      case "advice":
        return waived ? given.event.reason !== undefined : text !== undefined
      case "coverage":
        return points.length > 0 && points.every((point) => point < given.context.covers)
      default:
        return true
    }
  }),
  CHECK_OFFICE: reads(
    "CheckRecorded",
    (given) => {
      const { by, check } = given.event
      if (check.of === "partner") return recordsPartners(by)
      const { by: recording = [], waivedBy = [] } = checkOf(given) ?? {}
      const able: readonly string[] = check.waived ? waivedBy : recording
      return able.includes(by.office)
    },
    (given) => {
      const { context, event } = given
      const recording: readonly string[] = checksAsked(given).flatMap(({ by = [], waivedBy = [] }) => [
        ...by,
        ...waivedBy,
      ])
      return recording.includes(event.by.office) || (context.partners.length > 0 && recordsPartners(event.by))
    },
  ),
  CONSENT_ONLY: reads(
    "CheckRecorded",
    ({ event: { check, by } }) => check.of === "consent" && consents(by),
    ({ event: { by } }) => consents(by),
  ),
}

/** Whether they consent to reopening, one party of those that coordinate. */
function consents({ office, party }: Actor): boolean {
  return office === "coordinator" && party !== undefined
}

function recordsPartners({ office }: Actor): boolean {
  return office !== "focalPoint"
}

function checkOf(given: RuleInput<Context> & { event: { check: { of: string } } }) {
  return checksAsked(given).find(({ id }) => id === given.event.check.of)
}

/** The actions are of one action plan in force, or it may be stated that there are none. */
function refersTo({ plans = [], noneAllowed }: AskedCheck, { actions = [], plan }: Check): boolean {
  const of = plans.find(({ id }) => plan === undefined || id === plan)
  if (actions.length === 0) return noneAllowed === true
  return of !== undefined && actions.every((action) => action <= of.actions)
}
