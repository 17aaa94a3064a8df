import type { Api } from "@demarche/http/app"
import type { WebhookReading } from "@demarche/http/responses"
import type { hc, InferResponseType } from "hono/client"

type Client = ReturnType<typeof hc<Api>>["api"]

// The types of responses, inferred from the routes: when a response changes, the CLI no longer compiles.
type ActivityList = InferResponseType<Client["activities"]["$get"], 200>
export type ActivityShown = InferResponseType<Client["activities"][":id"]["$get"], 200>
export type ActivityDetails = ActivityList["items"][number]
type OutputList = InferResponseType<Client["outputs"]["$get"], 200>
type OutputShown = InferResponseType<Client["outputs"][":id"]["$get"], 200>
type RequestList = InferResponseType<Client["requests"]["$get"], 200>
type RequestShown = InferResponseType<Client["requests"][":id"]["$get"], 200>
/** An output or a request, in a list and with what can be done with it. */
export type ListedItem = (OutputList | RequestList)["items"][number]
export type ItemShown = OutputShown | RequestShown
/** A webhook's secret is in the answer that makes it. */
export type TransitionResult = InferResponseType<Client["activities"][":id"]["transitions"][":name"]["$post"], 200> & {
  secret?: string
}
export type ImportedPlan = InferResponseType<Client["plans"]["$post"], 200>
type AskedImport = InferResponseType<Client["plans"]["$post"], 202>
type Plans = InferResponseType<Client["plans"]["$get"], 200>
type Plan = InferResponseType<Client["plans"][":plan"]["$get"], 200>
type History = InferResponseType<Client["history"]["$get"], 200>
export type HistoryItem = History["items"][number]
type ReminderList = InferResponseType<Client["reminders"]["$get"], 200>
export type ListedReminder = ReminderList["items"][number]
export type PlanPerson = NonNullable<Plan["people"]>[number]
type LetterList = InferResponseType<Client["notices"]["$get"], 200>
export type ListedLetter = LetterList["items"][number]
/** Served only where letters are signed, so that the client does not know of it. */
interface WebhookList {
  items: WebhookReading[]
}
export type ListedWebhook = WebhookReading
type DeliveryList = InferResponseType<Client["deliveries"]["$get"], 200>
export type ListedDelivery = DeliveryList["items"][number]
type NewFeed = InferResponseType<Client["feeds"]["$post"], 201>
type NewKey = InferResponseType<Client["keys"]["$post"], 201>

/** A request that the API takes, with the type of what it answers. */
export interface Endpoint<Answer> {
  method: "GET" | "POST"
  path: string
  /** Carries the type and is never set. */
  answer?: Answer
}

/** The endpoints that the commands use. */
interface Endpoints {
  activities: Endpoint<ActivityList>
  activity(id: string): Endpoint<ActivityShown>
  outputs: Endpoint<OutputList>
  output(id: string): Endpoint<OutputShown>
  requests: Endpoint<RequestList>
  request(id: string): Endpoint<RequestShown>
  /** A transition of something of that collection. */
  transition(collection: string, id: string, name: string): Endpoint<TransitionResult>
  /** The transition that begins something of that collection, in a plan. */
  begin(collection: string): Endpoint<TransitionResult>
  plans: Endpoint<Plans>
  plan(id: string): Endpoint<Plan>
  document(id: string): Endpoint<string>
  previewPlan: Endpoint<ImportedPlan>
  importPlan: Endpoint<AskedImport>
  import(id: string): Endpoint<AskedImport>
  history: Endpoint<History>
  historyOf(collection: string, id: string): Endpoint<History>
  reminders: Endpoint<ReminderList>
  letters: Endpoint<LetterList>
  letter(id: string): Endpoint<ListedLetter>
  webhooks: Endpoint<WebhookList>
  deliveries: Endpoint<DeliveryList>
  newFeed: Endpoint<NewFeed>
  newKey: Endpoint<NewKey>
  revokeKey(id: string): Endpoint<TransitionResult>
}

const part = encodeURIComponent

export const endpoints: Endpoints = {
  activities: { method: "GET", path: "/api/activities" },
  activity: (id) => ({ method: "GET", path: `/api/activities/${part(id)}` }),
  outputs: { method: "GET", path: "/api/outputs" },
  output: (id) => ({ method: "GET", path: `/api/outputs/${part(id)}` }),
  requests: { method: "GET", path: "/api/requests" },
  request: (id) => ({ method: "GET", path: `/api/requests/${part(id)}` }),
  transition: (collection, id, name) => ({
    method: "POST",
    path: `/api/${collection}/${part(id)}/transitions/${part(name)}`,
  }),
  begin: (collection) => ({ method: "POST", path: `/api/${collection}` }),
  plans: { method: "GET", path: "/api/plans" },
  plan: (id) => ({ method: "GET", path: `/api/plans/${part(id)}` }),
  document: (id) => ({ method: "GET", path: `/api/plans/${part(id)}/document` }),
  previewPlan: { method: "POST", path: "/api/plans" },
  importPlan: { method: "POST", path: "/api/plans" },
  import: (id) => ({ method: "GET", path: `/api/imports/${part(id)}` }),
  history: { method: "GET", path: "/api/history" },
  historyOf: (collection, id) => ({ method: "GET", path: `/api/${collection}/${part(id)}/history` }),
  reminders: { method: "GET", path: "/api/reminders" },
  letters: { method: "GET", path: "/api/notices" },
  letter: (id) => ({ method: "GET", path: `/api/notices/${part(id)}` }),
  webhooks: { method: "GET", path: "/api/webhooks" },
  deliveries: { method: "GET", path: "/api/deliveries" },
  newFeed: { method: "POST", path: "/api/feeds" },
  newKey: { method: "POST", path: "/api/keys" },
  revokeKey: (id) => ({ method: "POST", path: `/api/keys/${part(id)}/transitions/revokeKey` }),
}
