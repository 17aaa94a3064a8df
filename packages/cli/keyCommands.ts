import { endpoints } from "./contract.ts"
import { CliError } from "./exits.ts"
import { type Io, paint, say } from "./io.ts"
import { messages } from "./messages.ts"
import { request } from "./request.ts"
import { withSession } from "./session.ts"
import { acting, type Program } from "./settings.ts"

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
