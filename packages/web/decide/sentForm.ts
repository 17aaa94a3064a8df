import { randomBytes } from "node:crypto"
import type { Application } from "@demarche/application/application"
import type { ApiOptions } from "@demarche/http/app"
import { withContext } from "@demarche/http/items"
import { tell } from "@demarche/http/problem"
import { formParts, invalid } from "@demarche/http/requestBody"
import type { AskedCommand } from "@demarche/http/transition"
import type { PageRequest } from "../respond.ts"
import type { Visit } from "../visit.ts"
import { type FormValues, isOwnName, ownName } from "./formFields.ts"

/** What responds to forms. */
export interface FormSite {
  application: Application
  log: ApiOptions["log"]
  visitIn(c: PageRequest): Visit
}

/** What a form was sent with: what it says of itself, what was typed in it, and the files that were chosen. */
export interface SentForm {
  key: string
  as: string | undefined
  /** The version at which it was made; undefined where it does not say. */
  version: number | undefined
  step: string
  form: FormValues
  files: Readonly<Record<string, File>>
}

const KEY = /^[\w-]{16,64}$/

/** @throws ProblemError `invalid` where the form has no key of ours. */
export async function sentForm(c: PageRequest): Promise<SentForm> {
  const { texts, files } = await formParts(c)
  const said = (name: Parameters<typeof ownName>[0]) => texts[ownName(name)]?.[0]
  const key = said("key") ?? ""
  if (!KEY.test(key)) throw invalid(ownName("key"), "is the key that the form came with")
  const version = Number(said("version"))
  const typed = Object.entries(texts).filter(([name]) => name !== "token" && !isOwnName(name))
  return {
    ...{ key, as: said("as"), step: said("step") ?? "check", files },
    version: Number.isSafeInteger(version) ? version : undefined,
    form: Object.fromEntries(typed),
  }
}

/** Under which a form is recorded once. */
export function newFormKey(): string {
  return randomBytes(16).toString("base64url")
}

/** An error of what was asked of a stream, as the sender of a form is told of it. */
export async function toldOf(
  c: PageRequest,
  { application, log }: FormSite,
  {
    stream,
    language,
    person,
  }: { stream: AskedCommand["stream"]; language: Visit["language"]; person?: string | undefined },
  error: unknown,
) {
  const why = await withContext(application, stream, error, { language, person })
  return tell(c, why, language, (cause) => log(cause, c.get("correlation")))
}
