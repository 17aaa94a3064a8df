import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2"
import { MailError } from "./errors.ts"
import { streamTag, tagOf } from "./feedback.ts"
import { type Mailer, validAddress } from "./message.ts"
import { mime } from "./mime.ts"

/** Options of the SES mailer. The SDK reads region and credentials from the environment. */
export interface SesOptions {
  /** The sender's address; SES must have verified its identity. */
  from: string
  /** The configuration set that publishes bounces and complaints. */
  configurationSet: string
  /** The URL of an emulator, where it is not AWS. */
  endpoint?: string
  /** The connection and request timeouts, in milliseconds. */
  patience?: number
}

/**
 * A mailer over SES v2. SES accepts a letter whatever its recipient and reports a bounce afterwards (`readFeedback`). So
 * every error is `later`: throttling and outages pass, and an unverified sender, a suspended account or rejected content
 * is ours to repair and must not mark the address as failed. There are no SDK retries: if a response got lost, a retry
 * would send a second letter that the record does not know.
 * @throws MailError `invalid` where the sender's address is not valid.
 */
export function sesMailer({ from, configurationSet, endpoint, patience = 20_000 }: SesOptions): Mailer {
  const sender = validAddress(from)
  const requestHandler = { connectionTimeout: patience, requestTimeout: patience, throwOnRequestTimeout: true }
  const client = new SESv2Client({ requestHandler, maxAttempts: 1, ...(endpoint && { endpoint }) })
  return {
    async send(message) {
      const { raw, recipient } = await mime(message, sender)
      const letter = new SendEmailCommand({
        FromEmailAddress: sender,
        Destination: { ToAddresses: [recipient] },
        ConfigurationSetName: configurationSet,
        Content: { Raw: { Data: raw } },
        EmailTags: [{ Name: streamTag, Value: tagOf(message.stream) }],
      })
      try {
        await client.send(letter)
      } catch (error) {
        throw new MailError("later", String(error))
      }
    },
  }
}
