import { api, gateway } from "./api.ts"
import { bus, publish } from "./bus.ts"
import { checkpoint, clock, sweep } from "./clock.ts"
import { failures, lost, missed, undelivered } from "./failures.ts"
import { listeners } from "./listeners.ts"
import { redrive } from "./redrive.ts"
import { tampering, topic } from "./topic.ts"

type Metric = Omit<aws.cloudwatch.MetricAlarmArgs, "comparisonOperator" | "evaluationPeriods">

/** Rings where the metric's sum over five minutes is above nothing; where no news is bad news, where it is nothing. */
function alarm(name: string, metric: Metric, expected: "nothing" | "something" = "nothing") {
  const silence = expected === "something"
  new aws.cloudwatch.MetricAlarm(name, {
    comparisonOperator: silence ? "LessThanThreshold" : "GreaterThanThreshold",
    threshold: silence ? 1 : 0,
    treatMissingData: silence ? "breaching" : "notBreaching",
    period: 300,
    statistic: "Sum",
    evaluationPeriods: 1,
    alarmActions: [topic.arn],
    okActions: [topic.arn],
    ...metric,
  })
}

for (const [name, { nodes }] of Object.entries({ failures, undelivered, missed, lost }))
  alarm(`${name}Waiting`, {
    namespace: "AWS/SQS",
    metricName: "ApproximateNumberOfMessagesVisible",
    statistic: "Maximum",
    dimensions: { QueueName: nodes.queue.name },
  })

const functions = {
  api: $output(api),
  redrive: $output(redrive),
  publish: publish.nodes.function,
  project: listeners.project.nodes.function,
  react: listeners.react.nodes.function,
  notify: listeners.notify.nodes.function,
  feedback: listeners.feedback.nodes.function,
  clock: clock.nodes.function,
  sweep: sweep.nodes.function,
  checkpoint: checkpoint.nodes.function,
}
for (const [name, { name: FunctionName }] of Object.entries(functions))
  alarm(`${name}Errors`, { namespace: "AWS/Lambda", metricName: "Errors", dimensions: { FunctionName } })

const rules = {
  project: listeners.project.nodes.rule,
  react: listeners.react.nodes.rule,
  notify: listeners.notify.nodes.rule,
  feedback: listeners.feedback.nodes.rule,
  tampering,
}
for (const [name, { name: RuleName }] of Object.entries(rules))
  alarm(`${name}NotInvoked`, {
    namespace: "AWS/Events",
    metricName: "FailedInvocations",
    /** Of the account's default bus the metric names the rule alone. */
    dimensions: name === "feedback" ? { RuleName } : { RuleName, EventBusName: bus.name },
  })

alarm("late", {
  namespace: "AWS/Lambda",
  metricName: "IteratorAge",
  statistic: "Maximum",
  threshold: 60_000,
  dimensions: { FunctionName: functions.publish.name },
})
alarm(
  "clockStands",
  { namespace: "AWS/Lambda", metricName: "Invocations", dimensions: { FunctionName: functions.clock.name } },
  "something",
)
alarm("apiFails", { namespace: "AWS/ApiGateway", metricName: "5xx", dimensions: { ApiId: gateway.nodes.api.id } })
