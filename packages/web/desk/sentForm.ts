import { randomBytes } from "node:crypto"
import type { Application } from "@demarche/application/application"
import type { ApiOptions } from "@demarche/http/app"
import { type ProblemError, statuses } from "@demarche/http/problem"
import { formParts, invalid } from "@demarche/http/requestBody"
import { mandateName } from "@demarche/http/sessionAuth"
import { translate } from "@demarche/i18n"
import { type FormField, type FormValues, isOwnName, ownName } from "../decide/formFields.ts"
import type { RefusedForm } from "../decide/refusedForm.ts"
import { partsOf } from "../problemParts.ts"
import type { PageRequest } from "../respond.ts"
import type { PlanVisit, Visit } from "../visit.ts"

/** What responds to the forms of the desk. */
export interface DeskSite {
  application: Application
  log: ApiOptions["log"]
  visitIn(c: PageRequest): Visit
}

/** What a form of the desk was sent with: what it says of itself, what was typed in it, and the files that were chosen. */
export interface SentToDesk {
  key: string
  as: string | undefined
  version: number | undefined
  step: string | undefined
  form: FormValues
  files: Readonly<Record<string, File>>
}

const KEY = /^[\w-]{16,64}$/

/** @throws ProblemError `invalid` where the form has no key of ours. */
export async function sentToDesk(c: PageRequest): Promise<SentToDesk> {
  const { texts, files } = await formParts(c)
  const said = (name: Parameters<typeof ownName>[0]) => texts[ownName(name)]?.[0]
  const key = said("key") ?? ""
  if (!KEY.test(key)) throw invalid(ownName("key"), "is the key that the form came with")
  const version = Number(said("version"))
  const typed = Object.entries(texts).filter(([name]) => name !== "token" && !isOwnName(name))
  return {
    ...{ key, as: said("as"), step: said("step"), files },
    version: Number.isSafeInteger(version) ? version : undefined,
    form: Object.fromEntries(typed),
  }
}

/** Under which a form is recorded once. */
export function newFormKey(): string {
  return randomBytes(16).toString("base64url")
}

/** The mandate by which its reader acts there, as a form names it; undefined for a program's key. */
export function actingIn({ mandates, reader: { by } }: PlanVisit): string | undefined {
  const held = mandates.find(
    ({ person, mandate }) => person === by?.person && mandate.office === by.office && mandate.party === by.party,
  )
  return held && mandateName(held)
}

/** Refusals with which a form is shown again; with the others it cannot help. */
const mended = ["invalid", "rejected", "key-reused", "conflict", "unavailable", "media-type", "too-large"]

/** Why what was typed was refused, each reason at its field; undefined where no form can help. */
export function refusedAt(
  { language }: Visit,
  problem: ProblemError,
  fields: readonly FormField[],
  form: FormValues,
): RefusedForm | undefined {
  const { code } = problem
  if (!mended.includes(code)) return undefined
  const { failing, errors } = partsOf(problem)
  const isEmpty = (path: string) =>
    [path, `${path}.day`].every((name) => (form[name] ?? []).every((each) => each.trim() === ""))
  const said = [
    ...failing.map(({ sentence, fields: [path] }) => ({ path, sentence })),
    ...errors.map(({ path, message }) => ({
      path,
      sentence: isEmpty(path) ? translate(language, "decide.faults.missing") : message,
    })),
  ]
  const fieldOf = (path = "") => fields.find((field) => path === field.path || path.startsWith(`${field.path}.`))?.path
  const placed = said.map(({ path, sentence }) => ({ at: fieldOf(path), sentence }))
  const at = Map.groupBy(
    placed.flatMap(({ at, sentence }) => (at === undefined ? [] : [{ at, sentence }])),
    ({ at }) => at,
  )
  const whole = said.length === 0 ? [translate(language, `problems.${code}.detail`)] : []
  return {
    status: statuses[code],
    sentences: [...whole, ...placed.filter((each) => each.at === undefined).map(({ sentence }) => sentence)],
    at: new Map([...at].map(([path, found]) => [path, found.map(({ sentence }) => sentence)])),
    ...{ faults: [], changes: [] },
  }
}

/** That whoever sent it is signed in no more, or not in the office for which it was made. */
export function refusedSignedOut({ language }: Visit): RefusedForm {
  const sentences = [translate(language, "decide.signedOut.text")]
  return { status: 401, sentences, at: new Map(), faults: [], changes: [] }
}
