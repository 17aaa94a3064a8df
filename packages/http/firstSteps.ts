import { randomUUID } from "node:crypto"
import type { Application } from "@demarche/application/application"
import { execute } from "@demarche/application/execute"
import type { NamedSecret, Sessions } from "@demarche/application/sessions/sessions"
import { EngineError } from "@demarche/engine"
import { idOf } from "@demarche/event-store"
import type { Language } from "@demarche/i18n"
import type { Actor } from "@demarche/workflows/terms"
import { covers, dayOf } from "@demarche/workplan"
import { mailbox } from "@demarche/workplan/rules/mailbox"
import { type AnyClaim, type Claim, claimantOf, type SessionClaim, unauthenticated } from "./authentication.ts"
import { ProblemError } from "./problem.ts"

// What begins an installation, for its pages: whoever runs it brings in a plan and says who they are; that person invites.

/** Whoever runs the installation, as the record names them: for the secretariat, as on the command line. */
const operator: Actor = { person: "operator", office: "secretariat" }

/** Somebody who is let into a plan, as a form has it. */
export interface Newcomer {
  name: string
  address: string
  office: string
  party: string | undefined
  language: Language
}

/** A plan, and who is let into it by which request. */
interface Admission {
  plan: string
  newcomer: Newcomer
  correlation: string
}

/** The operator's own session. @throws ProblemError `unauthenticated` for nobody, `forbidden` for everybody else. */
function operatorOf(caller: AnyClaim | undefined): SessionClaim {
  if (!caller) throw unauthenticated("an installation is begun by its first link")
  if ("session" in caller && caller.operator) return caller
  throw new ProblemError("forbidden", "an installation is begun by whoever runs it")
}

/**
 * Has a plan file imported for the operator, YAML or JSON; resolves to the import's id.
 * @throws ProblemError as `operatorOf`, and `forbidden` where people run that plan; as `readPlan` and `requestImport`.
 */
export async function beginPlan(
  application: Application,
  caller: AnyClaim | undefined,
  text: string,
  correlation: string,
): Promise<string> {
  operatorOf(caller)
  const { readPlan, requestImport } = await import("./lazy.ts")
  const format = text.trimStart().startsWith("{") ? "json" : "yaml"
  const { plan: file, warnings } = await readPlan(text, format)
  if (await isRun(application, file.work_plan.id))
    throw new ProblemError("forbidden", `${file.work_plan.id} is run by its people: they change it`)
  const sent = { file, warnings, by: operator, mandateImplied: true, correlation }
  return idOf(await requestImport(application, sent, { text, format, id: randomUUID() }))
}

/** Whether somebody holds a mandate in a plan that is whole. */
async function isRun(application: Application, plan: string): Promise<boolean> {
  const { context, tags } = await application.planSnapshot(plan, true)
  const today = dayOf(application.world.clock(), context.zone)
  const held = context.people.some(({ offices }) => offices.some((mandate) => covers(mandate, today)))
  return tags !== undefined && !tags.includes("incomplete") && held
}

/**
 * Adds the operator to a plan as the person who they say they are, unless somebody at that address holds a mandate there; resolves to a
 * session of that person's. The operator's own sessions end. @throws ProblemError as `operatorOf`; EngineError as `execute`.
 */
export async function introduce(
  application: Application,
  sessions: Sessions,
  caller: AnyClaim | undefined,
  entry: Admission,
): Promise<NamedSecret> {
  const { session } = operatorOf(caller)
  const { plan, newcomer, correlation } = entry
  assertAddress(newcomer)
  if (!(await sessions.isHolder(newcomer.address, plan)))
    await add(application, { by: operator, mandateImplied: true }, entry)
  const opened = await sessions.admit(newcomer.address, correlation)
  await sessions.signOut(session, true, correlation)
  return opened
}

/** What became of an invitation: it is handed over by a link, the address came in before, or the person comes in by a code. */
export type Invited = { link: NamedSecret } | "known" | "added"

/**
 * Lets somebody into a plan. Where no letter is sent, a link is made to hand over, but for an address that a plan knows already.
 * @throws ProblemError as `claimantOf`; EngineError as `execute`.
 */
export async function invite(
  application: Application,
  sessions: Sessions,
  claim: Claim | undefined,
  { mails, ...entry }: Admission & { mails: boolean },
): Promise<Invited> {
  const { plan, newcomer, correlation } = entry
  const { by, mandateImplied } = await claimantOf(application, claim, plan)
  assertAddress(newcomer)
  if (await sessions.isHolder(newcomer.address, plan)) return "known"
  const handedOver = !mails && !(await sessions.isKnown(newcomer.address))
  await add(application, { by, mandateImplied }, entry)
  return handedOver ? { link: await sessions.invitation(newcomer.address, correlation) } : "added"
}

/** @throws EngineError `rejected` for what is no address: without one nobody comes in. */
function assertAddress({ address }: Newcomer): void {
  if (mailbox(address) === undefined)
    throw new EngineError({
      code: "rejected",
      failing: ["ADDRESS_MALFORMED"],
      fields: { ADDRESS_MALFORMED: ["address"] },
    })
}

async function add(
  application: Application,
  sender: { by: Actor; mandateImplied: boolean },
  { plan, newcomer, correlation }: Admission,
): Promise<void> {
  const { context } = await application.planSnapshot(plan, true)
  const { name, address, office, party, language } = newcomer
  const taken = new Set(context.people.map(({ id }) => id))
  const mandate = { office, ...(party && { party }), from: dayOf(application.world.clock(), context.zone) }
  const command = { type: "addPerson", person: personId(name, taken), name, address, language, offices: [mandate] }
  await execute(application, { ...sender, plan, stream: `plan:${plan}`, command, correlation })
}

/** An id made of a name that none of the plan's people has: "Zoë Öst" is `zoe-ost`, and what has no Latin letters `person`. */
function personId(name: string, taken: ReadonlySet<string>): string {
  const latin = name.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase()
  const plain =
    latin
      .replaceAll(/[^a-z0-9]+/g, "-")
      .slice(0, 56)
      .replaceAll(/^-+|-+$/g, "") || "person"
  const free = (at: number): string => {
    const id = at === 1 ? plain : `${plain}-${at}`
    return taken.has(id) ? free(at + 1) : id
  }
  return free(1)
}
