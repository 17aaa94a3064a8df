import { checkpoints, events, marks, texts, views } from "./storage.ts"

const onTable = (table: sst.aws.Dynamo, ...actions: string[]) => ({
  actions: actions.map((action) => `dynamodb:${action}`),
  resources: [table.arn],
})
const onViews = (...actions: string[]) => ({
  ...onTable(views, ...actions),
  resources: [views.arn, $interpolate`${views.arn}/index/*`],
})

/** The grants, named for their purpose. None updates or deletes in the record. */
export const may = {
  read: onTable(events, "GetItem", "Query"),
  append: onTable(events, "GetItem", "PutItem", "Query"),
  scan: onTable(events, "Scan"),
  see: onViews("GetItem", "Query"),
  project: onViews("GetItem", "PutItem", "Query"),
  keepTexts: onTable(texts, "BatchWriteItem", "GetItem", "PutItem", "Query", "UpdateItem"),
  keepMarks: onTable(marks, "BatchWriteItem", "GetItem", "PutItem"),
  keepCheckpoints: { actions: ["s3:PutObject"], resources: [$interpolate`${checkpoints.arn}/checkpoints/*`] },
  publishOn: (bus: sst.aws.Bus) => ({ actions: ["events:PutEvents"], resources: [bus.arn] }),
  sendTo: (queue: sst.aws.Queue) => ({ actions: ["sqs:SendMessage"], resources: [queue.arn] }),
  receiveFrom: (...queues: sst.aws.Queue[]) => ({
    actions: ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
    resources: queues.map(({ arn }) => arn),
  }),
  sendWith: ({ identity, configurationSet }: Sender) => ({
    actions: ["ses:SendEmail", "ses:SendRawEmail"],
    resources: [identity.arn, configurationSet.arn],
  }),
}

interface Sender {
  identity: aws.sesv2.EmailIdentity
  configurationSet: aws.sesv2.ConfigurationSet
}

/** The policy of a queue or topic to which a service may send on behalf of those rules, or of that account, and no others. */
export function accepts(action: string, into: $util.Input<string>, ...from: AllowedSender[]) {
  const statements = from.map(({ service, condition }) => ({
    actions: [action],
    resources: [into],
    principals: [{ type: "Service", identifiers: [service] }],
    conditions: [condition],
  }))
  return aws.iam.getPolicyDocumentOutput({ statements }).json
}

type AllowedSender = ReturnType<typeof rules> | ReturnType<typeof ownAlarms>

export const rules = (...of: { arn: $util.Input<string> }[]) => ({
  service: "events.amazonaws.com",
  condition: { test: "ArnEquals", variable: "aws:SourceArn", values: of.map(({ arn }) => arn) },
})

export const ownAlarms = () => ({
  service: "cloudwatch.amazonaws.com",
  condition: { test: "StringEquals", variable: "aws:SourceAccount", values: [aws.getCallerIdentityOutput().accountId] },
})
