import {
  codeEvents,
  importingEvents,
  notifyingEvents,
  reactingEvents,
  unprojectedStreams,
  webhookStreams,
} from "@demarche/workflows/catalogue"
import { url } from "./api.ts"
import { bus, listen } from "./bus.ts"
import { commitsOf, commitsWith } from "./catalogue.ts"
import { undelivered } from "./failures.ts"
import { accepts, may, rules } from "./grants.ts"
import { defaultBus, letterKey, mail, sending } from "./mail.ts"
import { allTables, eventsAndViews } from "./storage.ts"

/** Bounces of and complaints about this stage's letters. */
const letterFeedback = {
  source: ["aws.ses"],
  detailType: ["Email Bounced", "Email Complaint Received"],
  detail: { mail: { tags: { "ses:configuration-set": [mail.configurationSet.configurationSetName] } } },
}

export const listeners = {
  project: listen(bus, "Project", commitsOf([{ "anything-but": unprojectedStreams }]), {
    handler: "functions/project.handler",
    environment: eventsAndViews,
    permissions: [may.read, may.project],
  }),
  react: listen(bus, "React", commitsWith(reactingEvents), {
    handler: "functions/react.handler",
    environment: allTables,
    permissions: [may.append, may.see, may.keepTexts],
  }),
  importPlan: listen(bus, "ImportPlan", commitsWith(importingEvents), {
    handler: "functions/importPlan.handler",
    memory: "1024 MB",
    timeout: "5 minutes",
    environment: allTables,
    permissions: [may.append, may.see, may.keepTexts],
  }),
  notify: listen(bus, "Notify", commitsWith(notifyingEvents), {
    handler: "functions/notify.handler",
    environment: allTables,
    permissions: [may.append, may.see, may.keepTexts],
  }),
  sendCode: listen(bus, "SendCode", commitsWith(codeEvents), {
    handler: "functions/sendCode.handler",
    environment: { ...allTables, ...sending, ORIGIN: url, LETTER_KEY: letterKey },
    permissions: [may.append, may.see, may.keepTexts, may.sendWith(mail)],
  }),
  deliver: listen(bus, "Deliver", commitsOf(webhookStreams), {
    handler: "functions/deliver.handler",
    environment: { ...eventsAndViews, LETTER_KEY: letterKey },
    permissions: [may.append, may.project],
  }),
  feedback: listen(defaultBus, "Feedback", letterFeedback, {
    handler: "functions/feedback.handler",
    environment: allTables,
    permissions: [may.append, may.see, may.keepTexts],
  }),
}

/** EventBridge may send there the events that it could not deliver, for these rules and no others. */
new aws.sqs.QueuePolicy("UndeliveredPolicy", {
  queueUrl: undelivered.url,
  policy: accepts("sqs:SendMessage", undelivered.arn, rules(...Object.values(listeners).map((of) => of.nodes.rule))),
})
