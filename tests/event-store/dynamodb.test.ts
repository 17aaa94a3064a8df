import { emptyStore, endpoint } from "./dynamodbServer.ts"
import { eventsContract } from "./events.contract.ts"
import { textsContract } from "./texts.contract.ts"
import { viewsContract } from "./views.contract.ts"

const at = await endpoint()

eventsContract("DynamoDB", async () => (await emptyStore(at)).events, { rounds: 100 })
viewsContract("DynamoDB", async () => (await emptyStore(at)).views)
textsContract("DynamoDB", async () => (await emptyStore(at)).texts)
