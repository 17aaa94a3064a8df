import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { eventsContract } from "./events.contract.ts"
import { folder } from "./folder.ts"
import { logContract } from "./log.contract.ts"
import { textsContract } from "./texts.contract.ts"
import { viewsContract } from "./views.contract.ts"

eventsContract("SQLite", () => sqliteStore(folder()).events)
logContract("SQLite", () => sqliteStore(folder()))
viewsContract("SQLite", () => sqliteStore(folder()).views)
textsContract("SQLite", () => sqliteStore(folder()).texts)
