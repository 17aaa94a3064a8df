import { issueReading } from "@demarche/http/issues"
import { warningReading } from "@demarche/http/warnings"
import { PlanFileError } from "@demarche/plan-file/errors"
import { mediaOf, parsePlan } from "@demarche/plan-file/parse"
import { planSchema } from "@demarche/plan-file/planSchema"
import type { Language } from "@demarche/workflows/languages"
import type { StateName } from "@demarche/workflows/stateNames"
import { endpoints, type ImportedPlan } from "./contract.ts"
import { documentCommand } from "./documentCommand.ts"
import { CliError, exitOf } from "./exits.ts"
import { issueLines, textOf } from "./files.ts"
import { type Io, paint, plain, say } from "./io.ts"
import { messages } from "./messages.ts"
import { nextCommand } from "./nextCommand.ts"
import { request } from "./request.ts"
import { withSession } from "./session.ts"
import { languageOf, type Program } from "./settings.ts"
import { transitionCommand } from "./transitionCommand.ts"
import type { Session } from "./transport.ts"
import { upgradeCommand } from "./upgradeCommand.ts"

/** `demarche plan`: checks and imports a plan file, reads and changes a plan. */
export function planCommands(program: Program, io: Io): void {
  const plans = program
    .command("plan")
    .description("check a plan file, bring it into the record, read the plan, act on it")

  plans
    .command("check")
    .argument("<file>", "YAML, or JSON by its name")
    .description("read a plan file, offline, and list its warnings as file:line:column")
    .action(async (file, _, command) => {
      const globals = command.optsWithGlobals()
      await check(io, file, globals.json ?? false, languageOf(io, globals))
    })

  plans
    .command("import")
    .argument("<file>", "YAML, or JSON by its name")
    .option("--dry-run", "show what would be recorded, and record nothing")
    .description(
      "preview a plan file against the record, then record it; a plan that stands is amended, never overwritten",
    )
    .action(async (file, { dryRun }, command) => {
      const globals = command.optsWithGlobals()
      const text = await textOf(file, languageOf(io, globals))
      await withSession(io, globals, (session) => send(session, file, text, dryRun ?? false), {
        missing: dryRun ? "imagine" : "make",
      })
    })

  plans
    .command("schema")
    .description("print the JSON Schema of a plan file, by which an editor completes and checks one")
    .action(() => say(io, JSON.stringify(planSchema("draft-7"), null, 2)))

  documentCommand(plans, io)
  upgradeCommand(plans, io)
  nextCommand(plans, io)
  transitionCommand(plans, { workflow: "plan", collection: "plans" }, io)
}

async function check(io: Io, file: string, json: boolean, language: Language): Promise<void> {
  const text = await textOf(file, language)
  try {
    const { plan, warnings: found } = parsePlan(text, mediaOf(file))
    const warnings = found.map((warning) => warningReading(warning, language))
    if (json) return say(io, JSON.stringify({ plan: plan.work_plan.id, warnings }))
    for (const warning of warnings) tellWarning(io, file, text, warning)
    const { counts, warnings: warned } = messages(language)
    const { work_plan, activities, outputs, people } = plan
    say(io, `${work_plan.id}: ${counts(activities.length, outputs.length, people.length)}, ${warned(warnings.length)}`)
  } catch (error) {
    if (!(error instanceof PlanFileError)) throw error
    throw new CliError(
      "unreadable",
      issueLines(file, error, language),
      json ? JSON.stringify({ issues: error.issues.map((issue) => issueReading(issue, language)) }) : undefined,
    )
  }
}

async function send(session: Session, file: string, text: string, dryRun: boolean): Promise<void> {
  const { io, json, language } = session
  const body = { media: `application/${mediaOf(file)}`, body: text }
  const preview = await request(session, endpoints.previewPlan, { query: { dryRun: "true" }, text: body })
  if (!json) tellPreview(io, file, text, preview.body, language)
  if (dryRun) return say(io, json ? preview.raw : messages(language).dryRun)
  const asked = await request(session, endpoints.importPlan, { text: body })
  const { raw, body: ended } = await follow(session, asked.body.id)
  if (ended.state === ("refused" satisfies StateName<"import">)) throw refusal(session, raw, ended)
  say(io, json ? raw : messages(language).imported(ended.plan, ended.created))
}

/** Waits for the end of an import, and says how far it is on the way. @throws CliError where it goes no further */
async function follow(session: Session, id: string) {
  const { io, json, language } = session
  let told = 0
  for (let more = true; ; more = await session.wait()) {
    const shown = await request(session, endpoints.import(id))
    const { state, done, of } = shown.body
    if (state !== ("asked" satisfies StateName<"import">)) return shown
    if (!more) throw new CliError("unavailable", [messages(language).unfinished(id)])
    if (!json && done > told) io.err(`${messages(language).progress(done, of)}\n`)
    told = done
  }
}

function refusal({ json }: Session, raw: string, { failing, errors }: EndedImport): CliError {
  const lines = [
    ...errors.map(({ path, message }) => `${path}: ${message}`),
    ...failing.map(({ code, sentence, fields }) => `${[code, ...(fields ?? [])].join(" ")}: ${sentence}`),
  ]
  return new CliError(exitOf(failing.length > 0 ? "rejected" : "invalid"), lines, json ? raw : undefined)
}

type EndedImport = Pick<NonNullable<(typeof endpoints.importPlan)["answer"]>, "failing" | "errors">

function tellPreview(
  io: Io,
  file: string,
  text: string,
  { warnings, counts, differences, plan }: ImportedPlan,
  language: Language,
) {
  const said = messages(language)
  for (const warning of warnings) tellWarning(io, file, text, warning)
  const { activities, outputs, people } = counts
  say(io, `${plan}: ${said.counts(activities, outputs, people)}, ${said.warnings(warnings.length)}`)
  if (differences.length > 0) say(io, said.differs)
  for (const { stream, change, fields, how } of differences) {
    say(io, `  ${stream} ${change}`)
    for (const { field, stands, file } of fields) say(io, `    ${field}: ${short(stands)} → ${short(file)}`)
    if (how) say(io, `    ${plain(how)}`)
  }
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? "–"
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

/** A position in the form of compilers, so that editors can open it. */
function tellWarning(io: Io, file: string, text: string, { code, line, note }: ImportedPlan["warnings"][number]): void {
  say(io, `${file}:${line}:${columnOf(text, line)} ${paint(io, "out").yellow(code)} ${plain(note)}`)
}

/** The column of a warning, which only has a line: after the indent and the dash of the list. */
function columnOf(text: string, line: number): number {
  return (text.split("\n", line)[line - 1]?.match(/^\s*(?:- +)*/)?.[0].length ?? 0) + 1
}
