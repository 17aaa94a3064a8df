import * as z from "zod"

/** A notice as it is read: whom it is for, what it tells of, and what became of it; `letter` is its text once it was sent. */
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
