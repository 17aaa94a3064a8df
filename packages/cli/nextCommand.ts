import { writeText } from "./files.ts"
import type { Io } from "./io.ts"
import { send } from "./request.ts"
import { withSession } from "./session.ts"
import type { Program } from "./settings.ts"
import { assertPlan } from "./upgradeCommand.ts"

/** `demarche plan next`: the plan file of the cycle that follows, with what is carried over. */
export function nextCommand(plans: Program, io: Io): void {
  plans
    .command("next")
    .argument("<plan>", "the id of the plan whose cycle ends")
    .requiredOption("--id <id>", "the id of the plan that follows")
    .requiredOption("--label <label>", "what its cycle is called, such as 2027-2028")
    .requiredOption("--starts-on <day>", "the first day of that cycle")
    .requiredOption(
      "--ends-at <meeting>",
      "the id of the meeting that ends it; one that the plan does not have is added",
    )
    .option("--title <title>", "its title, if not that of the plan before it")
    .option("-o, --out <file>", "into that file; otherwise to the output")
    .description(
      "the plan file of the following cycle, from what is carried over; a comment at its head names what is still to be filled in",
    )
    .action(async (plan, { id, label, startsOn, endsAt, title, out }, command) => {
      await withSession(io, command.optsWithGlobals(), async (session) => {
        const query = { id, label, startsOn, endsAt, title }
        const response = await send(session, "GET", `/api/plans/${encodeURIComponent(plan)}/next`, { query })
        const text = await response.text()
        if (out === undefined) io.out(text)
        else {
          await writeText(out, text, session.language)
          io.err(headOf(text))
        }
        assertPlan(out ?? `${id}.yaml`, text, session.language)
      })
    })
}

/** The comment at the head of a file. */
function headOf(text: string): string {
  return text.slice(0, text.search(/^[^#]/m))
}
