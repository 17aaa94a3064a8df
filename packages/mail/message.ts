export interface Message {
  messageId: string
  to: { name: string; address: string }
  subject: string
  text: string
  html: string
  sent: string
  inReplyTo?: string
  references?: string[]
  unsubscribe?: { url: string }
  ics?: { name: string; text: string }
  mandatory: boolean
}
export interface Mailer {
  send(message: Message): Promise<void>
}
export class MailError extends Error {
  readonly code: "later" | "never" | "invalid"
  constructor(code: "later" | "never" | "invalid", message: string) {
    super(message)
    this.code = code
  }
}
