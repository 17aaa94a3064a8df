import { createApplication } from "@demarche/application/application"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { createApi } from "@demarche/http/app"

const app = createApi(createApplication(memoryStore(), () => new Date().toISOString()), {
  authenticators: [],
  rates: { read: 1_200, write: 600 },
  addressOf: () => undefined,
  milliseconds: () => performance.now(),
  log: console.error,
})
const response = await app.request("/api/plans")
console.log(response.status, await response.text()) // 200 {"items":[]}
