import type { Command } from "@commander-js/extra-typings"
import { eventText, type Language, stateText } from "@demarche/i18n"
import { endpoints, type TransitionResult } from "./contract.ts"
import { CliError } from "./exits.ts"
import { textOf } from "./files.ts"
import { type Io, paint, say } from "./io.ts"
import { messages } from "./messages.ts"
import { namesIn } from "./names.ts"
import { request } from "./request.ts"
import { withSession } from "./session.ts"
import { type Globals, languageOf } from "./settings.ts"
import type { Session } from "./transport.ts"
import { fieldForms, jsonIn, typedFields } from "./typedFields.ts"

/** Where the transitions of a workflow are taken, and the one that begins something in a plan, where there is one. */
export interface TransitionPlace {
  workflow: string
  collection: string
  begins?: string
}

/** `do`, of a command for one workflow: executes a transition, or shows what it would do. */
export function transitionCommand(parent: Parent, { workflow, collection, begins }: TransitionPlace, io: Io): void {
  const id = collection === "plans" ? "the plan's id" : "as in ccm-gso-2025-2026.t2-a2"
  const command = parent
    .command("do")
    .description(
      collection === "activities"
        ? "take a transition; `activity show` names those that can be taken, and what each needs"
        : `take a transition of the workflow ${workflow}`,
    )
    .argument("<id>", begins ? `${id}; for ${begins} the plan's` : id)
    .argument("<transition>", collection === "activities" ? "as in openConsultation" : "its name")
    .argument("[fields...]", FIELDS)
  withActOptions(command).action(async (id, transition, fields, options, command) => {
    const place = { workflow, collection, ...(begins && { begins }) }
    await take(io, command.optsWithGlobals(), { ...place, id, transition, fields, options })
  })
}

/** What `key=value` stands for, in the help of a command that takes a transition. */
export const FIELDS =
  "key=value, by the type of the field: text as it stands, a list by commas (paragraphs=3,5), an object as JSON; key=@FILE is what the file holds"

/** The command with the options of everything that is recorded. */
export function withActOptions<Args extends unknown[]>(command: Command<Args, Record<string, never>, Globals>) {
  return command
    .option("--body <json>", "the fields as one JSON object, or @FILE that holds it; key=value goes before it")
    .option("--reason <text>", "why, as it is to stand in the record")
    .option("--mandate <text>", "the decision or the meeting it rests on")
    .option("--on-behalf-of <party>", "the party it is recorded for")
    .option("--occurred-at <instant>", "when it happened, where that is not now")
    .option("--received-at <instant>", "when it reached the secretariat")
    .option("--if-match <version>", "only if this is still the current version")
    .option("--id <key>", "an Idempotency-Key: sent again, it is done once")
    .option("--dry-run", "show what would happen, and record nothing")
}

/** A transition that is to be taken, with the fields and options as they are given. */
interface GivenAct extends TransitionPlace {
  id: string
  transition: string
  fields: string[]
  options: ActOptions
}
type ActOptions = ReturnType<ReturnType<typeof withActOptions>["opts"]>

/** Takes a transition, or shows what it would do. @throws CliError as `request`, or where a field cannot be read. */
export async function take(
  io: Io,
  globals: Globals,
  { workflow, collection, begins, id, transition, fields, options }: GivenAct,
): Promise<void> {
  const language = languageOf(io, globals)
  const { reason, mandate, onBehalfOf, occurredAt, receivedAt } = options
  const json = {
    ...(await bodyOf(options.body, language)),
    ...(await typedFields(workflow, transition, fields, language)),
    ...{ reason, mandate, onBehalfOf, occurredAt, receivedAt },
  }
  const beginning = transition === begins
  const endpoint = beginning ? endpoints.begin(collection) : endpoints.transition(collection, id, transition)
  await withSession(io, globals, async (session) => {
    const answer = await request(session, endpoint, {
      json,
      query: { plan: beginning ? id : undefined, dryRun: options.dryRun ? "true" : undefined },
      headers: { "Idempotency-Key": options.id, "If-Match": options.ifMatch },
    }).catch(async (error) => {
      throw error instanceof CliError ? await withForms(error, { workflow, transition, language }) : error
    })
    if (session.json) return say(io, answer.raw)
    await tell(session, answer.body)
  })
}

/** A refusal with what the transition takes or, where there is no such one, with those that there are. */
async function withForms(
  error: CliError,
  { workflow, transition, language }: { workflow: string; transition: string; language: Language },
): Promise<CliError> {
  const said = messages(language)
  if (error.exit !== "unreadable" && error.exit !== "unknown") return error
  const { transitions, forms = [] } = await fieldForms(workflow, transition, language)
  const taken = error.exit === "unreadable" ? [said.takes(transition), ...forms.map((form) => `  ${form}`)] : []
  const lines = transitions ? [said.transitions(transitions.join(", "))] : taken
  return new CliError(error.exit, [...error.lines, ...lines], error.json)
}

/** A command of the program, such as `activity`. */
type Parent = Command<[], Record<string, never>, Globals>

async function tell(
  session: Session,
  { id, version, state, events, hash, dryRun, consequences, warnings, secret, ...standing }: TransitionResult,
): Promise<void> {
  const { io, language } = session
  const { bold, dim, yellow } = paint(io, "out")
  const said = messages(language)
  const names = await namesIn(session, id.split(".")[0] ?? "")
  const where = state ? stateText(language, { state, ...standing }) : ""
  say(io, `${bold(id)}  ${where}  ${dim(dryRun ? `v${version}` : `v${version} ${hash?.slice(0, 8)}`)}`)
  for (const event of events) say(io, `  ${eventText(language, event, { names, zone: io.zone })}`)
  if (secret) say(io, `  ${secret}`)
  if (consequences?.length) say(io, said.consequences)
  for (const { stream, transition } of consequences ?? []) say(io, `  ${stream} ${transition}`)
  for (const { sentence } of warnings ?? []) say(io, yellow(sentence))
  if (dryRun) say(io, yellow(said.dryRun))
}

async function bodyOf(given: string | undefined, language: Language): Promise<Record<string, unknown>> {
  if (given === undefined) return {}
  const text = given.startsWith("@") ? await textOf(given.slice(1), language) : given
  const value = jsonIn(text)
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value }
  throw new CliError("unreadable", [`--body: ${messages(language).noObject}`])
}
