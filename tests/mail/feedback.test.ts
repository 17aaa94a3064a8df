import { readFeedback, streamOf, streamTag, tagOf } from "@demarche/mail/feedback"
import fc from "fast-check"
import { describe, expect, test } from "vitest"

const stream = "notice:ccm-gso-2025-2026.n-t2-a2-7-amelie"

/** The letter, in AWS's own example (SES Developer Guide, "Examples of event data"), with our tag. */
const mail = {
  timestamp: "2017-08-05T00:40:02.012Z",
  source: "Sender Name <sender@example.com>",
  sourceArn: "arn:aws:ses:us-east-1:123456789012:identity/sender@example.com",
  sendingAccountId: "123456789012",
  messageId: "EXAMPLE7c191be45-e9aedb9a-02f9-4d12-a87d-dd0099a07f8a-000000",
  destination: ["recipient@example.com"],
  headersTruncated: false,
  headers: [
    { name: "From", value: "Sender Name <sender@example.com>" },
    { name: "To", value: "recipient@example.com" },
  ],
  commonHeaders: { from: ["Sender Name <sender@example.com>"], to: ["recipient@example.com"] },
  tags: {
    "ses:configuration-set": ["ConfigSet"],
    "ses:source-ip": ["192.0.2.0"],
    "ses:from-domain": ["example.com"],
    "ses:caller-identity": ["ses_user"],
    [streamTag]: [tagOf(stream)],
  },
}

const bounce = {
  bounceType: "Permanent",
  bounceSubType: "General",
  bouncedRecipients: [
    {
      emailAddress: "recipient@example.com",
      action: "failed",
      status: "5.1.1",
      diagnosticCode: "smtp; 550 5.1.1 user unknown",
    },
  ],
  timestamp: "2017-08-05T00:41:02.669Z",
  feedbackId: "01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000",
  reportingMTA: "dsn; mta.example.com",
}

const complaint = {
  complainedRecipients: [{ emailAddress: "recipient@example.com" }],
  timestamp: "2017-08-05T00:41:02.669Z",
  feedbackId: "01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000",
  userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
  complaintFeedbackType: "abuse",
  arrivalDate: "2017-08-05T00:41:02.669Z",
}

/** As EventBridge wraps it. */
const delivered = (detailType: string, detail: object) => ({
  version: "0",
  id: "12345678-1234-1234-1234-123456789012",
  "detail-type": detailType,
  source: "aws.ses",
  account: "123456789012",
  time: "2017-08-05T00:41:02Z",
  region: "us-east-1",
  resources: ["arn:aws:ses:us-east-1:123456789012:configuration-set/ConfigSet"],
  detail,
})

const bounced = (more: object = {}, letter: object = mail) =>
  delivered("Email Bounced", { eventType: "Bounce", bounce: { ...bounce, ...more }, mail: letter })
const complained = (more: object = {}) =>
  delivered("Email Complaint Received", { eventType: "Complaint", complaint: { ...complaint, ...more }, mail })

const address = "recipient@example.com"

describe("an event of SES", () => {
  test("a permanent bounce", () => {
    const why = "Permanent, General: smtp; 550 5.1.1 user unknown"
    expect(readFeedback(bounced())).toEqual({ stream, address, why })
  })

  test("a bounce of SES's own suppression list, without a server's word", () => {
    const suppressed = { bounceSubType: "OnAccountSuppressionList", bouncedRecipients: [{ emailAddress: address }] }
    expect(readFeedback(bounced(suppressed))?.why).toBe("Permanent, OnAccountSuppressionList")
  })

  test("a complaint", () => {
    expect(readFeedback(complained())).toEqual({ stream, address, why: "abuse" })
    const unsaid = { complaintFeedbackType: undefined, complaintSubType: "OnAccountSuppressionList" }
    expect(readFeedback(complained(unsaid))?.why).toBe("complaint, OnAccountSuppressionList")
    expect(readFeedback(complained({ complaintSubType: null }))?.why).toBe("abuse")
  })

  test.each(["Transient", "Undetermined"])("a %s bounce is nothing", (bounceType) => {
    expect(readFeedback(bounced({ bounceType }))).toBeUndefined()
  })

  test("a letter that was found not to be spam is nothing", () => {
    expect(readFeedback(complained({ complaintFeedbackType: "not-spam" }))).toBeUndefined()
  })

  test("a letter that is not ours is nothing", () => {
    const { [streamTag]: _, ...tags } = mail.tags
    expect(readFeedback(bounced({}, { ...mail, tags }))).toBeUndefined()
    expect(readFeedback(bounced({}, { ...mail, tags: undefined }))).toBeUndefined()
    expect(readFeedback(bounced({}, { ...mail, tags: { [streamTag]: ["promotion 7"] } }))).toBeUndefined()
  })

  test("the address is the letter's, where a mailbox it was forwarded to bounced", () => {
    const elsewhere = { bouncedRecipients: [{ emailAddress: "Other <other@example.net>" }] }
    expect(readFeedback(bounced(elsewhere))?.address).toBe(address)
  })

  test("what a server said can be recorded", () => {
    const diagnosticCode = `smtp; 550 <${address}>\r\n\u0000${"no ".repeat(1_000)}`
    const { why = "" } = readFeedback(bounced({ bouncedRecipients: [{ diagnosticCode }] })) ?? {}
    expect(why).toMatch(/^Permanent, General: smtp; 550 <…> no no/)
    expect(why).toMatch(/^.{450,499}…$/)
  })

  test.each([
    ["nothing", undefined],
    ["another event of SES", delivered("Email Delivered", { mail })],
    ["another's event", { ...bounced(), source: "evil.example" }],
    ["a bounce without its letter", delivered("Email Bounced", { bounce })],
    ["a letter to nobody", bounced({}, { ...mail, destination: [] })],
    ["a complaint in a bounce", delivered("Email Bounced", { complaint, mail })],
  ])("%s is refused", (_, event) => {
    expect(() => readFeedback(event)).toThrow(expect.objectContaining({ name: "MailError", code: "invalid" }))
  })
})

describe("a stream's tag", () => {
  test("is of the letters that SES allows, and leads back", () => {
    const streams = fc.string({ unit: "binary", minLength: 1, maxLength: 48 })
    fc.assert(
      fc.property(streams, (name) => {
        expect(tagOf(name)).toMatch(/^[A-Za-z0-9_-]{1,256}$/)
        expect(streamOf(tagOf(name))).toBe(name)
      }),
    )
  })

  test("fits for the longest name of a notice", () => {
    expect(tagOf(`notice:${"p".repeat(64)}.${"i".repeat(64)}`).length).toBeLessThanOrEqual(256)
  })

  test.each(["", "promotion 7", "a", "_w", "bm90aWNl="])("%j is nobody's", (tag) => {
    expect(streamOf(tag)).toBeUndefined()
  })
})
