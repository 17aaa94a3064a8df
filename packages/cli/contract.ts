import type { Api } from "@demarche/http/app"
import type { hc, InferResponseType } from "hono/client"

type Client = ReturnType<typeof hc<Api>>["api"]

// What the API answers, read off its own routes: when one changes its answer, the CLI no longer compiles.
export type ActivityList = InferResponseType<Client["activities"]["$get"], 200>
export type ActivityShown = InferResponseType<Client["activities"][":id"]["$get"], 200>
export type Activity = ActivityList["items"][number]
export type TransitionResult = InferResponseType<Client["activities"][":id"]["transitions"][":name"]["$post"], 200>
export type ImportedPlan = InferResponseType<Client["plans"]["$post"], 200>
export type Plans = InferResponseType<Client["plans"]["$get"], 200>
export type Plan = InferResponseType<Client["plans"][":plan"]["$get"], 200>
export type History = InferResponseType<Client["history"]["$get"], 200>
export type HistoryItem = History["items"][number]
export type Reminders = InferResponseType<Client["reminders"]["$get"], 200>
export type Reminder = Reminders["items"][number]
export type NewKey = InferResponseType<Client["keys"]["$post"], 201>
