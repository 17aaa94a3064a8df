import { createApplication } from "@demarche/application/application"
import { execute } from "@demarche/application/execute"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"

const application = createApplication(memoryStore(), () => new Date().toISOString())
const { version, view } = await execute(application, {
  plan: "ccm",
  stream: "request:ccm.r-1",
  command: { type: "submit", title: "A background note" },
  by: { person: "presidency", office: "presidency" },
  mandateImplied: true,
  correlation: "first",
})
console.log(version, view.state) // 1 submitted
