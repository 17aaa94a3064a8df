import * as z from "zod"
import { MailError, recordable } from "./errors.ts"

/** A bounce or a complaint about a letter that SES had accepted: the address it was sent to, and why, safe to record. */
export interface Feedback {
  /** The stream of one of the letter's notifications. */
  stream: string
  address: string
  why: string
}

/** The name of the message tag that holds the stream. SES replaces the Message-ID, but repeats the tags in every event. */
export const streamTag = "demarche-stream"

/** A stream's name in the characters that SES allows in a tag (256 of A-Z a-z 0-9 _ -): base64url, so at most 192 bytes. */
export function tagOf(stream: string): string {
  return Buffer.from(stream).toString("base64url")
}

/** The stream's name that `tagOf` encoded as this tag; undefined for any other tag. */
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

/** The two SES events on EventBridge's default bus that are about an address. Fields that we do not read are ignored. */
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
 * Reads an SES event as EventBridge delivers it. Undefined for a letter that is not ours, for a bounce that is not
 * permanent (SES retries, or does not know the cause), and for a complaint withdrawn (`not-spam`, RFC 5965 and IANA).
 * The address is the one the letter was sent to: a bounce may name the mailbox that mail was forwarded to.
 * @throws MailError `invalid` for any other event, with the fields that are wrong.
 */
export function readFeedback(event: unknown): Feedback | undefined {
  const { success, data, error } = SesEvent.safeParse(event)
  if (!success) throw new MailError("invalid", z.prettifyError(error))
  const { mail } = data.detail
  const stream = streamOf(mail.tags[streamTag]?.[0] ?? "")
  const why =
    data["detail-type"] === "Email Bounced" ? bounceOf(data.detail.bounce) : complaintOf(data.detail.complaint)
  return stream && why ? { stream, address: mail.destination[0], why: recordable(why) } : undefined
}

function bounceOf({ bounceType, bounceSubType, bouncedRecipients }: z.infer<typeof Bounce>): string | undefined {
  if (bounceType !== "Permanent") return undefined
  const responses = bouncedRecipients.flatMap(({ diagnosticCode }) => diagnosticCode ?? [])
  return [`${bounceType}, ${bounceSubType}`, ...responses].join(": ")
}

function complaintOf(complaint: z.infer<typeof Complaint>): string | undefined {
  const { complaintFeedbackType = "complaint", complaintSubType } = complaint
  if (complaintFeedbackType === "not-spam") return undefined
  return [complaintFeedbackType, complaintSubType ?? []].flat().join(", ")
}
