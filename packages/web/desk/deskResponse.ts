import { execute } from "@demarche/application/execute"
import { claimantOf } from "@demarche/http/authentication"
import type { ProblemError } from "@demarche/http/problem"
import { abandonment } from "@demarche/http/requestBody"
import { type AskedCommand, commandRequest } from "@demarche/http/transition"
import { type FormSite, type SentForm, toldOf } from "../decide/sentForm.ts"
import type { PageRequest } from "../respond.ts"
import type { Visit } from "../visit.ts"

/** Records a command as its reader, once under the key of its form and, where that says so, at the version it was made at. @throws ProblemError as `claimantOf` and `commandRequest`; EngineError as `execute`. */
export async function takeOnce(
  c: PageRequest,
  { application, visitor }: Visit,
  asked: AskedCommand,
  { key, version }: Pick<SentForm, "key"> & { version?: SentForm["version"] },
) {
  const { plan, stream } = asked
  const actor = await claimantOf(application, await visitor.claimIn(plan), plan, stream)
  const request = { ...commandRequest(actor, asked), correlation: c.get("correlation"), id: key }
  return execute(application, {
    ...request,
    ...(version !== undefined && { ifMatch: version }),
    signal: abandonment(c),
  })
}

/** An error as the sender of a form is told of it. */
export async function problemOf(
  c: PageRequest,
  site: FormSite,
  { language }: Visit,
  stream: AskedCommand["stream"],
  error: unknown,
): Promise<ProblemError> {
  return (await toldOf(c, site, { stream, language }, error)).problem
}
