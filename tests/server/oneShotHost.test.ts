import { createTables, dynamodbStore } from "@demarche/event-store/dynamodb/dynamodbStore"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { oneShotHost } from "@demarche/server/oneShotHost"
import { endpoint, options } from "../event-store/dynamodbServer.ts"
import { cloudHost, plain } from "../functions/host.ts"
import { stories } from "../http/stories.ts"
import { chanceOf } from "../simulate/chance.ts"

const at = await endpoint()
const log = { info() {}, error: console.error }
const chance = chanceOf(11).next

stories("at a one-shot host, where no function hears", async (clock) => oneShotHost(memoryStore(), clock, log), false)

stories(
  "at a one-shot host, while the functions hear the same and do the same",
  async (clock, _, __, begin) => {
    const own = options(at)
    await createTables(own)
    const store = dynamodbStore(own)
    await begin?.(store)
    const cloud = cloudHost(() => store, clock, plain, chance)
    const visit = oneShotHost({ ...store, events: cloud.application.world.events }, clock, log)
    return {
      ...visit,
      async settled() {
        await Promise.all([visit.settled(), cloud.settled()])
        await cloud.settled()
      },
    }
  },
  false,
)
