import { type NotificationKind, notificationKinds, notifications } from "./notificationKinds.ts"
import type { Recipient } from "./recipients.ts"

/** The class of mail that a kind of notification is in; undefined where it is mandatory. */
export function classOf(kind: NotificationKind): string | undefined {
  const { class: name } = notifications[kind]
  return name === "mandatory" ? undefined : name
}

/** The classes of mail that a person can unsubscribe from. */
export const mailClasses: readonly string[] = [...new Set(notificationKinds.flatMap((kind) => classOf(kind) ?? []))]

/** Whether the person receives notifications of that kind: mandatory ones always, others unless they unsubscribed. */
export function wantsClass({ wants }: Pick<Recipient, "wants">, kind: NotificationKind): boolean {
  const name = classOf(kind)
  return !name || !wants || wants.includes(name)
}
