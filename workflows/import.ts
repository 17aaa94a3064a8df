import { type Evolve, eventOf, evolving, transitions, unchanged, type View } from "@demarche/engine/definition"
import { assign, setup } from "xstate"
import { type Command, commands, type Event } from "./importCommands.ts"
import type { WithMetadata } from "./metadata.ts"
import { officeGuard } from "./rules.ts"
import type { Types } from "./states.ts"
import type { Actor } from "./terms.ts"

export { type Command, commands, Event } from "./importCommands.ts"
export { metadata } from "./metadata.ts"

export const version = 2

export interface Context {
  /** Who asked, in whose name everything is done. */
  by?: Actor
  mandateImplied?: boolean
  rehearsed?: boolean
  file?: string
  /** The text of what is taken over, where that is not everything. */
  choice?: string | undefined
  format?: "yaml" | "json"
  /** The text of what came of it so far. */
  result?: string
  done: number
  of: number
  failing?: string[]
  errors?: { path: string; message: string }[]
}

const rules = { OFFICE: officeGuard(commands) }

const evolve: Evolve<Context, WithMetadata<Event>> = {
  ImportRequested: (_, { by, mandateImplied, rehearsed, file, choice, format, result, of }) => ({
    ...{ by, mandateImplied, rehearsed, file, format, result, of },
    ...(choice !== undefined && { choice }),
  }),
  ImportContinued: (_, { result, done, of }) => ({ result, done, of }),
  ImportFinished: (_, { result, done, of }) => ({ result, done, of }),
  ImportRefused: (_, { failing, errors }) => ({ failing, errors }),
  TextRedacted: unchanged,
}

const types: Types<Context, Event> = {}
const planImport = setup({ types, guards: rules, actions: { evolve: assign(evolving(evolve)) } })
const { to, inPlace } = transitions(rules, "OFFICE")

export const machine = planImport.createMachine({
  id: "import",
  context: { done: 0, of: 0 },
  initial: "new",
  states: {
    new: { meta: { public: false }, on: { ImportRequested: to("asked") } },
    asked: {
      tags: "awaited",
      meta: { holder: "system" },
      on: { ImportContinued: inPlace(), ImportFinished: to("finished"), ImportRefused: to("refused") },
    },
    finished: { tags: "settled", meta: { holder: "nobody" }, on: { TextRedacted: inPlace() } },
    refused: { tags: "dropped", meta: { holder: "nobody" }, on: { TextRedacted: inPlace() } },
  },
})

/** The past-tense events a command comes to, for the secretariat's eyes; the end of an import is the end of its file. */
export function decide({ context: { file, choice } }: View<Context>, command: Command): Event[] {
  const hidden = { visibility: "restricted" } as const
  const happened = eventOf<Event>(commands, command, hidden)
  const ended = command.type === "finish" || command.type === "refuse"
  const over = ended ? [file, choice].filter((text) => text !== undefined) : []
  return [happened, ...over.map((text) => ({ type: "TextRedacted" as const, text, ...hidden }))]
}

/** Nothing about an import is decided by time alone. */
export function deadlines(): [] {
  return []
}
