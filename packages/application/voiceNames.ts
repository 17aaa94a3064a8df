import { type Language, officeText } from "@demarche/i18n"
import type { plan as planWorkflow } from "@demarche/workflows"
import { Office } from "@demarche/workflows/terms"
import { procedureOf } from "@demarche/workplan"
import type { Application } from "./application.ts"
import { textBody } from "./textBody.ts"

/** The names of those whom a silence may ask beside parties: of offices, and of the individuals of the procedure's groups. */
export async function voiceNames(
  { world }: Pick<Application, "world">,
  plan: planWorkflow.Context,
  language: Language,
): Promise<[voice: string, name: string][]> {
  const { groups, offices } = procedureOf(plan)
  const asked = new Set(groups.flatMap(({ individuals = [] }) => individuals))
  const individuals = plan.people.filter(({ id }) => asked.has(id))
  return [
    ...Office.options.map((office): [string, string] => [`office:${office}`, officeText(language, office, offices)]),
    ...(await Promise.all(
      individuals.map(
        async ({ id, name }): Promise<[string, string]> => [`person:${id}`, (await textBody(world.texts, name)) ?? id],
      ),
    )),
  ]
}
