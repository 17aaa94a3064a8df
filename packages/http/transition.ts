import { randomUUID } from "node:crypto"
import type { Application } from "@demarche/application/application"
import { notificationsFor } from "@demarche/application/consequences"
import { type CommandRequest, execute } from "@demarche/application/execute"
import { contextOfReactions } from "@demarche/application/processes/reactionContext"
import { vacancyTexts } from "@demarche/application/vacancyTexts"
import { type Commit, commitAt, type Outcome } from "@demarche/engine"
import { idOf, kindOf, type StreamName, scopeOf } from "@demarche/event-store"
import { translate } from "@demarche/i18n"
import { meaning } from "@demarche/workflows/meanings"
import { defined } from "@demarche/workflows/schemas"
import { Communication, Instant, LanguageTag, OnBehalf } from "@demarche/workflows/terms"
import { type ContextOf, contextIn, reactionsTo } from "@demarche/workplan"
import type { Context } from "hono"
import * as z from "zod"
import { utc } from "./asOf.ts"
import { type AnyClaim, claimantOf, type Env } from "./authentication.ts"
import { withContext } from "./items.ts"
import { languageOf } from "./problem.ts"
import { abandonment, invalid, jsonBody, valid } from "./requestBody.ts"
import type { TransitionResponse } from "./responses.ts"

/** The fields that every command may have beside its own. */
export const TransitionBody = z.object({
  occurredAt: Instant.transform(utc).optional().meta({ description: "when it happened, where that is not now" }),
  receivedAt: Instant.transform(utc)
    .optional()
    .meta({ description: "when it reached the secretariat; for coordinators and the secretariat alone" }),
  reason: z.string().trim().min(1).max(2_000).optional(),
  mandate: meaning(z.string().trim().min(1).max(500), { is: "authority" })
    .optional()
    .meta({ description: "the mandate or meeting it rests on" }),
  onBehalfOf: OnBehalf.optional().meta({
    description:
      "the party, the individual (person:ID) or the office (office:NAME) it is recorded for; for coordinators and the secretariat alone",
  }),
  communication: Communication.optional().meta({
    description: "by what it came, where it is recorded for another party or was received earlier",
  }),
  writtenIn: LanguageTag.optional().meta({ description: "the language in which its reason and its texts are written" }),
})
const circumstances = Object.keys(TransitionBody.shape)

/** A command as somebody asks for it: on which stream of which plan, its name, and its own fields with those that every command may have. */
export interface AskedCommand {
  plan: string
  stream: StreamName
  name: string
  body: Readonly<Record<string, unknown>>
}

/** The command as it is executed by that actor. @throws ProblemError `invalid` for a field that is malformed, or names the command once more. */
export function commandRequest(
  { by, mandateImplied }: Pick<CommandRequest, "by" | "mandateImplied">,
  { plan, stream, name, body }: AskedCommand,
): Omit<CommandRequest, "correlation"> {
  const { onBehalfOf, ...envelope } = valid(TransitionBody, body)
  const payload = Object.fromEntries(Object.entries(body).filter(([key]) => !circumstances.includes(key)))
  if ("type" in payload) throw invalid("type", "the transition is named in the address")
  return {
    ...defined(envelope),
    plan,
    stream,
    command: { ...payload, type: name },
    by: onBehalfOf ? { ...by, onBehalfOf } : by,
    mandateImplied,
  }
}

/**
 * Executes the command in the request, of which `own` makes the fields where that is given, as the actor that the claim gives.
 * Resolves to the response. @throws ProblemError as `claimantOf` and `commandRequest`; EngineError as `execute`.
 */
export async function takeTransition(
  c: Context<Env>,
  application: Application,
  claim: AnyClaim | undefined,
  stream: StreamName,
  plan: string,
  name: string,
  own: (body: Record<string, unknown>) => AskedCommand["body"] | Promise<AskedCommand["body"]> = (body) => body,
) {
  const actor = await claimantOf(application, claim, plan, stream)
  const request = commandRequest(actor, { plan, stream, name, body: await own(await jsonBody(c)) })
  const dryRun = c.req.query("dryRun") === "true"
  try {
    const outcome = await execute(application, {
      ...request,
      ...commandId(c),
      ...ifMatch(c),
      signal: abandonment(c),
      correlation: c.get("correlation") ?? randomUUID(),
      dryRun,
    })
    c.header("ETag", `"${outcome.version}"`)
    const response = await responseOf(application, plan, stream, outcome, dryRun)
    const warnings = await warningsOf(c, application, stream, outcome)
    return { ...response, ...(warnings.length > 0 && { warnings }) }
  } catch (error) {
    throw await withContext(application, stream, error, { language: languageOf(c), person: actor.by.person })
  }
}

/** What whoever acts should know of an act, also where it is sent again: that its letters do not leave, and that an office is left to nobody. */
async function warningsOf(
  c: Context<Env>,
  application: Application,
  stream: StreamName,
  { commits, events, version }: Outcome,
): Promise<NonNullable<TransitionResponse["warnings"]>> {
  const act =
    events.length === 0 ? undefined : (commits.at(-1) ?? (await commitAt(application.world.events, stream, version)))
  if (!act) return []
  const vacant = await vacancyTexts(application, act, languageOf(c))
  return [
    ...(await unsentIn(c, application, act)),
    ...vacant.map((sentence) => ({ code: "OFFICE_VACANT" as const, sentence })),
  ]
}

async function unsentIn(c: Context<Env>, application: Application, act: Commit) {
  const leave = c.get("lettersLeave")
  if (leave) return []
  const letters = await notificationsFor(application, scopeOf(act.stream), [act]).catch(() => []) // what is done is answered all the same
  const key = leave === false ? "decide.noMail" : "decide.mailElsewhere"
  return letters.length === 0 ? [] : [{ code: "LETTERS_UNSENT" as const, sentence: translate(languageOf(c), key) }]
}

async function responseOf(
  application: Application,
  plan: string,
  stream: StreamName,
  outcome: Outcome,
  dryRun: boolean,
): Promise<TransitionResponse> {
  const { version, view, events, hash, commits } = outcome
  const answer = {
    id: idOf(stream),
    version,
    state: view.state ?? null,
    substate: view.substate ?? null,
    ...(kindOf(stream) === "activity" && kindFields(contextIn("activity", view))),
    events: events.map((event) => ({ ...event })),
    hash: hash ?? null,
  }
  if (!dryRun) return answer
  const around = await contextOfReactions(application, plan, commits)
  const consequences = commits
    .flatMap((commit) => reactionsTo(commit, plan, around))
    .flatMap((reaction) =>
      "erase" in reaction ? [] : [{ stream: reaction.stream, transition: reaction.command.type }],
    )
  return { ...answer, dryRun: true, consequences }
}

/** By what the state of an activity is called otherwise. */
function kindFields({ kind, agreed }: Partial<ContextOf<"activity">>) {
  return { kind, agreed: agreed ? { issued: agreed.issued === true } : null }
}

const KEY = /^[\x21-\x7e]{1,200}$/

/** The Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): any printable ASCII without spaces, quoted or not. @throws ProblemError `invalid` for any other. */
export function commandId(c: Context): { id?: string } {
  const given = c.req.header("Idempotency-Key")
  if (given === undefined) return {}
  if (!KEY.test(given)) throw invalid("Idempotency-Key", "is 1 to 200 printable ASCII characters")
  return { id: given }
}

/** If-Match (RFC 9110 13.1): the version, as in the ETag, or `*`, any version. If-None-Match: `*` alone, none yet. */
function ifMatch(c: Context): { ifMatch?: number | "any" } {
  const given = c.req.header("If-Match")
  const absent = c.req.header("If-None-Match")
  if (absent !== undefined && absent !== "*") throw invalid("If-None-Match", "is *: only if nothing is there yet")
  if (absent !== undefined && given !== undefined) throw invalid("If-None-Match", "contradicts If-Match")
  if (absent !== undefined) return { ifMatch: 0 }
  if (given === undefined) return {}
  if (given === "*") return { ifMatch: "any" }
  const [, version] = given.match(/^(?:W\/)?"?([1-9]\d{0,8})"?$/) ?? []
  if (!version) throw invalid("If-Match", 'is a version, as in "7"')
  return { ifMatch: Number(version) }
}
