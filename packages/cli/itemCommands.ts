import { asOf, view } from "./activityCommands.ts"
import { type Endpoint, endpoints, type ItemShown, type ListedItem } from "./contract.ts"
import { type Io, say } from "./io.ts"
import { itemId } from "./itemId.ts"
import { itemPage, itemTable } from "./itemTable.ts"
import { namesIn } from "./names.ts"
import { everyPage, request } from "./request.ts"
import { withSession } from "./session.ts"
import type { Program } from "./settings.ts"
import { type TransitionPlace, transitionCommand } from "./transitionCommand.ts"

/** Where items of a kind are listed, and one is read. */
interface ItemAddresses {
  list: Endpoint<{ items: ListedItem[]; next: string | null }>
  one(id: string): Endpoint<ItemShown>
}

/** The commands for the items that are no activities. */
const commands: Record<string, TransitionPlace & { does: string; reads: ItemAddresses }> = {
  output: {
    workflow: "output",
    collection: "outputs",
    does: "list outputs, look at one, act on it",
    reads: { list: endpoints.outputs, one: endpoints.output },
  },
  request: {
    workflow: "request",
    collection: "requests",
    begins: "submit",
    does: "list requests of the Presidency, look at one, submit one, act on it",
    reads: { list: endpoints.requests, one: endpoints.request },
  },
}

/** `demarche output`, `request`: list, show, do. */
export function itemCommands(program: Program, io: Io): void {
  for (const [name, { does, reads, ...place }] of Object.entries(commands)) {
    const command = program.command(name).description(does)
    readCommands(command, { name, ...reads }, io)
    transitionCommand(command, place, io)
  }
}

function readCommands(
  parent: Parameters<typeof transitionCommand>[0],
  { name, list, one }: ItemAddresses & { name: string },
  io: Io,
): void {
  parent
    .command("list")
    .description(`the ${name}s of a plan as a table`)
    .requiredOption("--plan <plan>", "the plan's id")
    .option("--state <state>", "in that state; an unknown one is refused with those that there are")
    .option("--due <when>", "by due date: overdue, month, quarter, none")
    .addOption(asOf())
    .addOption(view())
    .action(async (query, command) => {
      await withSession(io, command.optsWithGlobals(), async (session) => {
        const items = await everyPage(session, list, query)
        if (session.json) return say(io, JSON.stringify({ items, next: null }))
        for (const line of itemTable(session, items, await namesIn(session, query.plan))) say(io, line)
      })
    })

  parent
    .command("show")
    .description(`one ${name}: where it stands, what can be done now, and what is blocked and why`)
    .argument("<id>", "as in ccm-gso-2025-2026.o1")
    .addOption(asOf())
    .addOption(view())
    .action(async (id, { asOf, view }, command) => {
      await withSession(io, command.optsWithGlobals(), async (session) => {
        const { raw, body } = await request(session, one(itemId(id, session.language)), { query: { asOf, view } })
        if (session.json) return say(io, raw)
        const names = await namesIn(session, body.plan)
        for (const line of itemPage(session, body, names)) say(io, line)
      })
    })
}
