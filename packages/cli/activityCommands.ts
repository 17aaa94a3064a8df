import { Option } from "@commander-js/extra-typings"
import type { StateName } from "@demarche/workflows/stateNames"
import { activityPage } from "./activityPage.ts"
import { activityTable, blockedLines } from "./activityTable.ts"
import { type ActivityDetails, type ActivityShown, endpoints } from "./contract.ts"
import { type Io, paint, say } from "./io.ts"
import { itemId } from "./itemId.ts"
import { namesIn } from "./names.ts"
import { everyPage, request } from "./request.ts"
import { withSession } from "./session.ts"
import type { Program } from "./settings.ts"
import { transitionCommand } from "./transitionCommand.ts"
import type { Session } from "./transport.ts"

const states: Record<StateName<"activity">, true> = {
  planned: true,
  consulting: true,
  drafting: true,
  agreed: true,
  deferred: true,
  notPursued: true,
  cancelled: true,
  superseded: true,
  carriedOver: true,
}

/** `demarche activity`: list, show, do. */
export function activityCommands(program: Program, io: Io): void {
  const activities = program.command("activity").description("list activities, look at one, act on it")

  activities
    .command("list")
    .description("the activities of a plan as a table")
    .requiredOption("--plan <plan>", "the plan's id")
    .option("--state <state>", Object.keys(states).join(", "))
    .option("--track <track>", "a track's id")
    .option("--quarter <quarter>", "due in that quarter, as in 2026-Q2")
    .addOption(new Option("--due <when>", "by due date").choices(["overdue", "month", "quarter", "none"] as const))
    .option("--blocked", "only what a rule blocks, with the reason")
    .addOption(asOf())
    .addOption(view())
    .action(async (_, command) => {
      const globals = command.optsWithGlobals()
      await withSession(io, globals, async (session) => {
        const { plan, state, track, quarter, due, asOf, view, blocked = false } = globals
        const query = { plan, state, track, quarter, due, asOf, view }
        const items = await everyPage(session, endpoints.activities, query)
        if (blocked) return tellBlocked(session, items, plan)
        if (session.json) return say(io, JSON.stringify({ items, next: null }))
        for (const line of activityTable(session, items, await namesIn(session, plan))) say(io, line)
      })
    })

  activities
    .command("show")
    .description("one activity: where it stands, what can be done now, and what is blocked and why")
    .argument("<id>", "as in ccm-gso-2025-2026.t2-a2")
    .addOption(asOf())
    .addOption(view())
    .action(async (id, { asOf, view }, command) => {
      await withSession(io, command.optsWithGlobals(), async (session) => {
        const { raw, body } = await request(session, endpoints.activity(itemId(id, session.language)), {
          query: { asOf, view },
        })
        if (session.json) return say(io, raw)
        const names = await namesIn(session, body.plan)
        for (const line of activityPage(session, body, names)) say(io, line)
      })
    })
  transitionCommand(activities, { workflow: "activity", collection: "activities" }, io)
}

/** The option for an instant of the past. */
export function asOf() {
  return new Option("--as-of <instant>", "as of that instant (RFC 3339)").argParser(String)
}

/** The option for how the past is read. */
export function view() {
  const choices = ["as-known", "as-it-was"] as const
  return new Option("--view <view>", "with --as-of: by when things were recorded, or happened").choices(choices)
}

async function tellBlocked(session: Session, items: ActivityDetails[], plan: string): Promise<void> {
  const { io, json } = session
  const shown: ActivityShown[] = []
  for (const { id } of items) shown.push((await request(session, endpoints.activity(id))).body)
  const blocked = shown.filter((each) => blockedLines(session, each).length > 0)
  if (json) return say(io, JSON.stringify({ items: blocked, next: null }))
  const rows = activityTable(session, blocked, await namesIn(session, plan))
  for (const [index, each] of blocked.entries()) {
    say(io, rows[index])
    for (const line of blockedLines(session, each)) say(io, `    ${paint(io, "out").dim(line)}`)
  }
}
