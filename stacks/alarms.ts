import { api, gateway } from "./api.ts"
import { bus, publish } from "./bus.ts"
import { checkpoint, clock, retry, sweep } from "./clock.ts"
import { failures, lost, missed, undelivered } from "./failures.ts"
import { listeners } from "./listeners.ts"
import { redrive } from "./redrive.ts"
import { events, marks, texts, views } from "./storage.ts"
import { tampering, topic } from "./topic.ts"

const stage = `${$app.name}-${$app.stage}`

/**
 * An alarm on a metric above zero within five minutes, unless `more` says otherwise; `todo` says what to do. Nobody is told
 * that an alarm is over: on a first deployment each of them would be.
 */
function alarm(
  name: string,
  metric: `${string} ${string}`,
  dimensions: Dimensions,
  todo: string,
  more: Partial<Alarm> = {},
) {
  const [namespace, metricName] = metric.split(" ")
  const over = { comparisonOperator: "GreaterThanThreshold", threshold: 0, treatMissingData: "notBreaching" }
  const within = { statistic: "Maximum", period: 300, evaluationPeriods: 1 }
  new aws.cloudwatch.MetricAlarm(name, {
    name: `${stage}-${name}`,
    alarmDescription: `${todo} More in docs/deploy.md, "When an alarm rings".`,
    alarmActions: [topic.arn],
    ...{ namespace, metricName, dimensions, ...over, ...within, ...more },
  })
}
type Alarm = aws.cloudwatch.MetricAlarmArgs
type Dimensions = Record<string, $util.Input<string>>

const counted = { statistic: "Sum" }

const waits = (name: string, { nodes }: sst.aws.Queue, metric: string, todo: string, more = {}) =>
  alarm(name, `AWS/SQS ${metric}`, { QueueName: nodes.queue.name }, todo, more)
const there = "ApproximateNumberOfMessagesVisible"
waits("missedWait", missed, there, "A scheduled run failed; the next does its work. Read the message, purge the queue.")
waits("lostWait", lost, there, "Five redrives could not process this. Repair the cause, then move the messages back.")
/** A message that redrive could not reprocess is invisible for half an hour, so its age is what counts. */
for (const [name, queue] of Object.entries({ failures, undelivered }))
  waits(`${name}Wait`, queue, "ApproximateAgeOfOldestMessage", "Redrive did not manage: read its log.", {
    threshold: 600,
  })

const functions = {
  api: $output(api),
  redrive: $output(redrive),
  publish: publish.nodes.function,
  project: listeners.project.nodes.function,
  react: listeners.react.nodes.function,
  importPlan: listeners.importPlan.nodes.function,
  notify: listeners.notify.nodes.function,
  sendCode: listeners.sendCode.nodes.function,
  deliver: listeners.deliver.nodes.function,
  feedback: listeners.feedback.nodes.function,
  clock: clock.nodes.function,
  retry: retry.nodes.function,
  sweep: sweep.nodes.function,
  checkpoint: checkpoint.nodes.function,
}
for (const [name, { name: FunctionName }] of Object.entries(functions))
  alarm(
    `${name}Fails`,
    "AWS/Lambda Errors",
    { FunctionName },
    `Read the log of ${name}: a JSON line an error.`,
    counted,
  )

/** Of all functions of the account together. */
const ofLambda = (name: string, metric: string, todo: string) => alarm(name, `AWS/Lambda ${metric}`, {}, todo, counted)
ofLambda("throttled", "Throttles", "More functions want to run at once than the account may: ask for a higher limit.")
ofLambda(
  "dropped",
  "AsyncEventsDropped",
  "Lambda dropped an event that no queue has: run the sweep now, then look why.",
)
ofLambda(
  "unkept",
  "DestinationDeliveryFailures",
  "A failure did not reach its queue: look at that function's permissions.",
)

for (const [name, { name: TableName }] of Object.entries({ events, views, texts, marks }))
  for (const [kind, metric] of Object.entries({ Reads: "ReadThrottleEvents", Writes: "WriteThrottleEvents" })) {
    const todo = "DynamoDB refuses calls. If it goes on, look for one item or plan that takes most of them."
    alarm(`${name}${kind}Throttled`, `AWS/DynamoDB ${metric}`, { TableName }, todo, counted)
  }

const { project, react, importPlan, notify, sendCode, deliver, feedback } = listeners
const EventBusName = bus.name
const unheard = (name: string, dimensions: Dimensions) =>
  alarm(`${name}Unheard`, "AWS/Events FailedInvocations", dimensions, "Somebody changed a permission: deploy again.")
for (const [name, rule] of Object.entries({ project, react, importPlan, notify, sendCode, deliver }))
  unheard(name, { EventBusName, RuleName: rule.nodes.rule.name })
unheard("tampering", { EventBusName, RuleName: tampering.name })
/** On the account's default bus the metric has no EventBusName. */
unheard("feedback", { RuleName: feedback.nodes.rule.name })

const late = "Publish is a minute behind: read its log."
alarm("streamLate", "AWS/Lambda IteratorAge", { FunctionName: functions.publish.name }, late, { threshold: 60_000 })
alarm("apiUnwell", "AWS/ApiGateway 5xx", { ApiId: gateway.nodes.api.id }, "Read the log of api.", counted)

const refusals = new aws.cloudwatch.LogMetricFilter("Refusals", {
  logGroupName: $output(clock.nodes.function.nodes.logGroup).apply((group) => $output(group?.name ?? "")),
  pattern: '{ $.message = "a letter was refused" }',
  metricTransformation: { name: "LettersRefused", namespace: stage, value: "1" },
})
const refused =
  "A letter was refused. Read the log of clock: sandbox, suspended account, unverified sender, bad address?"
alarm("lettersRefused", `${stage} LettersRefused`, {}, refused, {
  ...counted,
  metricName: refusals.metricTransformation.name,
})

/** Of all letters of the account. SES looks into an account at 5 % bounces or 0.1 % complaints. */
const ofSes = (name: string, metric: string, todo: string, more = {}) =>
  alarm(name, `AWS/SES ${metric}`, {}, todo, more)
ofSes("lettersRejected", "Reject", "SES found malware in a letter: look at GET /api/notices.", counted)
const reputation = "Correct the addresses shown as failed, before SES suspends the account."
ofSes("bouncesMany", "Reputation.BounceRate", reputation, { threshold: 0.04 })
ofSes("complaintsMany", "Reputation.ComplaintRate", reputation, { threshold: 0.0008 })

/**
 * Rings when the runs stop coming: nobody else notices a clock that has stopped, losses that nobody repairs, or heads that
 * are not signed. Before the first run there is nothing to stop, so a first deployment rings nothing.
 */
const runs = (name: string, { name: FunctionName }: { name: $util.Input<string> }, more = {}) =>
  alarm(
    name,
    "AWS/Lambda Invocations",
    { FunctionName },
    "It does not run any more: look at its schedule and its log.",
    {
      ...{ comparisonOperator: "LessThanThreshold", threshold: 1, ...counted },
      ...{ treatMissingData: "missing", insufficientDataActions: [topic.arn] },
      ...more,
    },
  )
runs("clockStands", functions.clock)
runs("retryStands", functions.retry)
runs("unswept", functions.sweep, { period: 2_700 })
runs("unsigned", functions.checkpoint, { period: 10_800 })
