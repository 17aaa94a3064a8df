import { execute } from "@demarche/application/execute"
import { claimantOf } from "@demarche/http/authentication"
import { withContext } from "@demarche/http/items"
import { type ProblemError, tell } from "@demarche/http/problem"
import { abandonment } from "@demarche/http/requestBody"
import { type AskedCommand, commandRequest } from "@demarche/http/transition"
import type { PageRequest } from "../respond.ts"
import type { Visit } from "../visit.ts"
import type { DeskSite } from "./sentForm.ts"

/** Records a command as its reader, once under the key of its form. @throws ProblemError as `claimantOf` and `commandRequest`; EngineError as `execute`. */
export async function takeOnce(c: PageRequest, { application, visitor }: Visit, asked: AskedCommand, key: string) {
  const { plan, stream } = asked
  const actor = await claimantOf(application, await visitor.claimIn(plan), plan, stream)
  const request = { ...commandRequest(actor, asked), correlation: c.get("correlation"), id: key }
  return execute(application, { ...request, signal: abandonment(c) })
}

/** An error as the sender of a form is told of it. */
export async function problemOf(
  c: PageRequest,
  { log }: DeskSite,
  { application, language }: Visit,
  stream: AskedCommand["stream"],
  error: unknown,
): Promise<ProblemError> {
  const why = await withContext(application, stream, error, language)
  return tell(c, why, language, (cause) => log(cause, c.get("correlation"))).problem
}
