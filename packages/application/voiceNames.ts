import { calledIn, type Language, officeText } from "@demarche/i18n"
import type { plan as planWorkflow } from "@demarche/workflows"
import type { Proposed } from "@demarche/workflows/planCommands"
import { Office } from "@demarche/workflows/terms"
import { procedureOf } from "@demarche/workplan"
import type { Application } from "./application.ts"
import { textBody } from "./textBody.ts"

/** The names, for a reader of that language, of all whom a plan may ask: its parties, offices, and the individuals of its procedure's groups. */
export async function voiceNames(
  { world }: Pick<Application, "world">,
  { context, parties }: { context: planWorkflow.Context; parties: Proposed["parties"] },
  language: Language,
): Promise<Map<string, string>> {
  const { groups, offices } = procedureOf(context)
  const asked = new Set(groups.flatMap(({ individuals = [] }) => individuals))
  const names = new Map(parties.map((party) => [party.id, calledIn(language, party)]))
  for (const office of Office.options) names.set(`office:${office}`, officeText(language, office, offices))
  const individuals = context.people.filter(({ id }) => asked.has(id))
  await Promise.all(
    individuals.map(async ({ id, name }) => names.set(`person:${id}`, (await textBody(world.texts, name)) ?? id)),
  )
  return names
}
