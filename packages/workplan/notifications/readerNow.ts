import type { notice, plan as planWorkflow } from "@demarche/workflows"
import type { Addressed } from "./addressed.ts"
import { kindNamed, notifications } from "./notificationKinds.ts"
import { escalatedTo, inOffice, type NotificationReader, readerFor } from "./recipients.ts"

/** The person whom a notification was queued for, whoever reads it in their place. */
export function addressedPerson({ recipient, onBehalfOf }: Pick<notice.NoticeFields, "recipient" | "onBehalfOf">) {
  return onBehalfOf ?? recipient
}

/**
 * Who reads a queued notification if it is sent at `now` (RFC 3339, UTC), by the mandates, absences and addresses of then;
 * undefined where the person is not one of its recipients any more. `item` is what recipients are chosen by.
 */
export function readerNow(
  notice: notice.NoticeFields,
  item: Addressed,
  plan: planWorkflow.Context,
  now: string,
): NotificationReader | undefined {
  const kind = kindNamed(notice.kind)
  if (!kind) return undefined
  const { recipients, address } = notifications[kind]
  const called = notice.escalated ? inOffice(plan, now, escalatedTo(plan)) : recipients(plan, now, item)
  const person = called.find(({ id }) => id === addressedPerson(notice))
  return person && (address ? { reader: person } : readerFor(plan, person, now, recipients))
}
