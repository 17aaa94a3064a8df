import type { CheckpointFault } from "@demarche/application/audit/verifyCheckpoint"
import type { FutureCommit } from "@demarche/application/audit/verifyRecord"
import type { VerificationReport } from "@demarche/engine"
import type { Language } from "@demarche/i18n"
import { CliError, type Exit, type exits } from "./exits.ts"
import type { ExaminedExport, ExportFinding } from "./exported.ts"
import { type Io, paint, plain, say } from "./io.ts"
import { messages } from "./messages.ts"
import { type Globals, languageOf } from "./settings.ts"

/** Faults of which the sentence does not say all that there is to say. */
const WITH_DETAIL = ["unreadable", "misplaced", "text", "lost"]

type Any = ExportFinding | VerificationReport["findings"][number] | CheckpointFault

/** What was verified, the findings and, where there was one, the checkpoint. */
type VerificationResult = Omit<ExaminedExport | VerificationReport, "findings"> & {
  findings: Any[]
  checkpoint?: { at: string; streams: number }
  future?: FutureCommit[]
}

/** Reports the result of verifying `what`. @throws CliError where there are findings, or nothing to verify. */
export function reportVerification(io: Io, globals: Globals, verdict: VerificationResult, what: string): void {
  const language = languageOf(io, globals)
  const said = messages(language)
  const { streams, commits, events, findings, checkpoint, future = [] } = verdict
  const more = { ...(checkpoint && { checkpoint }), ...(future.length > 0 && { future }) }
  const json = JSON.stringify({ streams, commits, events, findings, ...more })
  const lines = findings.map((finding) => findingText(language, finding))
  if (commits === 0 && lines.length === 0) throw new CliError("unreadable", [said.empty(what)])
  for (const { stream, version, recorded } of future)
    io.err(`${plain(said.future(`${stream}@${version}`, recorded))}\n`)
  if (lines.length > 0)
    throw new CliError(worst(findings), [said.troubled(lines.length), ...lines], globals.json ? json : undefined)
  const intact = [said.intact(streams, commits)]
  if (checkpoint) intact.push(said.checkpoint.held(checkpoint.streams, checkpoint.at))
  for (const line of globals.json ? [json] : intact.map(paint(io, "out").green)) say(io, line)
}

/** The most severe exit: tampering, then what cannot be read, then what is missing. */
function worst(findings: Any[]): Exit {
  const found = findings.map(exitOf)
  return (["refused", "unreadable", "truncated"] as const).find((exit) => found.includes(exit)) ?? "refused"
}

function exitOf(finding: Any): keyof typeof exits {
  if ("kind" in finding)
    return ({ tampered: "refused", unreadable: "unreadable", truncated: "truncated" } as const)[finding.kind]
  if (["gap", "behind", "ahead"].includes(finding.fault)) return "truncated"
  return ["unknown", "unreadable"].includes(finding.fault) ? "unreadable" : "refused"
}

function findingText(language: Language, finding: Any): string {
  const { chain, checkpoint } = messages(language)
  const { stream, version, fault } = finding
  switch (fault) {
    case "line":
      return `  ${chain.line(version)}`
    case "digest":
    case "signature":
      return `  ${checkpoint[fault]}`
    case "replaced":
      return plain(`  ${stream}@${version} ${checkpoint.replaced}`)
    case "added":
      return plain(`  ${stream}: ${checkpoint.added(version, finding.until ?? version)}`)
    case "missing":
      return plain(`  ${stream}: ${chain.missing(version, finding.until ?? version)}, ${checkpoint.missing}`)
  }
  if (stream === "" && "detail" in finding) return plain(`  ${finding.detail}`)
  if ("until" in finding) return plain(`  ${stream}: ${chain.missing(version, finding.until ?? version)}`)
  const { line, missing, ...broken } = chain
  const texts: Record<string, string> = broken
  const [said, detail] = [texts[fault], "detail" in finding ? finding.detail : fault]
  const more = said !== undefined && WITH_DETAIL.includes(fault) ? ` (${detail})` : ""
  return plain(`  ${stream}@${version} ${said ?? detail}${more}`)
}
