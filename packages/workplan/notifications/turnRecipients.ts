import type { SubstateName } from "@demarche/workflows/stateNames"
import { inOffice, type Recipients, responsible, responsibleInCommittee, whoseClearance } from "./recipients.ts"

const between = "cleared" satisfies SubstateName<"activity">
const inClearance = "clearance" satisfies SubstateName<"activity">

/** Whose turn it is after what happened (docs/domain.md#turns): who takes the next step of the path, else who answers for the item. */
export const whoseTurn: Recipients = (plan, now, item) => {
  const { ledTo, next } = item
  if (ledTo === inClearance) return whoseClearance(plan, now, item)
  const taking = ledTo === between && next?.is === "record" ? inOffice(plan, now, [next.by]) : []
  const citing = ledTo === between && next?.is === "meeting" ? inOffice(plan, now, ["coordinator"]) : []
  return [taking, citing].find(({ length }) => length > 0) ?? responsible(plan, now, item)
}

/** Whose turn it was before the item rested or ended, and who answers for it. */
export const whoseTurnItWas: Recipients = (plan, now, item) => {
  const told = [...whoseTurn(plan, now, { ...item, ledTo: item.left }), ...responsible(plan, now, item)]
  return plan.people.filter((person) => told.includes(person))
}

/** Whose turn it is, where what happened led to between two steps of the path. */
export const whoIsNext: Recipients = (plan, now, item) => (item.ledTo === between ? whoseTurn(plan, now, item) : [])

/** Of those whoever does not hear of an objection as who answers for the item. */
export const whoIsNextBeside: Recipients = (plan, now, item) => {
  const told = responsibleInCommittee(plan, now, item)
  return whoIsNext(plan, now, item).filter((person) => !told.includes(person))
}

/** Who takes the next step and who answers for the item, and the secretariat, which hears of every silence procedure that begins or ends. */
export const nextAndSecretariat: Recipients = (plan, now, item) => {
  const told = [...whoseTurn(plan, now, item), ...responsible(plan, now, item), ...inOffice(plan, now, ["secretariat"])]
  return plan.people.filter((person) => told.includes(person))
}

/** Who answers for the item, where somebody else may have done so before: by another owner or another lead, given or confirmed. */
export const responsibleByThat: Recipients = (plan, now, item) =>
  item.given?.some((name) => name === "owner" || name === "lead") ? responsible(plan, now, item) : []

/** Who answers for the item, where what happened led to that state: what else it may have led to is told otherwise. */
export function responsibleOnce(ledTo: SubstateName<"activity">): Recipients {
  return (plan, now, item) => (item.ledTo === ledTo ? responsible(plan, now, item) : [])
}

/** Who answers for an item whose draft took the place of one on which a step was begun, but for whoever added it and their delegation. */
export const responsibleAnew: Recipients = (plan, now, item) => {
  const { drafts = [], begun, acted } = item
  if (begun !== drafts.length - 1) return []
  return responsible(plan, now, item).filter(
    ({ id, offices }) =>
      id !== acted?.person && !offices.some(({ party }) => party !== undefined && party === acted?.party),
  )
}
