import type { Io } from "./io.ts"
import type { Program } from "./settings.ts"
import { type TransitionPlace, transitionCommand } from "./transitionCommand.ts"

/** The commands that do no more than take transitions. */
const commands: Record<string, TransitionPlace & { does: string }> = {
  output: { workflow: "output", collection: "outputs", does: "act on an output" },
  request: {
    workflow: "request",
    collection: "requests",
    begins: "submit",
    does: "submit a request of the Presidency, act on one",
  },
  feed: { workflow: "access", collection: "feeds", does: "end a calendar feed" },
  webhook: {
    workflow: "webhook",
    collection: "webhooks",
    begins: "register",
    does: "register a webhook of a server, act on one",
  },
  delivery: { workflow: "delivery", collection: "deliveries", does: "deliver once more what a webhook missed" },
}

/** `demarche output do` and its like: the transitions of what the command line does not show. */
export function itemCommands(program: Program, io: Io): void {
  for (const [name, { does, ...place }] of Object.entries(commands))
    transitionCommand(program.command(name).description(does), place, io)
}
