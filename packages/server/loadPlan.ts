import { importPlan } from "@demarche/application/importPlan"
import { differenceReading } from "@demarche/http/differenceReading"
import { warningReading } from "@demarche/http/warnings"
import { mediaOf, parsePlan } from "@demarche/plan-file/parse"
import type { Host } from "./host.ts"

/** Imports a plan file as the operator, who acts for the secretariat. */
export async function loadPlan(hosted: Host, text: string, name: string, say: (line: string) => void): Promise<void> {
  const { plan, warnings } = parsePlan(text, mediaOf(name))
  const operator = { by: { person: "operator", office: "secretariat" as const }, mandateImplied: true }
  const sent = { file: plan, warnings, ...operator, correlation: `import of ${name}` }
  const done = await importPlan(hosted.application, sent)
  await hosted.settled()
  for (const { code, line, note } of warnings.map((warning) => warningReading(warning)))
    say(`${name}:${line} ${code}: ${note}`)
  for (const { stream, change, fields, how } of done.differences.map((difference) => differenceReading(difference)))
    say([stream, change, fields.map(({ field }) => field).join(", "), how].filter(Boolean).join(" "))
  say(
    `${done.plan} ${done.created ? "imported" : "compared"}: ${done.counts.activities} activities, ${done.counts.outputs} outputs`,
  )
}
