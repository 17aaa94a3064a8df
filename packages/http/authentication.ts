import { type Application, viewOf, workflowOf } from "@demarche/application/application"
import { isShown } from "@demarche/application/disclosure"
import { planContext } from "@demarche/application/execute"
import { personalStream } from "@demarche/application/personalStreams"
import { placeIn } from "@demarche/application/places"
import type { Places } from "@demarche/application/readPlaces"
import { secretHash, secretsMatch } from "@demarche/application/secrets"
import type { OpenSession, SessionMandate } from "@demarche/application/sessions/sessions"
import { loadState } from "@demarche/engine"
import { idOf, kindOf, type StreamName, scopeOf } from "@demarche/event-store"
import type { RecordReader } from "@demarche/workflows/offices"
import type { StateName } from "@demarche/workflows/stateNames"
import { type Actor, ItemId, isScoped, type Mandate, Office, type Visibility } from "@demarche/workflows/terms"
import { covers, dayOf, mandateCovers } from "@demarche/workplan"
import { clearanceAt, reaches } from "@demarche/workplan/rules/scopes"
import type { Context } from "hono"
import { ProblemError } from "./problem.ts"

/** Who is calling, by the credential. A person's office is still checked in the plan; a key implies its mandate. */
export interface Claim {
  person: string
  office: Office
  party?: string
  mandateImplied: boolean
  /** The plans it is valid for; all, where it is missing. */
  plans?: string[]
}

/** Who is calling, by a session of a browser: somebody in each plan, as the session's address has mandates there. */
export interface SessionClaim {
  session: OpenSession
  /** What a form of the session's pages carries. */
  formToken: string
  /** What the session may act as today, in all plans. */
  mandates: SessionMandate[]
  /** The operator's own, who begins an installation: in every plan it acts as nobody. */
  operator: boolean
  /** As whom the browser reads and acts in a plan; undefined where it has no mandate there today, or has not said whose. */
  claimIn(plan: string): Claim | undefined
}

/** Who is calling: the same in every plan, or by a session plan by plan. */
export type AnyClaim = Claim | SessionClaim

/** As whom the caller reads and acts in a plan. */
export async function claimFor(caller: AnyClaim | undefined, plan: string): Promise<Claim | undefined> {
  return caller && "session" in caller ? caller.claimIn(plan) : caller
}

/** The variables of an authenticated request. */
export interface Env {
  Variables: {
    claim: AnyClaim | undefined
    correlation: string
    address: string | undefined
    /** As `lettersLeave` says. */
    lettersLeave: boolean | undefined
    /** Aborted once the caller was told that it took too long. */
    overtime: AbortController
  }
}

/** Reads one kind of credential; undefined where the request has none of that kind. @throws ProblemError `unauthenticated` where it is invalid. */
export type Authenticator = (c: Context) => Promise<AnyClaim | undefined>

/** The claim by the first authenticator that finds its credential; undefined for the public. */
export async function claimOf(c: Context, authenticators: Authenticator[]): Promise<AnyClaim | undefined> {
  for (const authenticate of authenticators) {
    const claim = await authenticate(c)
    if (claim) return claim
  }
  if (c.req.header("Authorization")) throw unauthenticated("this credential is of no kind known here")
  return undefined
}

/**
 * The actor in that plan, by the credential and never by the body.
 * @throws ProblemError `unauthenticated` without a credential, `forbidden` where it is not valid for the office or the plan,
 * or its mandate does not cover today.
 */
export async function actorOf(
  application: Application,
  caller: AnyClaim | undefined,
  plan: string,
): Promise<KnownActor> {
  const { today, by, mandateImplied } = await claimantOf(application, caller, plan)
  const { person, office } = by
  if (!today)
    throw new ProblemError("forbidden", `the mandate of ${person} as ${office} in ${plan} does not cover today`)
  return { by, mandateImplied }
}

/** Who acts, and whether the credential itself is the mandate. */
interface KnownActor {
  by: Actor
  mandateImplied: boolean
}

/** Who acts, and whether the mandate covers today, and the whole plan then. */
interface Claimant extends KnownActor {
  today: boolean
  whole: boolean
}

/**
 * The actor of a command, whose workflow asks whether the mandate covers the act; of several mandates, by the one that reaches the
 * stream it is for.
 * @throws ProblemError `unauthenticated` without a credential, `forbidden` where it is not valid for the office or the plan.
 */
export async function claimantOf(
  application: Application,
  caller: AnyClaim | undefined,
  plan: string,
  stream: StreamName = `plan:${plan}`,
): Promise<Claimant> {
  if (!caller) throw unauthenticated("sign in, or send a key, to act")
  const claim = await claimFor(caller, plan)
  if (!claim) throw new ProblemError("forbidden", `this session acts in no office in ${plan}`)
  const holding = await holdingIn(application, claim, plan)
  if (!holding)
    throw new ProblemError("forbidden", `${claim.person} does not hold the office ${claim.office} in ${plan}`)
  const { ever, today } = holding
  const whole = today.filter((mandate) => !isScoped(mandate))
  const places = whole.length < today.length ? await application.places(plan) : undefined
  const [reaching = today[0] ?? ever] = today.filter((each) => !places || reaches(each, placeIn(places, stream)))
  return {
    by: { person: claim.person, office: claim.office, ...(reaching.party && { party: reaching.party }) },
    mandateImplied: claim.mandateImplied,
    today: today.length > 0,
    whole: whole.length > 0,
  }
}

/** As whom somebody reads a stream of a plan. */
export type Sight = (stream: StreamName) => RecordReader

/** How far a caller sees into a plan today and, where they hold an office in it, who they are. */
export interface PlanReader extends RecordReader {
  /** As whom they read each of its streams: beyond the scope of a mandate as the committee. */
  sees: Sight
  person?: string
}

/** The caller as a reader of that plan; a mandate that has ended gives nothing. */
export async function readerIn(
  application: Application,
  caller: AnyClaim | undefined,
  plan: string,
): Promise<PlanReader> {
  const claim = await claimFor(caller, plan)
  const { today = [] } = (claim && (await holdingIn(application, claim, plan))) ?? {}
  const places: Places = today.some(isScoped) ? await application.places(plan) : new Map()
  const [held] = today
  const { person, office } = claim ?? {}
  const by = person && office && held ? { person, office, ...(held.party && { party: held.party }) } : undefined
  const sees: Sight = (stream) => ({ clearance: clearanceAt(today, placeIn(places, stream)), ...(by && { by }) })
  return { ...sees(`plan:${plan}`), sees, ...(by && { person: by.person }) }
}

/** How far the caller sees today into each stream of that plan. */
export async function sightIn(application: Application, caller: AnyClaim | undefined, plan: string): Promise<Sight> {
  return (await readerIn(application, caller, plan)).sees
}

/** The caller's clearance in that plan today, for what lies in no part of it. */
export async function clearanceIn(
  application: Application,
  caller: AnyClaim | undefined,
  plan: string,
): Promise<Visibility> {
  return (await readerIn(application, caller, plan)).clearance
}

/**
 * Makes sure that the caller may know of a stream which few may know of: their own, or any where they run the plan. To others
 * it is as if it were not there.
 * @throws ProblemError `unauthenticated` without a credential, `unknown` where it is not there for them.
 */
export async function assertShown(
  application: Application,
  caller: AnyClaim | undefined,
  stream: StreamName,
  called: string,
  { plan = scopeOf(stream), own }: { plan?: string; own?: (person: string) => boolean } = {},
): Promise<void> {
  if (!caller) throw unauthenticated("sign in, or send a key, to act")
  const { sees, person } = await readerIn(application, caller, plan)
  const shown = isShown(kindOf(stream), sees(stream).clearance) || (person !== undefined && own?.(person))
  if (!shown || !(await application.world.events.head(stream)))
    throw new ProblemError("unknown", `there is no ${called} ${idOf(stream)}`)
}

/** An office as it is held, whether by a mandate or by the credential itself. */
type HeldMandate = Omit<Mandate, "office" | "from" | "to"> & { office: Office }

/** The mandates of the claim in that plan: those that cover today, and one that it ever was; undefined where there never was one. */
async function holdingIn(
  application: Application,
  { person, office, party, plans, mandateImplied }: Claim,
  plan: string,
): Promise<{ ever: HeldMandate; today: HeldMandate[] } | undefined> {
  if (plans && !plans.includes(plan)) return undefined
  if (mandateImplied) {
    const implied = { office, ...(party && { party }) }
    return { ever: implied, today: [implied] }
  }
  const { people, zone } = await planContext(application, plan)
  const day = dayOf(application.world.clock(), zone)
  const held = people.find(({ id }) => id === person)?.offices ?? []
  const mandates = held.filter((mandate) => mandate.office === office && (!party || mandate.party === party))
  const [ever] = mandates
  return ever && { ever, today: mandates.filter((mandate) => covers(mandate, day)) }
}

/** Authentication of programs in demo mode: `Bearer demo:<person>:<office>`. */
export const demoAuth: Authenticator = async (c) => {
  const [, bearer] = c.req.header("Authorization")?.match(/^Bearer demo:(.+)$/i) ?? []
  const [person, office] = (bearer ?? "").split(":")
  if (!person) return undefined
  return { person, office: officeOf(office), mandateImplied: false }
}

const PersonalOffice = Office.exclude(["clock", "system"])

/** The office of that name. @throws ProblemError `unauthenticated` where there is none that a person can hold. */
export function officeOf(named: string | undefined): Office {
  const known = PersonalOffice.safeParse(named)
  if (!known.success) throw unauthenticated(`there is no office ${named}: ${PersonalOffice.options.join(", ")}`)
  return known.data
}

const KEY = /^Bearer (demarche_([a-z0-9]{16})_[A-Za-z0-9_-]{43})$/i

/** Authentication of programs: an API key, `demarche_<id>_<secret>`, of which only the SHA-256 is stored. */
export function apiKeyAuth(application: Application): Authenticator {
  return async (c) => {
    const [, key, id] = c.req.header("Authorization")?.match(KEY) ?? []
    if (!key || !id) return undefined
    const found = await loadState(
      application.world.events,
      workflowOf(application, "access"),
      `access:${id}`,
      application.world.clock(),
    )
    const { state, context } = found ? viewOf(application, "access", found.snapshot) : {}
    if (!context?.hash || !secretsMatch(context.hash, secretHash(key))) throw unauthenticated("this key is not known")
    if (state !== ("active" satisfies StateName<"access">) || !context.office)
      throw unauthenticated(`this key is ${state}`)
    const { office, party, plans } = context
    return { person: `key-${id}`, office, mandateImplied: true, ...(party && { party }), ...(plans && { plans }) }
  }
}

/**
 * The claim of a calendar feed's token: the person, as the office that requested the feed, while its mandate lasts.
 * @throws ProblemError `unknown` for every other token, so that other people's feeds respond with 404.
 */
export async function feedClaim(application: Application, plan: string, person: string, token: string): Promise<Claim> {
  const { events, clock } = application.world
  const workflow = workflowOf(application, "access")
  const id = `${plan}.${person}`
  const stream = ItemId.safeParse(id).success && (await personalStream(application, `access:${id}`))
  const found = stream && (await loadState(events, workflow, stream, clock()))
  const { state, context } = found ? viewOf(application, "access", found.snapshot) : {}
  const { people, zone } = await planContext(application, plan)
  const office = context?.office
  const own =
    state === ("subscribed" satisfies StateName<"access">) &&
    context?.hash &&
    secretsMatch(context.hash, secretHash(token))
  if (!own || !office || !mandateCovers(people, { person, office }, clock(), zone))
    throw new ProblemError("unknown", "there is no such calendar")
  return { person, office, mandateImplied: false, plans: [plan] }
}

/** The problem for a missing or invalid credential, with a challenge. */
export function unauthenticated(detail: string): ProblemError {
  return new ProblemError("unauthenticated", detail, {}, { "WWW-Authenticate": "Bearer" })
}
