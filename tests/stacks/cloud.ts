/** What stands in for AWS when the stacks are evaluated: names, ARNs and answers that look like the real ones. */

export const REGION = "eu-central-1"
export const ACCOUNT = "123456789012"

// biome-ignore lint/suspicious/noExplicitAny: a provider's inputs are whatever its resource takes
type Fields = Record<string, any>

const arn = (service: string, resource: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`

/** What a resource answers once it is made, beside what it was given. */
export function made(type: string, name: string, given: Fields): { id: string; state: Fields } {
  const id = `${name}-id`
  const called = String(given.name ?? given.bucket ?? given.emailIdentity ?? given.configurationSetName ?? name)
  return { id, state: { name: called, ...given, ...answer(type, called) } }
}

function answer(type: string, name: string): Fields {
  switch (type) {
    case "aws:dynamodb/table:Table": {
      const table = arn("dynamodb", `table/${name}`)
      return { arn: table, streamArn: `${table}/stream/2026-01-01T00:00:00.000` }
    }
    case "aws:lambda/function:Function": {
      const lambda = arn("lambda", `function:${name}`)
      return { arn: lambda, invokeArn: `arn:aws:apigateway:${REGION}:lambda:path/${lambda}/invocations` }
    }
    case "aws:sqs/queue:Queue":
      return { arn: arn("sqs", name), url: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}` }
    case "aws:sns/topic:Topic":
      return { arn: arn("sns", name) }
    case "aws:cloudwatch/eventBus:EventBus":
      return { arn: arn("events", `event-bus/${name}`) }
    case "aws:cloudwatch/eventRule:EventRule":
      return { arn: arn("events", `rule/${name}`) }
    case "aws:cloudwatch/logGroup:LogGroup":
      return { arn: arn("logs", `log-group:${name}`) }
    case "aws:s3/bucket:Bucket":
      return { arn: `arn:aws:s3:::${name}`, bucket: name }
    case "aws:iam/role:Role":
      return { arn: `arn:aws:iam::${ACCOUNT}:role/${name}` }
    case "aws:apigatewayv2/api:Api":
      return {
        apiEndpoint: `https://${name}.execute-api.${REGION}.amazonaws.com`,
        executionArn: arn("execute-api", name),
      }
    case "aws:apigatewayv2/domainName:DomainName":
      return { domainNameConfiguration: { targetDomainName: `${name}.gateway`, hostedZoneId: "Z1" } }
    case "aws:sesv2/emailIdentity:EmailIdentity":
      return { arn: arn("ses", `identity/${name}`), dkimSigningAttributes: { tokens: ["one", "two", "three"] } }
    case "aws:sesv2/configurationSet:ConfigurationSet":
      return { arn: arn("ses", `configuration-set/${name}`) }
    case "random:index/randomBytes:RandomBytes":
      return { base64: Buffer.alloc(32).toString("base64") }
    default:
      return { arn: arn("other", name) }
  }
}

/** What a look-up answers. */
export function lookedUp(token: string, given: Fields): Fields {
  switch (token) {
    case "aws:index/getRegion:getRegion":
      return { id: REGION, name: REGION, region: REGION }
    case "aws:index/getCallerIdentity:getCallerIdentity":
      return { id: ACCOUNT, accountId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root`, userId: ACCOUNT }
    case "aws:index/getPartition:getPartition":
      return { id: "aws", partition: "aws", dnsSuffix: "amazonaws.com" }
    case "aws:cloudwatch/getEventBus:getEventBus":
      return { id: given.name, name: given.name, arn: arn("events", `event-bus/${given.name}`) }
    case "aws:iam/getPolicyDocument:getPolicyDocument":
      return policyDocument(given)
    default:
      throw new Error(`the evaluation has no answer to ${token}: add one to tests/stacks/cloud.ts`)
  }
}

/** The document as IAM has it; without statements it has none, as the provider answers. */
function policyDocument({ statements = [] }: Fields): Fields {
  const Statement = statements.map(({ sid, effect, actions, resources, principals, conditions }: Fields) => ({
    ...(sid && { Sid: sid }),
    Effect: effect ?? "Allow",
    ...(principals && { Principal: principalOf(principals) }),
    Action: actions,
    ...(resources && { Resource: resources }),
    ...(conditions && { Condition: conditionOf(conditions) }),
  }))
  return {
    ...(statements.length > 0 && { statements }),
    json: JSON.stringify({ Version: "2012-10-17", Statement }),
  }
}

function principalOf(principals: Fields[]): Fields | "*" {
  if (principals.some(({ type }) => type === "*")) return "*"
  return Object.fromEntries(principals.map(({ type, identifiers }) => [type, identifiers]))
}

function conditionOf(conditions: Fields[]): Fields {
  const tests = Map.groupBy(conditions, ({ test }) => test as string)
  return Object.fromEntries(
    [...tests].map(([test, some]) => [
      test,
      Object.fromEntries(some.map(({ variable, values }) => [variable, values])),
    ]),
  )
}
