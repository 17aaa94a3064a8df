import { hash } from "node:crypto"
import { EngineError } from "@demarche/engine"
import type { StreamName } from "@demarche/event-store"
import { type Application, workflowOf } from "./application.ts"
import { execute } from "./execute.ts"
import { markOf } from "./importChoice.ts"
import { examineImport, type ImportResult, rehearseImport, type SentPlan } from "./importPlan.ts"

/** The most commands that are rehearsed while the sender waits; those of a longer file are, before the first of them is done. */
const REHEARSED = 500

/** A plan file as it came, and the id by which its sender asks once. */
export interface SentText {
  text: string
  format: "yaml" | "json"
  id: string
}

/**
 * Records that a plan file is to be imported; resolves to the import's stream. Whatever can be refused is refused here, but for
 * rules that a file of more than 500 commands breaks of which all is taken over. `runImports` does the rest.
 * @throws as `importPlan`; EngineError `invalid` where what is chosen is not different any more, or cannot be taken over alone; `key-reused` where the sender asked for another file under that id
 */
export async function requestImport(
  application: Application,
  sent: SentPlan,
  { text, format, id }: SentText,
): Promise<StreamName> {
  const plan = sent.file.work_plan.id
  const { chosen } = sent
  const asked = JSON.stringify([sent.by, id, ...(chosen ? [chosen.toSorted()] : [])])
  const stream: StreamName = `import:${plan}.${hash("sha256", asked, "hex").slice(0, 32)}`
  const digest = hash("sha256", text, "base64url")
  if (await isAsked(application, stream, digest)) return stream
  const { commands, result } = await examineImport(application, sent)
  const rehearsed = chosen !== undefined || commands <= REHEARSED
  const { by, mandateImplied, correlation } = sent
  const rehearsal = rehearsed ? await rehearseImport(application, sent) : result
  if (chosen) assertFits(rehearsal, chosen)
  const told = keptResult(application, { ...rehearsal, dryRun: false })
  const choice = chosen && { choice: JSON.stringify(chosen) }
  const command = {
    type: "ask",
    file: text,
    digest,
    format,
    mandateImplied,
    rehearsed,
    result: told,
    ...choice,
    of: commands,
  }
  await execute(application, { plan, stream, command, by, mandateImplied, id, correlation })
  return stream
}

/** @throws EngineError `invalid` where something chosen is not there any more, or names what only something left brings */
function assertFits({ differences }: ImportResult, chosen: readonly string[]): void {
  const marks = new Set(differences.map(markOf))
  const gone = chosen.filter((mark) => !marks.has(mark)).map((path) => ({ path, message: "is not different any more" }))
  const needing = differences.flatMap(({ stream, needs }) =>
    needs ? [{ path: stream, message: `names what is not taken over: ${needs.join(", ")}` }] : [],
  )
  if (gone.length + needing.length > 0) throw new EngineError({ code: "invalid", errors: [...gone, ...needing] })
}

/** Whether the import was asked for already. @throws EngineError `key-reused` where it was one of another file */
async function isAsked({ world }: Application, stream: StreamName, digest: string): Promise<boolean> {
  for await (const commit of world.events.read(stream, { to: 1 })) {
    if (!commit.events.some(({ value }) => value.digest === digest))
      throw new EngineError({ code: "key-reused", version: 1 })
    return true
  }
  return false
}

/** What is kept of a result, as a text: all of it but the texts of people's entries, so that an erasure need not look there. */
export function keptResult(application: Application, result: ImportResult): string {
  const texts = workflowOf(application, "plan").texts.get("updatePerson") ?? []
  const isKeptApart = (field: string) => field.startsWith("people.") && texts.includes(field.split(".").at(-1) ?? "")
  const differences = result.differences.map((difference) => ({
    ...difference,
    fields: difference.fields.map((field) =>
      isKeptApart(field.field) ? { field: field.field, stands: null, file: null } : field,
    ),
  }))
  return JSON.stringify({ ...result, differences })
}
