import { calling } from "@demarche/workflows/catalogue"
import { url } from "./api.ts"
import { bus, listen, told } from "./bus.ts"
import { commitsOf, commitsWith, kindsBut, written } from "./catalogue.ts"
import { undelivered } from "./failures.ts"
import { accepts, may, rules } from "./grants.ts"
import { defaultBus, mail, sending } from "./mail.ts"

/** What came back, of this stage's letters. */
const returned = {
  source: ["aws.ses"],
  detailType: ["Email Bounced", "Email Complaint Received"],
  detail: { mail: { tags: { "ses:configuration-set": [mail.configSet] } } },
}

export const listeners = {
  project: listen(bus, "Project", commitsOf(kindsBut("access")), {
    handler: "functions/project.handler",
    permissions: [may.read, may.project],
  }),
  react: listen(bus, "React", commitsWith(calling), {
    handler: "functions/react.handler",
    permissions: [may.append, may.see, may.keepTexts],
  }),
  notify: listen(bus, "Notify", commitsWith(written), {
    handler: "functions/notify.handler",
    environment: { ...told, ...sending, ORIGIN: url },
    permissions: [may.append, may.see, may.keepTexts, may.sendWith(mail)],
  }),
  feedback: listen(defaultBus, "Feedback", returned, {
    handler: "functions/feedback.handler",
    permissions: [may.append, may.see],
  }),
}

/** EventBridge may leave there what it could not deliver, for these rules and no others. */
new aws.sqs.QueuePolicy("UndeliveredPolicy", {
  queueUrl: undelivered.url,
  policy: accepts("sqs:SendMessage", undelivered.arn, rules(...Object.values(listeners).map((of) => of.nodes.rule))),
})
