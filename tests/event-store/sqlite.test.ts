import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import {
  eventsContract,
  logContract,
  marksContract,
  textsContract,
  viewsContract,
} from "@demarche/event-store/testing/index"
import { folder } from "./folder.ts"

eventsContract("SQLite", () => sqliteStore(folder()).events)
logContract("SQLite", () => sqliteStore(folder()))
viewsContract("SQLite", () => sqliteStore(folder()).views)
textsContract("SQLite", () => sqliteStore(folder()).texts)
marksContract("SQLite", () => sqliteStore(folder()).marks)
