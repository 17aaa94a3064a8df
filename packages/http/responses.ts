import * as z from "zod"

// The forms of what the API answers: types for the routes, schemas for the OpenAPI document, which alone reads them at run time.

/** What became of a command, or would. */
export const TransitionResponse = z.object({
  id: z.string(),
  version: z.int(),
  state: z.string().nullable(),
  substate: z.string().nullable(),
  events: z.array(z.looseObject({ type: z.string() })),
  hash: z.string().nullable(),
  dryRun: z.literal(true).optional(),
  /** In a dry run: what it would call for on other streams. */
  consequences: z.array(z.object({ stream: z.string(), transition: z.string() })).optional(),
})
export type TransitionResponse = z.infer<typeof TransitionResponse>

/** One commit as its reader may see it; what is hidden shows as its hash. */
export const HistoryEntry = z.object({
  stream: z.string(),
  version: z.int(),
  events: z.array(z.looseObject({ type: z.string() }).or(z.object({ hash: z.string() }))),
  /** Null where the events or who made them are not for this reader. */
  actor: z
    .object({ person: z.string(), office: z.string(), party: z.string().optional(), onBehalfOf: z.string().optional() })
    .nullable(),
  occurredAt: z.string(),
  receivedAt: z.string().nullable(),
  recordedAt: z.string(),
  reason: z.string().nullable(),
  mandate: z.string().nullable(),
  correlationId: z.string(),
  causationId: z.string().nullable(),
  workflow: z.object({ name: z.string(), version: z.int(), definition: z.string() }),
  hash: z.string(),
  prev: z.string().nullable(),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

/** An instance of any workflow: what it was begun with, and where it stands. */
export const InstanceReading = z.object({
  id: z.string(),
  plan: z.string(),
  workflow: z.string(),
  state: z.string().nullable(),
  substate: z.string().nullable(),
  since: z.string(),
  version: z.int(),
  fields: z.looseObject({}),
})

/** A notification as it is read: its recipient, what it is about, its progress; `letter` is its text once it was sent. */
export const NoticeReading = z.object({
  id: z.string(),
  status: z.string(),
  since: z.string(),
  recipient: z.string(),
  kind: z.string(),
  step: z.string().nullable(),
  about: z.string(),
  notBefore: z.string(),
  until: z.string().nullable(),
  due: z.string().nullable(),
  digest: z.boolean(),
  mandatory: z.boolean(),
  escalated: z.boolean(),
  onBehalfOf: z.string().nullable(),
  attempts: z.int(),
  messageId: z.string().nullable(),
  why: z.string().nullable(),
  letter: z.string().nullable(),
})

/** Whom the plan would remind, of what, when and why, if nothing changed. */
export const ReminderReading = NoticeReading.pick({
  recipient: true,
  kind: true,
  step: true,
  about: true,
  notBefore: true,
  due: true,
  escalated: true,
  onBehalfOf: true,
})
export type NoticeReading = z.infer<typeof NoticeReading>
export type ReminderReading = z.infer<typeof ReminderReading>

/** A webhook as the secretariat reads it; `types` null where it listens to all. */
export const WebhookReading = z.object({
  id: z.string(),
  url: z.string(),
  label: z.string(),
  types: z.array(z.string()).nullable(),
  sees: z.string(),
  state: z.string(),
  since: z.string(),
  /** When its secret was last replaced. */
  rotated: z.string().nullable(),
  why: z.string().nullable(),
})
export type WebhookReading = z.infer<typeof WebhookReading>

/** One commit for one webhook: how often it was called with it, what its receiver said last, and when it is called again. */
export const DeliveryReading = z.object({
  id: z.string(),
  webhook: z.string(),
  about: z.string(),
  status: z.string(),
  since: z.string(),
  begun: z.string(),
  attempts: z.int(),
  said: z.string().nullable(),
  notBefore: z.string().nullable(),
})
export type DeliveryReading = z.infer<typeof DeliveryReading>
