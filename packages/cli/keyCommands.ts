import { instantText, translateDynamic } from "@demarche/i18n"
import { endpoints } from "./contract.ts"
import { CliError } from "./exits.ts"
import { type Io, paint, say } from "./io.ts"
import { messages } from "./messages.ts"
import { everyPage, request } from "./request.ts"
import { withSession } from "./session.ts"
import { acting, type Program } from "./settings.ts"
import { type Cell, table } from "./table.ts"
import type { Session } from "./transport.ts"

/** `demarche key`: API keys for programs, which the secretariat issues and revokes. */
export function keyCommands(program: Program, io: Io): void {
  const keys = program.command("key").description("give a program an office in plans, and take it back")

  keys
    .command("add")
    .description("make a key and print it, once; --office and --party are here the key's own")
    .requiredOption("--label <label>", "what it is for")
    .requiredOption("--plan <plan...>", "the plans it is good for")
    .option("--expires <instant>", "when it ends (RFC 3339)")
    .action(async ({ label, plan, expires }, command) => {
      const { party, ...globals } = command.optsWithGlobals()
      const { office } = globals
      if (!office) throw new CliError("unreadable", [`--office: ${acting.join(", ")}`])
      await withSession(
        io,
        globals,
        async (session) => {
          const json = { label, office, party, plans: plan, expires }
          const { raw, body } = await request(session, endpoints.newKey, { json })
          if (session.json) return say(io, raw)
          io.err(`${paint(io, "err").dim(messages(session.language).key)}\n`)
          say(io, body.key)
        },
        { office: "secretariat" },
      )
    })

  keys
    .command("list")
    .description(
      "the keys of a plan: id, label, office, party, until when, whether it is revoked; for those who run the plan",
    )
    .requiredOption("--plan <plan>", "the plan's id")
    .action(async ({ plan }, command) => {
      await withSession(io, command.optsWithGlobals(), async (session) => {
        const items = await everyPage(session, endpoints.history, { plan, type: "KeyIssued,KeyWithdrawn" })
        if (session.json) return say(io, JSON.stringify({ items }))
        const events = items.flatMap(({ events }) => events).flatMap((event) => ("type" in event ? [event] : []))
        const revoked = new Set(events.flatMap(({ type, key }) => (type === "KeyWithdrawn" ? [key] : [])))
        const issued = events.filter(({ type }) => type === "KeyIssued")
        const rows = issued.map((event) => keyRow(session, event, revoked.has(event.key)))
        if (rows.length === 0) return say(io, messages(session.language).noKeys)
        for (const line of table(rows, 1, io.columns)) say(io, line)
      })
    })

  keys
    .command("revoke")
    .description("end a key at once")
    .argument("<id>", "the key's id: the middle part of demarche_<id>_…; or the whole key, of which that part is taken")
    .requiredOption("--reason <text>", "why, as it is to stand in the record")
    .action(async (given, { reason }, command) => {
      const [, id = given] = given.match(/^demarche_([0-9a-f]+)_/) ?? []
      await withSession(io, command.optsWithGlobals(), async (session) => {
        const { raw } = await request(session, endpoints.revokeKey(id), { json: { reason } })
        say(io, session.json ? raw : messages(session.language).revoked(id))
      })
    })
}

/** A line of a key: its id, label, office, end, and whether it is revoked. */
function keyRow({ io, language }: Session, issued: { [field: string]: unknown }, revoked: boolean): Cell[] {
  const { bold, dim } = paint(io, "out")
  const [key, label, office, party, expires] = ["key", "label", "office", "party", "expires"].map((field) => {
    const said = issued[field]
    return typeof said === "string" ? said : ""
  })
  const title = translateDynamic(language, `offices.${office}`)
  return [
    { text: key?.replace(/^key-/, "") ?? "", paint: bold },
    { text: label ?? "" },
    { text: party ? `${title} (${party})` : title },
    { text: expires ? messages(language).ends(instantText(language, expires, io.zone)) : "" },
    { text: translateDynamic(language, `states.${revoked ? "revoked" : "active"}`), paint: dim },
  ]
}
