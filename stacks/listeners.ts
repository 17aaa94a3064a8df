import { activity, notice, output, plan, request } from "@demarche/workflows"
import { url } from "./api.ts"
import { bus, listen, told } from "./bus.ts"
import { commitsOf, commitsWith, eventsOf, kindsBut } from "./catalogue.ts"
import { undelivered } from "./failures.ts"
import { accepts, may, rules } from "./grants.ts"
import { defaultBus, mail, sending } from "./mail.ts"

export const listeners = {
  project: listen(bus, "Project", commitsOf(kindsBut("access")), {
    handler: "functions/project.handler",
    permissions: [may.read, may.project],
  }),

  /** What one stream answers another. */
  react: listen(
    bus,
    "React",
    commitsWith([
      ...eventsOf(activity, "Agreed", "SilencePassed", "Concluded", "OutcomeRetracted", "Reopened"),
      ...eventsOf(activity, "PlaceholderExpanded", "TextRedacted"),
      ...eventsOf(plan, "MeetingAdded", "MeetingMoved", "PlanAmended"),
      ...eventsOf(request, "RequestAccepted"),
    ]),
    { handler: "functions/react.handler", permissions: [may.append, may.see, may.keepTexts] },
  ),

  /** What people are written to about, and the letters that are due. */
  notify: listen(
    bus,
    "Notify",
    commitsWith([
      ...eventsOf(activity),
      ...eventsOf(output),
      ...eventsOf(plan),
      ...eventsOf(request),
      ...eventsOf(notice, "NoticeQueued", "NoticeReleased"),
    ]),
    {
      handler: "functions/notify.handler",
      environment: { ...told, ...sending, ORIGIN: url },
      permissions: [may.append, may.see, may.keepTexts, may.sendWith(mail)],
    },
  ),

  /** What came back, of this stage's letters. */
  feedback: listen(
    defaultBus,
    "Feedback",
    {
      source: ["aws.ses"],
      detailType: ["Email Bounced", "Email Complaint Received"],
      detail: { mail: { tags: { "ses:configuration-set": [mail.configSet] } } },
    },
    { handler: "functions/feedback.handler", permissions: [may.append, may.see] },
  ),
}

/** The bus itself may leave what it could not deliver, for these rules and no others. */
new aws.sqs.QueuePolicy("UndeliveredPolicy", {
  queueUrl: undelivered.url,
  policy: accepts("sqs:SendMessage", undelivered.arn, rules(...Object.values(listeners).map((of) => of.nodes.rule))),
})
