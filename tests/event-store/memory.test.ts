import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import {
  eventsContract,
  logContract,
  marksContract,
  textsContract,
  viewsContract,
} from "@demarche/event-store/testing/index"

eventsContract("memory", () => memoryStore().events)
logContract("memory", memoryStore)
viewsContract("memory", () => memoryStore().views)
textsContract("memory", () => memoryStore().texts)
marksContract("memory", () => memoryStore().marks)
