import { eventText, type Language, translateDynamic } from "@demarche/i18n"
import type { ActivityCommand } from "./activityCommands.ts"
import { endpoints, type TransitionResult } from "./contract.ts"
import { CliError } from "./exits.ts"
import { textOf } from "./files.ts"
import { type Io, paint, say } from "./io.ts"
import { messages } from "./messages.ts"
import { namesIn } from "./names.ts"
import { request } from "./request.ts"
import { withSession } from "./session.ts"
import { languageOf } from "./settings.ts"
import type { Session } from "./transport.ts"

/** `demarche activity do`: executes a transition, or shows what it would do. */
export function activityDo(activities: ActivityCommand, io: Io): void {
  activities
    .command("do")
    .description("take a transition; `activity show` names those that can be taken, and what each needs")
    .argument("<id>", "as in ccm-gso-2025-2026.t2-a2")
    .argument("<transition>", "as in openConsultation")
    .argument(
      "[fields...]",
      "key=value; a value that is JSON is read as JSON (paragraphs='[\"3\"]'), any other is text",
    )
    .option("--body <json>", "the fields as one JSON object, or @FILE that holds it; key=value goes before it")
    .option("--reason <text>", "why, as it is to stand in the record")
    .option("--mandate <text>", "the decision or the meeting it rests on")
    .option("--on-behalf-of <party>", "the party it is recorded for")
    .option("--occurred-at <instant>", "when it happened, where that is not now")
    .option("--received-at <instant>", "when it reached the secretariat")
    .option("--if-match <version>", "only if this is still the current version")
    .option("--id <key>", "an Idempotency-Key: sent again, it is done once")
    .option("--dry-run", "show what would happen, and record nothing")
    .action(async (id, transition, fields, options, command) => {
      const globals = command.optsWithGlobals()
      const { reason, mandate, onBehalfOf, occurredAt, receivedAt } = options
      const json = {
        ...(await bodyOf(options.body, languageOf(io, globals))),
        ...fieldsOf(fields),
        ...{ reason, mandate, onBehalfOf, occurredAt, receivedAt },
      }
      await withSession(io, globals, async (session) => {
        const answer = await request(session, endpoints.transition(id, transition), {
          json,
          query: { dryRun: options.dryRun ? "true" : undefined },
          headers: { "Idempotency-Key": options.id, "If-Match": options.ifMatch },
        })
        if (session.json) return say(io, answer.raw)
        await tell(session, answer.body)
      })
    })
}

async function tell(
  session: Session,
  { id, version, state, substate, events, hash, dryRun, consequences }: TransitionResult,
): Promise<void> {
  const { io, language } = session
  const { bold, dim, yellow } = paint(io, "out")
  const said = messages(language)
  const names = await namesIn(session, id.split(".")[0] ?? "")
  const where = [
    state && translateDynamic(language, `states.${state}`, { kind: "missing" }),
    substate && translateDynamic(language, `substates.${substate}`),
  ]
  say(
    io,
    `${bold(id)}  ${where.filter(Boolean).join(", ")}  ${dim(dryRun ? `v${version}` : `v${version} ${hash?.slice(0, 8)}`)}`,
  )
  for (const event of events) say(io, `  ${eventText(language, event, { names, zone: io.zone })}`)
  if (consequences?.length) say(io, said.consequences)
  for (const { stream, transition } of consequences ?? []) say(io, `  ${stream} ${transition}`)
  if (dryRun) say(io, yellow(said.dryRun))
}

function fieldsOf(pairs: string[]): Record<string, unknown> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, key, value] = pair.match(/^([^=]+)=(.*)$/s) ?? []
      if (!key || value === undefined) throw new CliError("unreadable", [`${pair}: key=value`])
      return [key, readValue(value)]
    }),
  )
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

async function bodyOf(given: string | undefined, language: Language): Promise<Record<string, unknown>> {
  if (given === undefined) return {}
  const text = given.startsWith("@") ? await textOf(given.slice(1), language) : given
  const value = readValue(text)
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value }
  throw new CliError("unreadable", [`--body: ${messages(language).noObject}`])
}
