import { asOf, view } from "./activityCommands.ts"
import { endpoints, type HistoryItem } from "./contract.ts"
import { entryLine } from "./entryLine.ts"
import { CliError } from "./exits.ts"
import { type Io, say } from "./io.ts"
import { messages } from "./messages.ts"
import { namesIn } from "./names.ts"
import { everyPage } from "./request.ts"
import { withSession } from "./session.ts"
import type { Program } from "./settings.ts"
import type { Session } from "./transport.ts"

interface Wanted {
  asOf?: string
  view?: string
  since?: string
  until?: string
  person?: string
  type?: string
}

/** `demarche history`: the record of one item, or of a whole plan. */
export function historyCommand(program: Program, io: Io): void {
  program
    .command("history")
    .description(
      "what happened, oldest first, a line a commit: to an activity, an output, a request, or in a whole plan",
    )
    .argument("<id>", "an item's id (ccm-gso-2025-2026.t2-a2) or a plan's (ccm-gso-2025-2026)")
    .addOption(asOf())
    .addOption(view())
    .option("--since <instant>", "recorded at that instant or later (RFC 3339)")
    .option("--until <instant>", "recorded at that instant or earlier (RFC 3339)")
    .option("--person <person>", "by that person")
    .option("--type <event>", "with an event of that type, as in DraftAdded")
    .action(async (id, wanted, command) => {
      await withSession(io, command.optsWithGlobals(), async (session) => {
        const [plan = ""] = id.split(".")
        const items = id.includes(".") ? await ofItem(session, id, wanted) : await ofPlan(session, plan, wanted)
        if (session.json) return say(io, JSON.stringify({ items }))
        const names = await namesIn(session, plan)
        for (const entry of items) say(io, entryLine(session, entry, names))
      })
    })
}

/** The history of an item. Its id does not say its kind, so that the collections are tried in turn. */
async function ofItem(session: Session, id: string, { asOf, view, ...wanted }: Wanted): Promise<HistoryItem[]> {
  const kinds = ["activities", "outputs", "requests"]
  for (const kind of kinds) {
    try {
      const items = await everyPage(session, endpoints.historyOf(kind, id), { asOf, view })
      return items.filter((entry) => matches(entry, wanted))
    } catch (error) {
      if (!(error instanceof CliError) || error.exit !== "unknown" || kind === kinds.at(-1)) throw error
    }
  }
  return []
}

/** The history of a plan, in the order of recording; as of an instant, it ends there. */
async function ofPlan(
  session: Session,
  plan: string,
  { asOf, until, view, ...wanted }: Wanted,
): Promise<HistoryItem[]> {
  const said = messages(session.language)
  if (view === "as-it-was") throw new CliError("unreadable", [said.itemsOnly])
  const ends = [asOf, until].filter((end) => end !== undefined).toSorted((a, b) => Date.parse(a) - Date.parse(b))
  return (await everyPage(session, endpoints.history, { ...wanted, plan, until: ends[0] })).toReversed()
}

function matches({ recordedAt, actor, events }: HistoryItem, { since, until, person, type }: Wanted): boolean {
  const at = Date.parse(recordedAt)
  return (
    (!since || at >= Date.parse(since)) &&
    (!until || at <= Date.parse(until)) &&
    (!person || actor?.person === person) &&
    (!type || events.some((event) => "type" in event && event.type === type))
  )
}
