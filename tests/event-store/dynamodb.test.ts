import { eventsContract, marksContract, textsContract, viewsContract } from "@demarche/event-store/testing/index"
import { emptyMarks, emptyStore, endpoint } from "./dynamodbServer.ts"

const at = await endpoint()

eventsContract("DynamoDB", async () => (await emptyStore(at)).events, { rounds: 100 })
viewsContract("DynamoDB", async () => (await emptyStore(at)).views)
textsContract("DynamoDB", async () => (await emptyStore(at)).texts)
marksContract("DynamoDB", () => emptyMarks(at))
