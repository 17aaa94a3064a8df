import { alarmFaults } from "./alarms.ts"
import {
  all,
  type Graph,
  type Inputs,
  lambdas,
  letsIn,
  one,
  permissionsOf,
  type Resource,
  type Statement,
  said,
  statementsOf,
} from "./graph.ts"
import { scanners, timing } from "./timing.ts"

/** What is wrong with a stage's resources, each fault beginning with the logical name of what has it. */
export function faults(graph: Graph): string[] {
  const rules = [
    durability,
    checkpoints,
    roles,
    grants,
    indexes,
    stream,
    attempts,
    queues,
    letters,
    hosting,
    gateway,
    budget,
  ]
  return [...rules, timing, alarmFaults].flatMap((rule) => rule(graph))
}

const isProduction = ({ app }: Graph) => app.stage === "production"

function durability(graph: Graph): string[] {
  const { removal, protect } = graph.app
  const kept = [...all(graph, "dynamodb/table:Table"), ...all(graph, "s3/bucket:Bucket")]
  const events = one(graph, "dynamodb/table:Table", "EventsTable").inputs
  const texts = one(graph, "dynamodb/table:Table", "TextsTable").inputs
  return [
    ...said(
      events.streamViewType !== "NEW_IMAGE" && "EventsTable: its stream does not carry new images",
      !events.pointInTimeRecovery?.enabled && "EventsTable: cannot be restored to a point in time",
      events.ttl && "EventsTable: forgets items",
      !texts.pointInTimeRecovery?.enabled && "TextsTable: cannot be restored to a point in time",
      isProduction(graph) && !(removal === "retain" && protect) && "app: production can be removed",
      !isProduction(graph) && (removal !== "remove" || protect) && "app: a development stage cannot be removed",
    ),
    ...kept
      .filter(({ retainOnDelete }) => isProduction(graph) && !retainOnDelete)
      .map(({ name }) => `${name}: would go with its stack`),
    ...all(graph, "dynamodb/table:Table").flatMap(({ name, inputs }) =>
      said(
        inputs.billingMode !== "PAY_PER_REQUEST" && `${name}: costs when idle`,
        Boolean(inputs.deletionProtectionEnabled) !== isProduction(graph) && `${name}: deletion protection`,
      ),
    ),
  ]
}

const decade = 10 * 365

function checkpoints(graph: Graph): string[] {
  const { inputs } = one(graph, "s3/bucket:Bucket", "CheckpointsBucket")
  const lock = one(graph, "s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", "CheckpointsLock").inputs
  const { mode, years = 0, days = 0 } = lock.rule.defaultRetention
  const open = one(graph, "s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "CheckpointsPublicAccessBlock").inputs
  return said(
    !inputs.objectLockEnabled && "CheckpointsBucket: what it keeps can be changed",
    isProduction(graph) && inputs.forceDestroy && "CheckpointsBucket: can be emptied",
    lock.bucket !== inputs.bucket && "CheckpointsLock: locks another bucket",
    isProduction(graph) && mode !== "COMPLIANCE" && "CheckpointsLock: can be lifted",
    !isProduction(graph) && mode === "COMPLIANCE" && "CheckpointsLock: outlives a stage that may be thrown away",
    isProduction(graph) && 365 * years + days < decade && "CheckpointsLock: ends before ten years have passed",
    Object.values(open).includes(false) && "CheckpointsBucket: may become public",
  )
}

/** Every role serves one service of AWS, and nobody in the account. */
function roles(graph: Graph): string[] {
  return all(graph, "iam/role:Role").flatMap(({ name, inputs }) =>
    statementsOf(inputs.assumeRolePolicy).flatMap(({ principal }) =>
      Object.keys(principal ?? {}).join() === "Service" ? [] : [`${name}: trusts ${JSON.stringify(principal)}`],
    ),
  )
}

/** What nobody may do to the record: to change it is to tamper with it. */
const tampering = /^dynamodb:(Update|Delete|BatchWrite|Transact|PartiQL|Restore|Import)/

function grants(graph: Graph): string[] {
  const { inputs } = one(graph, "dynamodb/table:Table", "EventsTable")
  const onRecord = ({ resources }: Statement) => resources.some((arn) => arn.includes(inputs.name))
  const wide = all(graph, "iam/role:Role").flatMap((role) =>
    permissionsOf(role).flatMap(({ actions, resources }) => [
      ...actions.filter((action) => action.includes("*")).map((action) => `${role.name}: may ${action}`),
      ...resources.filter((arn) => arn === "*").map(() => `${role.name}: may ${actions} on anything`),
    ]),
  )
  const onEvents = lambdas(graph).flatMap(({ handler, role }) =>
    permissionsOf(role)
      .filter(onRecord)
      .flatMap(({ actions }) => actions)
      .filter((action) => tampering.test(action) || (action === "dynamodb:Scan" && !scanners.includes(handler)))
      .map((action) => `${role.name}: may ${action} on the record`),
  )
  const signing = lambdas(graph).filter(
    ({ handler, resource }) => resource.inputs.environment.variables.CHECKPOINT_KEY && handler !== "checkpoint",
  )
  return [...wide, ...onEvents, ...signing.map(({ component }) => `${component}: has the signing key`)]
}

/** Who may query a table may query its indexes. */
function indexes(graph: Graph): string[] {
  const tables = all(graph, "dynamodb/table:Table")
  return lambdas(graph).flatMap(({ role }) => {
    const queried = permissionsOf(role)
      .filter(({ actions }) => actions.includes("dynamodb:Query"))
      .flatMap(({ resources }) => resources)
    const reaches = (path: string) => queried.some((arn) => arn.endsWith(`:table/${path}`))
    return tables
      .filter(({ inputs }) => reaches(inputs.name) && !reaches(`${inputs.name}/index/*`))
      .filter(({ inputs }) => inputs.globalSecondaryIndexes.length > 0)
      .map(({ name }) => `${role.name}: may query ${name} and not its indexes`)
  })
}

function stream(graph: Graph): string[] {
  const mapping = one(
    graph,
    "lambda/eventSourceMapping:EventSourceMapping",
    "EventsSubscriberPublishEventSourceMapping",
  )
  const wanted = {
    startingPosition: "TRIM_HORIZON",
    batchSize: 100,
    bisectBatchOnFunctionError: true,
    maximumRetryAttempts: 10,
    maximumRecordAgeInSeconds: 86_400,
  }
  const { inputs, name } = mapping
  const { role } = lambdas(graph).find(({ handler }) => handler === "publish")!
  return [
    ...Object.entries(wanted).flatMap(([key, value]) =>
      inputs[key] === value ? [] : [`${name}: ${key} is ${inputs[key]}`],
    ),
    ...said(
      !reportsItems(mapping) && `${name}: reports no failed items`,
      inputs.filterCriteria && `${name}: has a filter`,
      !mayLeave(role, inputs.destinationConfig?.onFailure?.destinationArn) && `${name}: loses what fails for good`,
    ),
  ]
}

/** Whether what the function says of single items counts; else a batch is done with whenever the function ends well. */
const reportsItems = ({ inputs }: Resource) => String(inputs.functionResponseTypes) === "ReportBatchItemFailures"

/** What nobody waits for is tried again, and kept where it fails for good. */
function attempts(graph: Graph): string[] {
  const targets = all(graph, "cloudwatch/eventTarget:EventTarget")
  const schedules = all(graph, "scheduler/schedule:Schedule")
  const called = new Set(
    [...targets, ...schedules.map(({ inputs }) => ({ inputs: inputs.target }))].map((t) => t.inputs.arn),
  )
  const unattended = lambdas(graph).filter(({ resource }) =>
    [...called].some((arn) => arn.endsWith(`:${resource.inputs.name}`)),
  )
  return [
    ...unattended.flatMap(({ component, resource, role }) => {
      const config = all(graph, "lambda/functionEventInvokeConfig:FunctionEventInvokeConfig").find(
        ({ inputs }) => inputs.functionName === resource.inputs.name,
      )
      return said(
        !config?.inputs.maximumRetryAttempts && `${component}: is not tried again`,
        !mayLeave(role, config?.inputs.destinationConfig?.onFailure?.destination) &&
          `${component}: loses what fails for good`,
      )
    }),
    ...targets.flatMap(({ name, inputs }) =>
      said(
        !inputs.retryPolicy?.maximumRetryAttempts && `${name}: has no retry policy`,
        !letsIn(graph, inputs.deadLetterConfig?.arn, "events.amazonaws.com", inputs.rule) &&
          `${name}: loses what it cannot deliver`,
      ),
    ),
    ...schedules.flatMap(({ name, inputs: { target } }) => {
      const role = all(graph, "iam/role:Role").find(({ inputs }) => target.roleArn.endsWith(`/${inputs.name}`))!
      return said(
        !target.retryPolicy?.maximumRetryAttempts && `${name}: does not try again`,
        !mayLeave(role, target.deadLetterConfig?.arn) && `${name}: loses a run that cannot begin`,
      )
    }),
  ]
}

function mayLeave(role: Resource, queue: string | undefined): boolean {
  return permissionsOf(role).some(
    ({ actions, resources }) => queue && actions.includes("sqs:SendMessage") && resources.includes(queue),
  )
}

function queues(graph: Graph): string[] {
  const policies = [...all(graph, "sqs/queuePolicy:QueuePolicy"), ...all(graph, "sns/topicPolicy:TopicPolicy")]
  return [
    ...policies.flatMap(({ name, inputs }) =>
      statementsOf(inputs.policy).every(({ condition }) => /aws:Source/.test(JSON.stringify(condition ?? "")))
        ? []
        : [`${name}: takes from anyone`],
    ),
    ...all(graph, "sqs/queue:Queue").flatMap(({ name, inputs }) => {
      const reader = all(graph, "lambda/eventSourceMapping:EventSourceMapping").find(({ inputs: { eventSourceArn } }) =>
        eventSourceArn.endsWith(`:${inputs.name}`),
      )
      const lambda = lambdas(graph).find(({ resource }) =>
        reader?.inputs.functionName.endsWith(`:${resource.inputs.name}`),
      )
      return said(
        inputs.messageRetentionSeconds !== 1_209_600 && `${name}: forgets within a fortnight`,
        reader && !inputs.redrivePolicy && `${name}: is read for ever`,
        reader && !reportsItems(reader) && `${name}: forgets what its reader failed on`,
        lambda &&
          inputs.visibilityTimeoutSeconds < 6 * lambda.resource.inputs.timeout &&
          `${name}: gives a message to another reader too soon`,
      )
    }),
  ]
}

/** What SES tells of letters goes to the account's default bus, the only one that it speaks to. */
function letters(graph: Graph): string[] {
  const { inputs } = one(graph, "sesv2/configurationSet:ConfigurationSet", "MailConfig")
  const reported = all(graph, "sesv2/configurationSetEventDestination:ConfigurationSetEventDestination")
    .filter((destination) => destination.inputs.configurationSetName === inputs.configurationSetName)
    .map((destination) => destination.inputs.eventDestination)
    .filter(({ enabled, eventBridgeDestination: to }) => enabled && to?.eventBusArn.endsWith(":event-bus/default"))
    .flatMap(({ matchingEventTypes }) => matchingEventTypes)
  const dns = [
    ...all(graph, "ses/domainIdentityVerification:DomainIdentityVerification"),
    ...all(graph, "route53/record:Record").filter((of) => /_dmarc|_domainkey/.test(String(of.inputs.name))),
  ]
  return [
    ...["BOUNCE", "COMPLAINT"]
      .filter((type) => !reported.includes(type))
      .map((type) => `MailConfig: reports no ${type}`),
    ...dns.map(({ name }) => `${name}: takes it that the sender's DNS is ours`),
  ]
}

function hosting(graph: Graph): string[] {
  return [
    ...all(graph, "lambda/function:Function").flatMap(({ name, inputs }) =>
      said(
        inputs.runtime !== "nodejs24.x" && `${name}: runs on ${inputs.runtime}`,
        String(inputs.architectures) !== "arm64" && `${name}: is built for ${inputs.architectures}`,
        !inputs.loggingConfig?.logGroup && `${name}: logs to a group of no retention`,
      ),
    ),
    ...all(graph, "cloudwatch/logGroup:LogGroup")
      .filter(({ inputs }) => inputs.retentionInDays !== 30)
      .map(({ name, inputs }) => `${name}: keeps logs ${inputs.retentionInDays || "for ever"}`),
  ]
}

function gateway(graph: Graph): string[] {
  const [api] = all(graph, "apigatewayv2/api:Api")
  const [stage] = all(graph, "apigatewayv2/stage:Stage")
  return said(
    api?.inputs.corsConfiguration?.allowOrigins && "GatewayApi: other sites' scripts may ask",
    !stage?.inputs.defaultRouteSettings?.throttlingRateLimit && "GatewayStage: does not throttle",
    !apart.every((routeKey) => isThrottled(routeKey, stage?.inputs.routeSettings)) &&
      "GatewayStage: lets readers shut the door on writers",
    !all(graph, "apigatewayv2/route:Route").some(({ inputs }) => inputs.routeKey === "$default") &&
      "GatewayRoute: answers some addresses itself",
  )
}

/** What readers of public pages must not use up: the gateway knows routes, and no callers. */
const apart = ["POST /api/{rest+}", "POST /{rest+}", "GET /en/answer/{token}", "GET /fr/answer/{token}"].concat(
  ["notices", "reminders", "webhooks", "deliveries", "imports/{id}"].map((path) => `GET /api/${path}`),
)

function isThrottled(routeKey: string, settings: Inputs[] = []): boolean {
  return settings.some((each) => each.routeKey === routeKey && each.throttlingRateLimit)
}

/** Somebody is written to before the stage costs more than was meant, and when it does. */
function budget(graph: Graph): string[] {
  const told = all(graph, "budgets/budget:Budget").flatMap(({ inputs }) => inputs.notifications as Inputs[])
  const subscribed = told.filter(({ subscriberEmailAddresses }) => String(subscriberEmailAddresses).includes("@"))
  return ["FORECASTED", "ACTUAL"]
    .filter((type) => !subscribed.some(({ notificationType }) => notificationType === type))
    .map((type) => `Budget: nobody is told of ${type} costs`)
}
