import { bus } from "./bus.ts"
import { lost } from "./failures.ts"
import { accepts, ownAlarms, rules } from "./grants.ts"

/** Where alarms go. The subscriber has to confirm a first e-mail. */
export const topic = new sst.aws.SnsTopic("Alarms")

/** Who gets alarms, and is told what the stage costs. */
export const operator = new sst.Secret("AlarmAddress").value

new aws.sns.TopicSubscription("AlarmsByMail", { topic: topic.arn, protocol: "email", endpoint: operator })

/** A commit was changed or removed, which nobody may do: this notifies without waiting for a metric. */
export const tampering = new aws.cloudwatch.EventRule("Tampering", {
  eventBusName: bus.name,
  eventPattern: JSON.stringify({ source: ["demarche"], "detail-type": ["RecordTampered"] }),
})

new aws.cloudwatch.EventTarget("TamperingRings", {
  eventBusName: bus.name,
  rule: tampering.name,
  arn: topic.arn,
  retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
  deadLetterConfig: { arn: lost.arn },
})

new aws.sqs.QueuePolicy("LostPolicy", {
  queueUrl: lost.url,
  policy: accepts("sqs:SendMessage", lost.arn, rules(tampering)),
})

new aws.sns.TopicPolicy("AlarmsPolicy", {
  arn: topic.arn,
  policy: accepts("sns:Publish", topic.arn, rules(tampering), ownAlarms()),
})
