import { REFUSED } from "@demarche/mail/reported"
import { ACCOUNT, made } from "./cloud.ts"
import { all, type Graph, type Inputs, lambdas, letsIn, one, type Resource, said } from "./graph.ts"
import { turnsOf } from "./timing.ts"

/** What could fail and nobody hear of it, and which alarms ring late or never. */
export function alarmFaults(graph: Graph): string[] {
  const alarms = all(graph, "cloudwatch/metricAlarm:MetricAlarm")
  return [
    ...unwatched(graph, alarms),
    ...hushed(graph, alarms),
    ...alarms.flatMap(({ name, inputs }) =>
      said(
        !mayRing(graph, inputs) && `${name}: may ring nowhere`,
        inputs.name !== `demarche-${graph.app.stage}-${name}` && `${name}: does not say whose it is`,
        !inputs.alarmDescription?.includes("docs/deploy.md") && `${name}: does not say what to do`,
        inputs.okActions && `${name}: rings on a first deployment`,
        !isWatchful(inputs) && `${name}: rings late or never`,
      ),
    ),
    ...tampering(graph),
    ...unheard(graph),
  ]
}

function unwatched(graph: Graph, alarms: Resource[]): string[] {
  const without = (resources: Resource[], metric: string, dimension: string) =>
    resources
      .filter((resource) => !alarms.some(({ inputs }) => watches(inputs, metric, dimension, physical(resource))))
      .map(({ name }) => `${name}: has no alarm on ${metric.split(" ")[1]}`)
  const taken = all(graph, "lambda/eventSourceMapping:EventSourceMapping").map(({ inputs }) => inputs.eventSourceArn)
  const isTaken = ({ inputs }: Resource) => taken.some((arn) => String(arn).endsWith(`:${inputs.name}`))
  const queues = Map.groupBy(all(graph, "sqs/queue:Queue"), isTaken)
  const publish = one(graph, "lambda/function:Function", "EventsSubscriberPublishFunctionFunction")
  return [
    ...without(queues.get(false) ?? [], "AWS/SQS ApproximateNumberOfMessagesVisible", "QueueName"),
    ...without(queues.get(true) ?? [], "AWS/SQS ApproximateAgeOfOldestMessage", "QueueName"),
    ...without(all(graph, "lambda/function:Function"), "AWS/Lambda Errors", "FunctionName"),
    ...without([publish], "AWS/Lambda IteratorAge", "FunctionName"),
    ...without(all(graph, "cloudwatch/eventRule:EventRule"), "AWS/Events FailedInvocations", "RuleName"),
    ...without(all(graph, "apigatewayv2/api:Api"), "AWS/ApiGateway 5xx", "ApiId"),
    ...without(all(graph, "dynamodb/table:Table"), "AWS/DynamoDB ReadThrottleEvents", "TableName"),
    ...without(all(graph, "dynamodb/table:Table"), "AWS/DynamoDB WriteThrottleEvents", "TableName"),
    ...ofAccount
      .filter(
        (metric) => !alarms.some(({ inputs }) => metricOf(inputs) === metric && !Object.keys(inputs.dimensions).length),
      )
      .map((metric) => `account: has no alarm on ${metric}`),
    ...unreported(graph, alarms),
  ]
}

/** What AWS counts for the account as a whole. */
const ofAccount = [
  ...["Throttles", "AsyncEventsDropped", "DestinationDeliveryFailures"].map((metric) => `AWS/Lambda ${metric}`),
  ...["Reject", "Reputation.BounceRate", "Reputation.ComplaintRate"].map((metric) => `AWS/SES ${metric}`),
]

/** A letter that the mail service refuses is no failure of the clock's: its log is counted, by the line that the clock writes. */
function unreported(graph: Graph, alarms: Resource[]): string[] {
  const { resource } = lambdas(graph).find(({ handler }) => handler === "clock")!
  const counts = all(graph, "cloudwatch/logMetricFilter:LogMetricFilter").filter(
    ({ inputs }) =>
      inputs.logGroupName === resource.inputs.loggingConfig.logGroup &&
      inputs.pattern === `{ $.message = "${REFUSED}" }` &&
      inputs.metricTransformation.value === "1",
  )
  const counted = counts.map(({ inputs: { metricTransformation: of } }) => `${of.namespace} ${of.name}`)
  return alarms.some(({ inputs }) => counted.includes(metricOf(inputs)))
    ? []
    : ["clock: has no alarm on refused letters"]
}

const metricOf = ({ namespace, metricName }: Inputs) => `${namespace} ${metricName}`

function watches(alarm: Inputs, metric: string, dimension: string, name: string): boolean {
  return metricOf(alarm) === metric && alarm.dimensions[dimension] === name
}

/** How a metric names the resource. */
function physical({ type, name, inputs }: Resource): string {
  return type === "aws:apigatewayv2/api:Api" ? made(type, name, inputs).id : (inputs.name ?? name)
}

/** Whose standing still nobody else would notice: it rings when between two and five of its turns have passed without it. */
const heartbeats = ["clock", "retry", "sweep", "checkpoint"]

function hushed(graph: Graph, alarms: Resource[]): string[] {
  const turns = turnsOf(graph)
  return lambdas(graph)
    .filter(({ handler }) => heartbeats.includes(handler))
    .filter(
      ({ handler, resource }) =>
        !alarms
          .filter(({ inputs }) => watches(inputs, "AWS/Lambda Invocations", "FunctionName", resource.inputs.name))
          .some(({ inputs }) => isBetween(2, spanOf(inputs) / turns[handler]!, 5)),
    )
    .map(({ component }) => `${component}: may stand still, or rings while it runs`)
}

/**
 * How late the stream may be, in milliseconds, and redrive, in seconds; which shares of letters may bounce or be complained
 * of, below what SES bears. Of whatever else an alarm counts, one is too much.
 */
const bearable: Record<string, number> = {
  ...{ IteratorAge: 60_000, ApproximateAgeOfOldestMessage: 600 },
  ...{ "Reputation.BounceRate": 0.05, "Reputation.ComplaintRate": 0.001 },
}

/**
 * Whether it rings within five minutes of the first that is too much, or, where it counts runs, when they stop: none yet is
 * no news, so that a first deployment rings nothing.
 */
function isWatchful(alarm: Inputs): boolean {
  const { metricName, comparisonOperator, threshold, statistic, treatMissingData, insufficientDataActions } = alarm
  if (metricName === "Invocations")
    return (
      comparisonOperator === "LessThanThreshold" &&
      threshold === 1 &&
      statistic === "Sum" &&
      treatMissingData === "missing" &&
      String(insufficientDataActions) === String(alarm.alarmActions)
    )
  return (
    comparisonOperator === "GreaterThanThreshold" &&
    treatMissingData === "notBreaching" &&
    threshold <= (bearable[metricName] ?? 0) &&
    ["Maximum", "Sum"].includes(statistic) &&
    spanOf(alarm) <= 300
  )
}

const spanOf = ({ period, evaluationPeriods }: Inputs) => period * evaluationPeriods
const isBetween = (least: number, value: number, most: number) => least <= value && value <= most

function mayRing(graph: Graph, { alarmActions = [] }: Inputs): boolean {
  return alarmActions.some((topic: string) => letsIn(graph, topic, "cloudwatch.amazonaws.com", ACCOUNT))
}

function tampering(graph: Graph): string[] {
  const { name } = one(graph, "cloudwatch/eventRule:EventRule", "Tampering")
  const bells = all(graph, "cloudwatch/eventTarget:EventTarget").filter(({ inputs }) => inputs.rule === name)
  const rings = bells.some(({ inputs }) => letsIn(graph, inputs.arn, "events.amazonaws.com", name))
  return rings ? [] : ["Tampering: may ring nowhere"]
}

function unheard(graph: Graph): string[] {
  const subscribed = all(graph, "sns/topicSubscription:TopicSubscription").map(({ inputs }) => inputs.topic as string)
  return all(graph, "sns/topic:Topic")
    .filter(({ inputs }) => !subscribed.some((arn) => arn.endsWith(`:${inputs.name}`)))
    .map(({ name }) => `${name}: nobody listens`)
}
