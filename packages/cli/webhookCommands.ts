import { instantText, translateDynamic } from "@demarche/i18n"
import { endpoints, type ListedDelivery, type ListedWebhook } from "./contract.ts"
import { type Io, paint, say } from "./io.ts"
import { messages } from "./messages.ts"
import { everyPage, request } from "./request.ts"
import { withSession } from "./session.ts"
import type { Program } from "./settings.ts"
import { type Cell, table } from "./table.ts"
import { transitionCommand } from "./transitionCommand.ts"
import type { Session } from "./transport.ts"

/** `demarche webhook`, `delivery`, `feed`: what a plan tells programs and calendars. */
export function webhookCommands(program: Program, io: Io): void {
  const webhooks = program.command("webhook").description("list the webhooks of a plan, register one, act on one")
  webhooks
    .command("list")
    .description("a line a webhook: its id, label, address, which events it is called with, how it stands")
    .requiredOption("--plan <plan>", "the plan's id")
    .action(async (query, command) => {
      await withSession(io, command.optsWithGlobals(), async (session) => {
        const { raw, body } = await request(session, endpoints.webhooks, { query })
        if (session.json) return say(io, raw)
        const rows = body.items.map((webhook) => webhookRow(session, webhook))
        for (const line of table(rows, 2, io.columns)) say(io, line)
      })
    })
  transitionCommand(webhooks, { workflow: "webhook", collection: "webhooks", begins: "register" }, io)

  const deliveries = program.command("delivery").description("list the calls of webhooks, and make one once more")
  deliveries
    .command("list")
    .description("a line a call: when, about what, of which webhook, how often tried, the last answer, its id")
    .requiredOption("--plan <plan>", "the plan's id")
    .option("--webhook <id>", "of that webhook")
    .option("--status <status>", "queued, failed, delivered or givenUp")
    .action(async (query, command) => {
      await withSession(io, command.optsWithGlobals(), async (session) => {
        const items = await everyPage(session, endpoints.deliveries, query)
        if (session.json) return say(io, JSON.stringify({ items, next: null }))
        const rows = items.map((delivery) => deliveryRow(session, delivery))
        for (const line of table(rows, 1, io.columns)) say(io, line)
      })
    })
  transitionCommand(deliveries, { workflow: "delivery", collection: "deliveries" }, io)

  const feeds = program.command("feed").description("ask for a calendar of one's own dates, and end it")
  feeds
    .command("add")
    .description("print the address of one's own calendar of a plan, once; the one before ends")
    .requiredOption("--plan <plan>", "the plan's id")
    .action(async (query, command) => {
      await withSession(io, command.optsWithGlobals(), async (session) => {
        const { raw, body } = await request(session, endpoints.newFeed, { query })
        if (session.json) return say(io, raw)
        io.err(`${paint(io, "err").dim(messages(session.language).feed(body.id))}\n`)
        say(io, body.address)
      })
    })
  transitionCommand(feeds, { workflow: "access", collection: "feeds" }, io)
}

function webhookRow({ io, language }: Session, { id, label, url, types, state, since }: ListedWebhook): Cell[] {
  const { bold, dim } = paint(io, "out")
  return [
    { text: id, paint: bold },
    { text: label },
    { text: url },
    { text: types?.join(", ") ?? "*" },
    { text: translateDynamic(language, `states.${state}`) },
    { text: messages(language).since(instantText(language, since, io.zone)), paint: dim },
  ]
}

function deliveryRow(
  { io, language }: Session,
  { id, webhook, about, status, begun, attempts, said }: ListedDelivery,
): Cell[] {
  const { bold, dim } = paint(io, "out")
  return [
    { text: instantText(language, begun, io.zone) },
    { text: about, paint: bold },
    { text: webhook },
    { text: translateDynamic(language, `states.${status}`) },
    { text: `${attempts} ×` },
    { text: said ?? "" },
    { text: id, paint: dim },
  ]
}
