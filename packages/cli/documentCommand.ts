import { asOf, view } from "./activityCommands.ts"
import { endpoints } from "./contract.ts"
import { type Io, plainLines, say } from "./io.ts"
import { send } from "./request.ts"
import { withSession } from "./session.ts"
import type { Program } from "./settings.ts"

/** `demarche plan document`: the plan in its document's words, as Markdown, with what the record says of each line. */
export function documentCommand(plans: Program, io: Io): void {
  plans
    .command("document")
    .description("the plan in its document's words, as Markdown; what the record says of a line is quoted below it")
    .argument("<plan>", "the plan's id")
    .addOption(asOf())
    .addOption(view())
    .action(async (plan, { asOf, view }, command) => {
      await withSession(io, command.optsWithGlobals(), async (session) => {
        const { method, path } = endpoints.document(plan)
        const headers = { Accept: session.json ? "application/json" : "text/markdown" }
        const text = await (await send(session, method, path, { query: { asOf, view }, headers })).text()
        if (session.json) return say(io, text)
        say(io, plainLines(text.trimEnd()))
      })
    })
}
