import { api, gateway } from "./api.ts"
import { bus, publish } from "./bus.ts"
import { checkpoint, clock, retry, sweep } from "./clock.ts"
import { failures, lost, missed, undelivered } from "./failures.ts"
import { listeners } from "./listeners.ts"
import { redrive } from "./redrive.ts"
import { tampering, topic } from "./topic.ts"

/** An alarm on a metric above zero within five minutes, unless `more` says otherwise. */
function alarm(name: string, metric: `${string} ${string}`, dimensions: Dimensions, more: Partial<Alarm> = {}) {
  const [namespace, metricName] = metric.split(" ")
  const actions = { alarmActions: [topic.arn], okActions: [topic.arn] }
  const over = { comparisonOperator: "GreaterThanThreshold", threshold: 0, treatMissingData: "notBreaching" }
  const within = { statistic: "Maximum", period: 300, evaluationPeriods: 1 }
  new aws.cloudwatch.MetricAlarm(name, { namespace, metricName, dimensions, ...actions, ...over, ...within, ...more })
}
type Alarm = aws.cloudwatch.MetricAlarmArgs
type Dimensions = Record<string, $util.Input<string>>

const nameOf = ({ nodes }: sst.aws.Queue) => ({ QueueName: nodes.queue.name })
for (const [name, queue] of Object.entries({ missed, lost }))
  alarm(`${name}Wait`, "AWS/SQS ApproximateNumberOfMessagesVisible", nameOf(queue))
/** A message that redrive could not reprocess is invisible for half an hour, so its age is what counts. */
for (const [name, queue] of Object.entries({ failures, undelivered }))
  alarm(`${name}Wait`, "AWS/SQS ApproximateAgeOfOldestMessage", nameOf(queue), { threshold: 600 })

const functions = {
  api: $output(api),
  redrive: $output(redrive),
  publish: publish.nodes.function,
  project: listeners.project.nodes.function,
  react: listeners.react.nodes.function,
  notify: listeners.notify.nodes.function,
  deliver: listeners.deliver.nodes.function,
  feedback: listeners.feedback.nodes.function,
  clock: clock.nodes.function,
  retry: retry.nodes.function,
  sweep: sweep.nodes.function,
  checkpoint: checkpoint.nodes.function,
}
for (const [name, { name: FunctionName }] of Object.entries(functions))
  alarm(`${name}Fails`, "AWS/Lambda Errors", { FunctionName }, { statistic: "Sum" })

const { project, react, notify, deliver, feedback } = listeners
const EventBusName = bus.name
for (const [name, rule] of Object.entries({ project, react, notify, deliver }))
  alarm(`${name}Unheard`, "AWS/Events FailedInvocations", { EventBusName, RuleName: rule.nodes.rule.name })
alarm("tamperingUnheard", "AWS/Events FailedInvocations", { EventBusName, RuleName: tampering.name })
/** On the account's default bus the metric has no EventBusName. */
alarm("feedbackUnheard", "AWS/Events FailedInvocations", { RuleName: feedback.nodes.rule.name })

alarm("streamLate", "AWS/Lambda IteratorAge", { FunctionName: functions.publish.name }, { threshold: 60_000 })
alarm("apiUnwell", "AWS/ApiGateway 5xx", { ApiId: gateway.nodes.api.id }, { statistic: "Sum" })

/** No data is bad news: nobody else notices a clock that has stopped, losses that nobody repairs, or heads that are not signed. */
const silent = {
  comparisonOperator: "LessThanThreshold",
  threshold: 1,
  statistic: "Sum",
  treatMissingData: "breaching",
}
const runs = (name: string, of: { name: $util.Input<string> }, more = {}) =>
  alarm(name, "AWS/Lambda Invocations", { FunctionName: of.name }, { ...silent, ...more })
runs("clockStands", functions.clock)
runs("retryStands", functions.retry)
runs("unswept", functions.sweep, { period: 2_700 })
runs("unsigned", functions.checkpoint, { period: 10_800 })
