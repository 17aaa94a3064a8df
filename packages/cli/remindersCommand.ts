import { dueText, instantText, reminderText } from "@demarche/i18n"
import { endpoints, type ListedReminder } from "./contract.ts"
import { type Io, paint, say } from "./io.ts"
import { messages } from "./messages.ts"
import { namesIn } from "./names.ts"
import { everyPage } from "./request.ts"
import { withSession } from "./session.ts"
import type { Program } from "./settings.ts"
import { type Cell, table } from "./table.ts"
import type { Session } from "./transport.ts"

/** `demarche reminders`: the reminders that will be due if nothing changes; nothing is sent. */
export function remindersCommand(program: Program, io: Io): void {
  program
    .command("reminders")
    .description("who would be reminded of what, when and why, if nothing changed; nothing is written or sent")
    .argument("<plan>", "a plan's id, as in ccm-gso-2025-2026")
    .option("--as-of <instant>", "from that instant on, as the record stood then (RFC 3339; default: now)")
    .requiredOption("--until <instant>", "up to that instant (RFC 3339)")
    .action(async (plan, { asOf, until }, command) => {
      await withSession(io, command.optsWithGlobals(), async (session) => {
        const items = await everyPage(session, endpoints.reminders, { plan, asOf, until })
        if (session.json) return say(io, JSON.stringify({ items }))
        if (items.length === 0) return say(io, messages(session.language).noReminders)
        const names = await namesIn(session, plan)
        for (const line of table(
          items.map((item) => row(session, item, names)),
          2,
          io.columns,
        ))
          say(io, line)
      })
    })
}

function row({ io, language }: Session, item: ListedReminder, names: ReadonlyMap<string, string>): Cell[] {
  const { bold, dim } = paint(io, "out")
  const { recipient, about, due, escalated, onBehalfOf, notBefore } = item
  const said = messages(language)
  const why = [escalated && said.escalated, onBehalfOf && said.deputy(names.get(onBehalfOf) ?? onBehalfOf)]
  return [
    { text: instantText(language, notBefore, io.zone) },
    { text: about.slice(about.indexOf(".") + 1), paint: bold },
    { text: [names.get(recipient) ?? recipient, ...why.filter(Boolean)].join(", ") },
    { text: reminderText(language, item) },
    { text: due ? dueText(language, { on: due, precision: "day" }) : "", paint: dim },
  ]
}
