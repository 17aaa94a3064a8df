import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { eventsContract } from "./events.contract.ts"
import { logContract } from "./log.contract.ts"
import { textsContract } from "./texts.contract.ts"
import { viewsContract } from "./views.contract.ts"

eventsContract("memory", () => memoryStore().events)
logContract("memory", memoryStore)
viewsContract("memory", () => memoryStore().views)
textsContract("memory", () => memoryStore().texts)
