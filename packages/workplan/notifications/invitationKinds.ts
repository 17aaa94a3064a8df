import type { NotificationRule } from "./notificationRule.ts"
import { entered, inForce } from "./recipients.ts"

/** What both letters have in common by which somebody hears, once, that they hold an office in a plan. */
const invitation = {
  about: ["plan"],
  signedBy: "secretariat",
  address: "own",
  class: "mandatory",
  send: "daytime",
  once: "invitation",
  section: "news",
} as const

/** The part of the table of notifications that tells people that they are in a plan, and how they come in. */
export const invitationKinds = {
  PersonAdded: {
    ...invitation,
    when: { event: "PersonAdded" },
    restricted: true,
    recipients: entered,
    text: { subject: "letters.what.invitation", lead: "PersonAdded", more: ["invitation"], why: "invitation" },
  },
  PlanAdopted: {
    ...invitation,
    when: { event: "PlanAdopted" },
    recipients: inForce,
    text: { subject: "letters.what.PlanAdopted", lead: "PlanAdopted", more: ["invitation"], why: "invitation" },
  },
} as const satisfies Record<string, NotificationRule>
