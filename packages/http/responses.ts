import { Annotations } from "@demarche/workflows/document"
import { Procedure } from "@demarche/workflows/procedure"
import { Communication, Day, Mandate, ReaderLanguage } from "@demarche/workflows/terms"
import { Mine, Seen } from "@demarche/workplan/mine/mineSchemas"
import { ActivityReading, called, OutputReading, RequestReading } from "@demarche/workplan/read-model/readingSchemas"
import * as z from "zod"
import { DifferenceReading } from "./differenceReading.ts"
import { FailingRule } from "./failingRule.ts"
import { LivingDocument } from "./livingSchemas.ts"
import { DocumentReading } from "./planDocument.ts"
import { WarningReading } from "./warnings.ts"

// Schemas of responses. The routes use their types; the OpenAPI document reads them at run time, and who reads a kept text.

/** The result of a command, or of its dry run. */
export const TransitionResponse = z.object({
  id: z.string(),
  version: z.int(),
  state: z.string().nullable(),
  substate: z.string().nullable(),
  /** Of an activity: by its kind, and by whether its text was issued, its state is called otherwise. */
  kind: z.string().optional(),
  agreed: z.object({ issued: z.boolean() }).nullable().optional(),
  events: z.array(z.looseObject({ type: z.string() })),
  hash: z.string().nullable(),
  dryRun: z.literal(true).optional(),
  /** In a dry run, the transitions that would follow on other streams. */
  consequences: z.array(z.object({ stream: z.string(), transition: z.string() })).optional(),
  /** What whoever asked should know: that letters of it do not leave. */
  warnings: z.array(z.object({ code: z.enum(["LETTERS_UNSENT", "OFFICE_VACANT"]), sentence: z.string() })).optional(),
})
export type TransitionResponse = z.infer<typeof TransitionResponse>

/** The same where a secret is made: it is shown this once. */
export const SecretResponse = TransitionResponse.extend({ secret: z.string() })

/** The dry run of what creates something that is not a command of an item. */
export const RehearsalResponse = z.object({ id: z.string(), dryRun: z.literal(true) })

/** A key that was issued, and a feed. Key and token are shown this once. */
export const KeyResponse = z.object({ id: z.string(), key: z.string() })
export const FeedResponse = z.object({ id: z.string(), token: z.string(), address: z.string() })

/** A text that was uploaded: commands name it by its hash. */
export const TextResponse = z.object({ hash: z.string() })

/** A plan in the list of plans. */
const PlanEntry = z.object({ id: z.string(), ...called, cycle: z.string(), state: z.string().nullable() })

const Counts = z.record(z.string(), z.int())

/** An item of the plan's own. */
const OwnItemReading = ActivityReading.pick({ id: true, title: true, titles: true, state: true, substate: true })

/** A plan: its calendar, its people and what its document says. */
const PlanReading = PlanEntry.extend(DocumentReading.shape).extend({
  version: z.int(),
  zone: z.string(),
  weekend: z.array(z.string()),
  closures: z.array(Day),
  /** The rules of procedure as they were copied into the plan, the defaults where it names none. */
  procedure: Procedure,
  /** For the committee; null for the public. */
  people: z
    .array(
      z.object({
        id: z.string(),
        offices: z.array(Mandate),
        language: ReaderLanguage.nullable(),
        zone: z.string().nullable(),
        name: z.string().nullable(),
        annotations: Annotations,
      }),
    )
    .nullable(),
  /** The item on which the plan is adopted, where the rules of procedure put that on a path. */
  adoption: OwnItemReading.nullable(),
  /** The amendments on a path: the item on which each is agreed, how it has ended, and its changes that were refused then. */
  amendments: z.array(
    z.object({
      number: z.int(),
      item: OwnItemReading.nullable(),
      ended: z.enum(["carriedOut", "dropped"]).nullable(),
      refused: z.array(
        z.object({ change: z.int(), failing: z.array(z.object({ code: z.string(), sentence: z.string() })) }),
      ),
    }),
  ),
  counts: z.object({ activities: Counts, outputs: Counts }),
})

const Possible = {
  /** Every command that people may take, and the rules that block it; none in a reading of the past. */
  transitions: z.array(
    z.object({
      name: z.string(),
      allowed: z.boolean(),
      failing: z.array(FailingRule),
      /** The JSON Schema of the command's own fields. */
      fields: z.looseObject({ properties: z.looseObject({}), required: z.array(z.string()) }),
    }),
  ),
}

/** One item, with what could be done with it. */
const ActivityWithTransitions = ActivityReading.extend(Possible)
const OutputWithTransitions = OutputReading.extend(Possible)
const RequestWithTransitions = RequestReading.extend(Possible)

/** A commit as its reader may see it; hidden events are shown as hashes. */
export const HistoryEntry = z.object({
  stream: z.string(),
  version: z.int(),
  events: z.array(z.looseObject({ type: z.string() }).or(z.object({ hash: z.string() }))),
  /** Null where the reader may not see all events, or who acted. */
  actor: z
    .object({ person: z.string(), office: z.string(), party: z.string().optional(), onBehalfOf: z.string().optional() })
    .nullable(),
  occurredAt: z.string(),
  receivedAt: z.string().nullable(),
  recordedAt: z.string(),
  reason: z.string().nullable(),
  mandate: z.string().nullable(),
  communication: Communication.or(z.object({ is: z.literal("link") }))
    .nullable()
    .meta({ description: "by what it came, where it was said for others or earlier; `link`, by the link of a letter" }),
  /** The language in which its reason and its texts are written; null where nobody said it. */
  writtenIn: z.string().nullable(),
  correlationId: z.string(),
  causationId: z.string().nullable(),
  workflow: z.object({ name: z.string(), version: z.int(), definition: z.string() }),
  hash: z.string(),
  prev: z.string().nullable(),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

/** What a plan file comes to. */
const ImportPreview = z.object({
  plan: z.string(),
  created: z.boolean(),
  dryRun: z.boolean(),
  warnings: z.array(WarningReading.extend({ path: z.string(), line: z.int() })),
  counts: z.object({ people: z.int(), activities: z.int(), outputs: z.int() }),
  differences: z.array(DifferenceReading),
})

/** An import: how far it is, and what came of it so far, or will if nothing changes. */
export const ImportReading = ImportPreview.omit({ dryRun: true }).extend({
  id: z.string(),
  state: z.string(),
  /** How many of the file's commands are done, of all. */
  done: z.int(),
  of: z.int(),
  /** Where it was refused, the rules that failed, each with its place, and what is wrong with the file. */
  failing: z.array(z.object({ code: z.string(), sentence: z.string(), fields: z.array(z.string()).optional() })),
  errors: z.array(z.object({ path: z.string(), message: z.string() })),
})
export type ImportReading = z.infer<typeof ImportReading>

const Shown = z.object({ salt: z.string(), value: z.looseObject({}) }).or(z.object({ hash: z.string() }))

/** A line of an export: a commit with its salts, enough to verify it; what its reader may not see is a hash. */
export const ExportedCommit = z.object({
  stream: z.string(),
  version: z.int(),
  happened: z.string(),
  received: z.string().optional(),
  recorded: z.string(),
  correlation: z.string(),
  causation: z.string().optional(),
  workflow: z.object({ name: z.string(), version: z.int(), definition: z.string() }),
  prev: z.string().nullable(),
  events: z.array(Shown),
  origin: Shown,
  hash: z.string(),
})

/** An instance of any workflow: its state, the fields it was created with, and what could be done with it. */
const InstanceReading = z.object({
  id: z.string(),
  plan: z.string(),
  workflow: z.string(),
  state: z.string().nullable(),
  substate: z.string().nullable(),
  since: z.string(),
  version: z.int(),
  fields: z.looseObject({}),
  ...Possible,
})

/** A notification: its recipient, its subject and its progress; `letter` is the text, once it was sent. */
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

/** A reminder that will be due if nothing changes, and the letter as it would read then; null where it is not asked for, or as of an instant of the past. */
export const ReminderReading = NoticeReading.pick({
  recipient: true,
  kind: true,
  step: true,
  about: true,
  notBefore: true,
  due: true,
  escalated: true,
  onBehalfOf: true,
  letter: true,
})
export type NoticeReading = z.infer<typeof NoticeReading>
export type ReminderReading = z.infer<typeof ReminderReading>

/** What a reader needs to know of a plan; with what changed since they said that they had seen it, and letters that fail. */
export const MineReading = Mine.extend({
  plan: PlanEntry,
  /** Null where they never said so: then `changed` goes back two weeks at most. */
  seen: z.string().nullable(),
  changed: z.object({ since: z.string(), items: z.array(HistoryEntry.extend(called)), more: z.boolean() }).nullable(),
  /** Of the letters that wait to be sent, those that failed to be: for the secretariat and coordinators, else null. */
  letters: z
    .array(NoticeReading.pick({ id: true, recipient: true, kind: true, why: true, notBefore: true }))
    .nullable(),
})
export type MineReading = z.infer<typeof MineReading>

/** A webhook; `types` is null where it is subscribed to all. */
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

/** The delivery of a commit to a webhook: its attempts, the last response, and the next retry. */
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

/** The schemas of the document, by their names there. */
export const schemas = {
  Answer: TransitionResponse,
  Import: ImportReading,
  Preview: ImportPreview,
  PlanEntry,
  Plan: PlanReading,
  LivingDocument,
  Activity: ActivityReading,
  ActivityWithTransitions,
  Output: OutputReading,
  OutputWithTransitions,
  Request: RequestReading,
  RequestWithTransitions,
  Instance: InstanceReading,
  Entry: HistoryEntry,
  Notice: NoticeReading,
  Reminder: ReminderReading,
  Mine: MineReading,
  Seen,
  Webhook: WebhookReading,
  Delivery: DeliveryReading,
}
