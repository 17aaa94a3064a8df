import {
  type Commit,
  type Definition,
  defineWorkflow,
  handle,
  type MetadataRules,
  recordElapsed,
} from "@demarche/engine"
import { event, eventOf, union } from "@demarche/engine/definition"
import { newSalt } from "@demarche/event-store"
import { memoryStore } from "@demarche/event-store/memory"
import { expect, test } from "vitest"
import { createMachine } from "xstate"
import { march } from "./fixture.ts"

const commands = { open: { fields: () => ({}), emits: ["Opened"] } } as const
const door = {
  version: 1,
  commands,
  Event: union(() => [event("Opened", {}), event("Shut", {})]),
  machine: createMachine({
    id: "door",
    initial: "shut",
    states: { shut: { meta: {}, on: { Opened: "ajar" } }, ajar: { meta: {}, on: { Shut: "shut" } } },
  }),
  decide: (_, command) => [eventOf<{ type: "Opened" }>(commands, command)],
} satisfies Definition
/** A door that the wind shuts. */
const windy = {
  ...door,
  deadlines: ({ state }) => (state === "ajar" ? [{ at: march(2), event: { type: "Shut" } }] : []),
} satisfies Definition

/** The origins of the commits that opening a door leaves, and time after it. */
async function origins(definition: Definition, more: object = {}): Promise<Commit["origin"]["value"][]> {
  const workflow = defineWorkflow("door", definition)
  const { events, texts } = memoryStore()
  let now = march(1)
  const world = { events, texts, clock: () => now, salt: newSalt }
  const request = { stream: "door:front", command: { type: "open" }, by: "ada", correlation: "c", ...more } as const
  const { commits } = await handle(world, workflow, request)
  now = march(3)
  return [...commits, ...(await recordElapsed(world, workflow, "door:front", "c"))].map(({ origin }) => origin.value)
}

test("a definition that says nothing of it records who acted, on no facts", async () => {
  expect(await origins(door)).toEqual([{ command: "open", by: "ada", facts: {} }])
})

test("time acts as itself, or as whom the definition says", async () => {
  expect((await origins(windy))[1]).toEqual({ command: "time", by: "time", facts: {} })
  const metadata: MetadataRules = { time: { by: { house: "wind" }, facts: { force: 7 } } }
  expect((await origins({ ...windy, metadata }))[1]).toEqual({ command: "time", ...metadata.time })
})

test("of what a request says beside, the fields that the definition names are recorded, as far as they are given", async () => {
  const metadata: MetadataRules = { time: { by: "time", facts: {} }, fields: ["witness", "room"] }
  const more = { reason: "it was hot", witness: "bob", weather: "fine" }
  const opened = { command: "open", by: "ada", facts: {}, reason: "it was hot" }
  expect(await origins(door, more)).toEqual([opened])
  expect(await origins({ ...door, metadata }, more)).toEqual([{ ...opened, witness: "bob" }])
})
