import type { Bundle, BundleOptions } from "./bundle.ts"

// biome-ignore lint/suspicious/noExplicitAny: a resource's inputs are whatever its provider takes
export type Inputs = Record<string, any>

/** One resource of the evaluated stacks. `name` is the logical one; physical names carry random suffixes. */
export interface Resource {
  type: string
  name: string
  inputs: Inputs
  parent?: string
  retainOnDelete?: boolean
}

/** What a stage would ask of AWS. */
export interface Graph {
  app: { name: string; stage: string; removal: string; protect: boolean; home: string; providers: Inputs }
  resources: Resource[]
  /** What a deployment prints at its end. */
  outputs: Record<string, string>
  /** The handler of each function, by the name of its component. */
  handlers: Record<string, string>
  /** How each function is bundled, by the same name. */
  options: Record<string, BundleOptions>
  /** None where they were not asked for. */
  bundles: Bundle[]
}

/** One statement of a policy, its lists always lists. */
export interface Statement {
  effect: string
  actions: string[]
  resources: string[]
  principal?: Inputs | string
  condition?: Inputs
}

/** The resources of that type, such as `sqs/queue:Queue` of AWS. */
export function all(graph: Graph, type: string): Resource[] {
  return graph.resources.filter((resource) => resource.type === type || resource.type === `aws:${type}`)
}

/** The one resource of that type and logical name. @throws Error where it is not there. */
export function one(graph: Graph, type: string, name: string): Resource {
  const found = all(graph, type).find((resource) => resource.name === name)
  if (found) return found
  throw new Error(`no ${type} is called ${name}; there are ${all(graph, type).map((each) => each.name)}`)
}

/** The statements of a policy, given as JSON or as an object. */
export function statementsOf(policy: unknown): Statement[] {
  const document = typeof policy === "string" ? JSON.parse(policy) : (policy as Inputs | undefined)
  return [document?.Statement ?? []].flat().map((statement: Inputs) => ({
    effect: statement.Effect,
    actions: [statement.Action ?? []].flat(),
    resources: [statement.Resource ?? []].flat(),
    principal: statement.Principal,
    condition: statement.Condition,
  }))
}

/** What a role may do by its own policies. */
export function permissionsOf(role: Resource): Statement[] {
  return (role.inputs.inlinePolicies ?? []).flatMap(({ policy }: Inputs) => statementsOf(policy))
}

const putting: Record<string, string> = { sqs: "sqs:SendMessage", sns: "sns:Publish" }

/** Whether the own policy of that queue or topic lets a service of AWS put into it, for that rule or that account. */
export function letsIn(graph: Graph, into: string | undefined, service: string, source: string): boolean {
  if (!into) return false
  const [, , kind, , , called] = into.split(":")
  const policies = [...all(graph, "sqs/queuePolicy:QueuePolicy"), ...all(graph, "sns/topicPolicy:TopicPolicy")]
  return policies
    .filter(({ inputs }) => inputs.arn === into || inputs.queueUrl?.endsWith(`/${called}`))
    .flatMap(({ inputs }) => statementsOf(inputs.policy))
    .some(
      ({ effect, actions, resources, principal, condition }) =>
        effect === "Allow" &&
        actions.includes(putting[kind!]!) &&
        resources.includes(into) &&
        [(principal as Inputs | undefined)?.Service].flat().includes(service) &&
        sourcesIn(condition).some((each) => each === source || each.endsWith(`/${source}`)),
    )
}

function sourcesIn(condition: Inputs = {}): string[] {
  return Object.values(condition).flatMap((test) => Object.values<string | string[]>(test).flat())
}

/** A function of ours, its role, and the name it goes by in the stacks: `project` for `functions/project.handler`. */
export interface Lambda {
  handler: string
  resource: Resource
  component: string
  role: Resource
}

/** The functions that run code of ours. */
export function lambdas(graph: Graph): Lambda[] {
  return Object.entries(graph.handlers).map(([name, handler]) => ({
    handler: handler.replace(/^functions\/|\.\w+$/g, ""),
    component: name,
    resource: one(graph, "lambda/function:Function", `${name}Function`),
    role: one(graph, "iam/role:Role", `${name}Role`),
  }))
}

/** What each function may do, by the component it may do it to; a table's indexes count with the table. */
export function grantsOf(graph: Graph): Record<string, Record<string, string>> {
  return Object.fromEntries(
    lambdas(graph).map(({ handler, role }) => {
      const actions = permissionsOf(role).flatMap(({ actions, resources }) =>
        resources.flatMap((arn) =>
          actions.map((action) => ({ to: ownerOf(graph, arn), action: action.split(":")[1]! })),
        ),
      )
      const grouped = [...Map.groupBy(actions, ({ to }) => to)]
      return [
        handler,
        Object.fromEntries(
          grouped.map(([to, some]) => [to, [...new Set(some.map((of) => of.action))].sort().join(" ")]),
        ),
      ]
    }),
  )
}

function ownerOf(graph: Graph, arn: string): string {
  const physical = arn.split(/[:/]/)
  const owner = graph.resources.find(({ inputs }) =>
    [inputs.name, inputs.bucket, inputs.emailIdentity, inputs.configurationSetName].some(
      (name) => name && physical.includes(name),
    ),
  )
  return `${owner?.parent ?? owner?.name ?? arn}${physical.includes("stream") ? "/stream" : ""}`
}

type Said = string | false | undefined
/** Those of the faults that there are. */
export const said = (...found: Said[]): string[] => found.filter((each) => typeof each === "string")
