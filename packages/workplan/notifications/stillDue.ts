import type { notice, plan as planWorkflow } from "@demarche/workflows"
import { speaksFor } from "../rules/procedure.ts"
import type { OpenItem } from "./openItems.ts"

/** Whether a queued notification still has something to say of the item as it is now; `item` is undefined once nothing is owed. */
export type StillDue = (notice: notice.NoticeFields, item: OpenItem | undefined, plan: planWorkflow.Context) => boolean

/** The item is still due, on the same day, and is not waiting for another one while that day has passed. */
export const sameDueDate: StillDue = ({ due }, item) =>
  item?.due?.on === due && !(item?.waits && item.due !== null && item.due.days < 0)

/** The item waited until that day, and does so no more. */
export const waitPassed: StillDue = ({ due }, item) => item?.waitsUntil === due && !item?.waits

/** The silence procedure still runs, and to the same deadline. */
export const silenceRuns: StillDue = ({ until }, item) => item?.silence?.until.at === until

/** As `silenceRuns`, and the party that the person speaks for has not answered. */
export const silenceUnanswered: StillDue = (notice, item, plan) =>
  item?.silence !== undefined && silenceRuns(notice, item, plan) && isAwaited(notice, item.silence, plan)

/** A consultation with the same closing time is still open. */
export const consultationRuns: StillDue = ({ until }, item) =>
  item?.consultations.some(({ closes }) => closes.at === until) === true

/** As `consultationRuns`, and the party that the person speaks for has given no input to that one. */
export const consultationUnanswered: StillDue = (notice, item, plan) =>
  item?.consultations.some((round) => round.closes.at === notice.until && isAwaited(notice, round, plan)) === true

function isAwaited(
  { recipient, onBehalfOf }: notice.NoticeFields,
  { silent }: { silent: string[] },
  { people }: planWorkflow.Context,
): boolean {
  const asked = onBehalfOf ?? recipient
  const person = people.find(({ id }) => id === asked)
  return person?.offices.some((mandate) => silent.some((voice) => speaksFor(asked, mandate, voice))) === true
}
