import * as z from "zod"
import { MailError, recordable } from "./errors.ts"

/** What became of a letter that SES had taken; `address` is the one it was sent to, `why` may be recorded as it is. */
export interface Feedback {
  stream: string
  address: string
  why: string
}

/** The tag of a letter that names its notice; SES gives it back with every event, and has put its own Message-ID on the letter. */
export const streamTag = "demarche-stream"

/** The stream's name in the letters SES allows in a tag (256 of A-Z a-z 0-9 _ -): base64url, so up to 192 bytes fit. */
export function tagOf(stream: string): string {
  return Buffer.from(stream).toString("base64url")
}

/** The stream that `tagOf` made the tag of, or nothing where it made no such tag. */
export function streamOf(tag: string): string | undefined {
  const stream = Buffer.from(tag, "base64url").toString()
  return tag && tagOf(stream) === tag ? stream : undefined
}

const Mail = z.object({
  destination: z.tuple([z.string()], z.string()),
  tags: z.record(z.string(), z.array(z.string())).default({}),
})

const Bounce = z.object({
  bounceType: z.string(),
  bounceSubType: z.string(),
  bouncedRecipients: z.array(z.object({ diagnosticCode: z.string().optional() })),
})

const Complaint = z.object({
  complaintFeedbackType: z.string().optional(),
  complaintSubType: z.string().nullish(),
})

/** The two of SES's events on EventBridge's default bus that speak of an address. Fields we do not read are let pass. */
const SesEvent = z.discriminatedUnion("detail-type", [
  z.object({
    source: z.literal("aws.ses"),
    "detail-type": z.literal("Email Bounced"),
    detail: z.object({ mail: Mail, bounce: Bounce }),
  }),
  z.object({
    source: z.literal("aws.ses"),
    "detail-type": z.literal("Email Complaint Received"),
    detail: z.object({ mail: Mail, complaint: Complaint }),
  }),
])

/**
 * Reads an event of SES as EventBridge delivers it. Nothing comes of a letter that is not ours, of a bounce that is not
 * permanent (SES goes on trying, or does not know why), and of a complaint taken back (`not-spam`, RFC 5965 and IANA).
 * The address is the letter's own: a bounce may name the mailbox that mail was forwarded to.
 * @throws MailError `invalid` where it is no such event, with the fields that are wrong.
 */
export function readFeedback(event: unknown): Feedback | undefined {
  const { success, data, error } = SesEvent.safeParse(event)
  if (!success) throw new MailError("invalid", z.prettifyError(error))
  const { mail } = data.detail
  const stream = streamOf(mail.tags[streamTag]?.[0] ?? "")
  const told = data["detail-type"] === "Email Bounced" ? bounced(data.detail.bounce) : complained(data.detail.complaint)
  if (!stream || !told) return
  return { stream, address: mail.destination[0], ...told, why: recordable(told.why) }
}

function bounced({ bounceType, bounceSubType, bouncedRecipients }: z.infer<typeof Bounce>) {
  if (bounceType !== "Permanent") return
  const said = bouncedRecipients.flatMap(({ diagnosticCode }) => diagnosticCode ?? [])
  return { why: [`${bounceType}, ${bounceSubType}`, ...said].join(": ") }
}

function complained({ complaintFeedbackType = "complaint", complaintSubType }: z.infer<typeof Complaint>) {
  if (complaintFeedbackType === "not-spam") return
  return { why: [complaintFeedbackType, complaintSubType ?? []].flat().join(", ") }
}
