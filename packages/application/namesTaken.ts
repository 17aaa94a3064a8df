import { codeOf, kindOf } from "@demarche/event-store"
import { isNamed } from "./existing.ts"
import type { BrokenRule } from "./fieldFaults.ts"
import { idsIn, planLists, sharingNames } from "./planLists.ts"
import { plannedFields } from "./planned.ts"
import type { ReferenceContext } from "./referenceContext.ts"

/** What begins an item gives it a code that nothing else of the plan has. A plan file is checked as a whole. */
export async function codeTaken(around: ReferenceContext): Promise<string[]> {
  const { stream, names } = around
  const others = sharingNames.filter((each) => each !== kindOf(stream))
  return names.size === 0 && (await isNamed(around, { to: others }, codeOf(stream))) ? ["CODE_TAKEN"] : []
}

/** The names that a command brings into the lists of a plan or of an output, and that something else of the plan has. */
export async function namesTaken(around: ReferenceContext): Promise<BrokenRule[]> {
  const { application, stream, decision, names } = around
  const { command } = decision
  const isMeeting = command.type === "addMeeting"
  const given = isMeeting ? { meetings: [command] } : command
  const lists = Object.entries(planLists).flatMap(([list, kind]) => {
    const ids = idsIn(Reflect.get(given, list))
    return ids.length > 0 && sharingNames.includes(kind) ? [{ list, kind, ids }] : []
  })
  if (names.size > 0 || lists.length === 0) return []
  const stands = { ...(await plannedFields(application, stream, kindOf(stream))) }
  const found = lists.flatMap(({ list, kind, ids }) => {
    const others = sharingNames.filter((each) => each !== kind)
    const known = idsIn(stands[list])
    const added = ids.filter((id) => !known.includes(id))
    return added.map(async (id): Promise<BrokenRule[]> => {
      const isTaken = await isNamed(around, { to: others }, id)
      return isTaken ? [{ code: "CODE_TAKEN", field: isMeeting ? "id" : `${list}.${id}` }] : []
    })
  })
  return (await Promise.all(found)).flat()
}
