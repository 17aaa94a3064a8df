import type { CommandOf } from "@demarche/engine/definition"
import * as z from "zod"
import { type CommandList, everyone } from "./commandList.ts"
import { refTo } from "./meanings.ts"
import { event, union } from "./schemas.ts"
import { Id, Line, Office, Sha256, Utc } from "./terms.ts"

// The names and fields of Event are the storage format: they may gain optional fields, never lose or rename one.

/** What a key lets a program be: one office, of one party where it has one, in the plans named (all, where none is). */
const AccessKey = z.object({
  hash: Sha256,
  label: Line,
  office: Office.exclude(["clock", "system", "chair"]),
  party: refTo(Id, "actor").optional(),
  plans: z.array(refTo(Id, "plan")).max(100).optional(),
  expires: Utc.optional(),
})
export type AccessKey = z.infer<typeof AccessKey>

/** What a person's calendar feed of a plan is known by, and the office as which the person asked for it. */
const Feed = z.object({ hash: Sha256, person: z.string().max(100), office: Office })
export type Feed = z.infer<typeof Feed>

export const Event = union(() => [
  event("KeyAdded", AccessKey.shape),
  event("KeyRevoked", {}),
  event("KeyExpired", {}),
  event("FeedAdded", Feed.shape),
  event("FeedRevoked", {}),
])
export type Event = z.infer<typeof Event>

export const commands = {
  addKey: { fields: () => AccessKey.shape, emits: ["KeyAdded"], offices: ["secretariat", "system"] },
  revokeKey: { fields: () => ({}), emits: ["KeyRevoked"], offices: ["secretariat", "system"] },
  addFeed: { fields: () => ({ hash: Sha256 }), emits: ["FeedAdded"], offices: everyone },
  revokeFeed: { fields: () => ({}), emits: ["FeedRevoked"], offices: everyone },
} satisfies CommandList<Event["type"]>
export type Command = CommandOf<typeof commands>
