import { ProblemError } from "@demarche/http/problem"
import { webhookAt } from "@demarche/http/webhookRoutes"
import { commandOfForm } from "../decide/formCommand.ts"
import type { FormField, FormValues } from "../decide/formFields.ts"
import type { Visit } from "../visit.ts"

/** A webhook as its form holds it, and the version at which it stood so. */
interface StandingWebhook {
  version: number
  form: FormValues
}

/** A webhook as it stands or, with a version, as it stood then. @throws ProblemError `unknown` where there is none. */
export async function standingWebhook(
  { application }: Pick<Visit, "application">,
  id: string,
  version?: number,
): Promise<StandingWebhook> {
  const found = await webhookAt(application, id, version)
  if (!found) throw new ProblemError("unknown", `there is no webhook ${id}`)
  const { url = "", label = "", types = [], sees = "public" } = found.context
  return { version: found.version, form: { url: [url], label: [label], types: [types.join(", ")], sees: [sees] } }
}

/** What a form changes of what stood: fields that are the same are left out, and one that was emptied is null. */
export function changesIn(
  fields: readonly FormField[],
  stood: FormValues,
  form: FormValues,
  zone: string,
): Readonly<Record<string, unknown>> {
  const [before, after] = [stood, form].map((values) => commandOfForm(fields, values, zone).command)
  const differing = fields.filter(({ path }) => JSON.stringify(before?.[path]) !== JSON.stringify(after?.[path]))
  return Object.fromEntries(differing.map(({ path }) => [path, after?.[path] ?? null]))
}
