import { secretHash } from "@demarche/application/secrets"
import type { SessionMandate, Sessions } from "@demarche/application/sessions/sessions"
import type { Context } from "hono"
import { createMiddleware } from "hono/factory"
import type { Authenticator, Claim, Env, SessionClaim } from "./authentication.ts"
import { ProblemError } from "./problem.ts"
import { formParts } from "./requestBody.ts"
import { kept, keptSecret } from "./sessionCookies.ts"

/** What is there is everybody's: nobody is asked who they are. */
const ASSETS = "/assets/"

/**
 * Authentication of people in a browser, by the session whose secret the browser keeps. Which office the person acts in is a
 * wish that the browser keeps for each plan, and counts only where the session has that mandate today. A session without any
 * mandate has ended, but for the operator's.
 */
export function sessionAuth(sessions: Sessions, home: string): Authenticator {
  return async (c) => {
    const secret = c.req.path.startsWith(ASSETS) ? undefined : keptSecret(c, home, "session")
    const session = secret && (await sessions.open(secret))
    const operator = session !== undefined && sessions.isOperators(session)
    const mandates = session && !operator ? await sessions.mandates(session) : []
    if (!session || (mandates.length === 0 && !operator)) return undefined
    return {
      ...{ session, operator },
      formToken: secretHash(`form ${secret.secret}`),
      mandates,
      claimIn: (plan) =>
        chosen(
          mandates.filter((each) => each.plan === plan),
          kept(c, home, `as-${plan}`),
        ),
    }
  }
}

interface NamedMandate {
  person: string
  mandate: { office: string; party?: string | undefined }
}

/** A mandate as a form and a cookie name it: person, office and, where it has one, party. */
export function mandateName({ person, mandate: { office, party } }: NamedMandate): string {
  return [person, office, ...(party ? [party] : [])].join(":")
}

/** The mandate wished for, else the first; of several persons nobody acts before it is said who. */
function chosen(mandates: SessionMandate[], wish: string | undefined): Claim | undefined {
  const persons = new Set(mandates.map(({ person }) => person))
  const first = persons.size === 1 ? mandates[0] : undefined
  const held = mandates.find((each) => mandateName(each) === wish) ?? first
  return held && claimBy(held)
}

/** Whoever acts by that mandate. */
export function claimBy({ plan, person, mandate: { office, party } }: SessionMandate): Claim {
  return { person, office, ...(party && { party }), mandateImplied: false, plans: [plan] }
}

/**
 * A change by a session comes from our own pages: the browser says so by `Sec-Fetch-Site` or `Origin`, or the form has the
 * token of the session.
 */
export function fromOwnForms(home: string) {
  return createMiddleware<Env>(async (c, next) => {
    const caller = c.get("claim")
    const reads = c.req.method === "GET" || c.req.method === "HEAD"
    if (!reads && caller && "session" in caller && !(await isOurs(c, home, caller)))
      throw new ProblemError("forbidden", "a change must come from this site's own pages")
    await next()
  })
}

async function isOurs(c: Context<Env>, home: string, { formToken }: SessionClaim): Promise<boolean> {
  const site = c.req.header("Sec-Fetch-Site")
  if (site !== undefined) return site === "same-origin"
  if (c.req.header("Origin") === new URL(home).origin) return true
  const form = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(
    c.req.header("Content-Type") ?? "",
  )
  return form && (await formParts(c)).texts.token?.at(-1) === formToken
}
