import { isFormat1, upgradePlan } from "@demarche/past/planFile"
import { PlanFileError } from "@demarche/plan-file/errors"
import { mediaOf, parsePlan } from "@demarche/plan-file/parse"
import { SCHEMA_LINE } from "@demarche/plan-file/planSchema"
import { rewrite } from "@demarche/plan-file/rewrite"
import type { Language } from "@demarche/workflows/languages"
import { CliError } from "./exits.ts"
import { issueLines, textOf, writeText } from "./files.ts"
import type { Io } from "./io.ts"
import { messages } from "./messages.ts"
import { languageOf, type Program } from "./settings.ts"

/** `demarche plan upgrade`: a plan file of an earlier format in the present one. */
export function upgradeCommand(plans: Program, io: Io): void {
  plans
    .command("upgrade")
    .argument("<file>", "YAML, or JSON by its name")
    .option("-o, --out <file>", "into that file; otherwise to the output")
    .description("turn a plan file of format 1 into format 2, offline; comments beside what stays are kept")
    .action(async (file, { out }, command) => {
      const language = languageOf(io, command.optsWithGlobals())
      const { text, left } = upgraded(file, await textOf(file, language), language)
      if (out === undefined) io.out(text)
      else await writeText(out, text, language)
      const { leftOut } = messages(language)
      for (const section of left) io.err(`${leftOut(section)}\n`)
      assertPlan(out ?? file, text, language)
    })
}

function upgraded(file: string, text: string, language: Language) {
  const left: string[] = []
  const change = (value: unknown) => {
    if (!isFormat1(value)) throw new CliError("unreadable", [messages(language).notFormat1(file)])
    const { value: plan, left: sections } = upgradePlan(value)
    left.push(...sections)
    return plan
  }
  return {
    text: linked(
      read(file, language, () => rewrite(text, mediaOf(file), change)),
      mediaOf(file),
    ),
    left,
  }
}

/** A YAML text with the line by which an editor finds the schema, where it has none. */
function linked(text: string, media: "yaml" | "json"): string {
  return media === "json" || text.includes("# yaml-language-server:") ? text : `${SCHEMA_LINE}\n${text}`
}

/** Makes sure that a text is a plan file. @throws CliError with the issues of the file, by the name it is given. */
export function assertPlan(file: string, text: string, language: Language): void {
  read(file, language, () => parsePlan(text, mediaOf(file)))
}

function read<T>(file: string, language: Language, from: () => T): T {
  try {
    return from()
  } catch (error) {
    throw error instanceof PlanFileError ? new CliError("unreadable", issueLines(file, error, language)) : error
  }
}
