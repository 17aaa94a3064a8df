import { settings } from "./settings.ts"

/** An address, which SES asks to confirm, or a domain. */
const sender = new sst.Secret("MailSender").value

/** Signs the links in letters; webhooks' secrets derive from it. */
export const letterKey = new sst.Secret("LetterKey").value

/** SES reports bounces on the account's default bus and on no other. */
export const defaultBus = sst.aws.Bus.get("DefaultBus", "default")

export const mail = new sst.aws.Email("Mail", {
  sender,
  ...(settings.elsewhere && { dns: false }),
  events: [{ name: "Feedback", types: ["bounce", "complaint"], bus: defaultBus.arn }],
})

/** For a function that sends letters. */
export const sending = {
  MAIL_FROM: sender.apply((name) => (name.includes("@") ? name : `demarche@${name}`)),
  MAIL_CONFIGURATION: mail.configSet,
}
