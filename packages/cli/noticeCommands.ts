import { instantText, translateDynamic } from "@demarche/i18n"
import { asOf, view } from "./activityCommands.ts"
import { endpoints, type ListedLetter } from "./contract.ts"
import { type Io, paint, say } from "./io.ts"
import { messages } from "./messages.ts"
import { namesIn } from "./names.ts"
import { everyPage, request } from "./request.ts"
import { withSession } from "./session.ts"
import type { Program } from "./settings.ts"
import { type Cell, table } from "./table.ts"
import type { Session } from "./transport.ts"

/** `demarche notice`: the letters of a plan, and what became of them. */
export function noticeCommands(program: Program, io: Io): void {
  const notices = program.command("notice").description("list the letters of a plan, and read one")

  notices
    .command("list")
    .description("a line a letter: when, about what, to whom, why, what became of it, its id")
    .requiredOption("--plan <plan>", "the plan's id")
    .option("--status <status>", "queued, claimed, sent, failed, suppressed or cancelled")
    .option("--recipient <person>", "to that person")
    .addOption(asOf())
    .addOption(view())
    .action(async (query, command) => {
      await withSession(io, command.optsWithGlobals(), async (session) => {
        const items = await everyPage(session, endpoints.letters, query)
        if (session.json) return say(io, JSON.stringify({ items, next: null }))
        const names = await namesIn(session, query.plan)
        const rows = items.map((letter) => row(session, letter, names))
        for (const line of table(rows, 2, io.columns)) say(io, line)
      })
    })

  notices
    .command("show")
    .description("one letter, with its text once it was written")
    .argument("<id>", "its id, as the list has it")
    .action(async (id, _, command) => {
      await withSession(io, command.optsWithGlobals(), async (session) => {
        const { raw, body } = await request(session, endpoints.letter(id), { lines: true })
        if (session.json) return say(io, raw)
        const names = await namesIn(session, id.split(".")[0] ?? "")
        say(
          io,
          row(session, body, names)
            .map(({ text }) => text)
            .join("  "),
        )
        for (const said of [body.why, body.letter]) if (said) say(io, `\n${said.trimEnd()}`)
      })
    })
}

function row(
  { io, language }: Session,
  { id, notBefore, about, recipient, kind, step, status, onBehalfOf }: ListedLetter,
  names: ReadonlyMap<string, string>,
): Cell[] {
  const { bold, dim } = paint(io, "out")
  const name = (person: string) => names.get(person) ?? person
  const instead = onBehalfOf && messages(language).deputy(name(onBehalfOf))
  return [
    { text: instantText(language, notBefore, io.zone) },
    { text: about.slice(about.indexOf(".") + 1), paint: bold },
    { text: [name(recipient), instead].filter(Boolean).join(", ") },
    { text: [kind, step].filter(Boolean).join(" ") },
    { text: translateDynamic(language, `states.${status}`) },
    { text: id, paint: dim },
  ]
}
