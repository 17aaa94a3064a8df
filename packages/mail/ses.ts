import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2"
import { MailError } from "./errors.ts"
import { streamTag, tagOf } from "./feedback.ts"
import { type Mailer, validAddress } from "./message.ts"
import { mime } from "./mime.ts"

/** Region and credentials come from the environment. */
export interface SesOptions {
  /** The sender's address, of an identity that SES has verified. */
  from: string
  /** The configuration set through which bounces and complaints are told. */
  configurationSet: string
  /** The address of a stand-in, where it is not AWS. */
  endpoint?: string
  /** For so many milliseconds SES may be silent. */
  patience?: number
}

/**
 * A mailer over SES v2. SES does not judge a recipient when it is asked, it takes the letter and tells of a bounce afterwards
 * (`readFeedback`). So all it refuses is `later`: throttling and faults of its own pass, and an unverified sender, a
 * suspended account or a refused content (MessageRejected) is ours to repair, while no address is closed for it.
 * It is asked once: with the SDK's own retries a lost answer would be a second letter that nobody counts.
 * @throws MailError `invalid` where the sender's address is not one.
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
        const { name, message: said } = error as Error
        throw new MailError("later", `${name}: ${said}`)
      }
    },
  }
}
