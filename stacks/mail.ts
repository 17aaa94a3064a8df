/** An address, which SES asks to confirm, or a domain. */
const sender = new sst.Secret("MailSender").value

/** Signs the links in letters; webhooks' secrets derive from it. */
export const letterKey = new sst.Secret("LetterKey").value

/** SES reports bounces on the account's default bus and on no other. */
export const defaultBus = sst.aws.Bus.get("DefaultBus", "default")

const configurationSet = new aws.sesv2.ConfigurationSet("MailConfig", {
  configurationSetName: `${$app.name}-${$app.stage}-letters`,
})
const { configurationSetName } = configurationSet

/**
 * The sender. Its DNS records are the operator's to make: SST's own component waits for them wherever they are, and
 * writes a `_dmarc`, which fails where the domain has one.
 */
const identity = new aws.sesv2.EmailIdentity("MailIdentity", { emailIdentity: sender, configurationSetName })
export const mail = { identity, configurationSet }

new aws.sesv2.ConfigurationSetEventDestination("MailFeedback", {
  configurationSetName,
  eventDestinationName: "Feedback",
  eventDestination: {
    enabled: true,
    matchingEventTypes: ["BOUNCE", "COMPLAINT"],
    eventBridgeDestination: { eventBusArn: defaultBus.arn },
  },
})

/** The DNS records by which a domain proves itself to SES and to receivers; none for an address. */
export const dkim = $util
  .all([sender, identity.dkimSigningAttributes.tokens])
  .apply(([domain, tokens]) =>
    domain.includes("@")
      ? []
      : tokens.map((token) => `${token}._domainkey.${domain} CNAME ${token}.dkim.amazonses.com`),
  )

/** For a function that sends letters. */
export const sending = {
  MAIL_FROM: sender.apply((name) => (name.includes("@") ? name : `demarche@${name}`)),
  MAIL_CONFIGURATION: configurationSetName,
}
