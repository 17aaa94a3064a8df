import type { Identity } from "@demarche/application/sessions/identities"
import { CODE_DURATION, named, type Sessions } from "@demarche/application/sessions/sessions"
import type { ApiOptions } from "@demarche/http/app"
import type { Env } from "@demarche/http/authentication"
import { AWAY_SECONDS, CALLBACK, type OpenId } from "@demarche/http/openId"
import { languageOf, ProblemError } from "@demarche/http/problem"
import { formBody } from "@demarche/http/requestBody"
import { clear, keep, keepSecret, kept } from "@demarche/http/sessionCookies"
import type { Language } from "@demarche/i18n"
import { languages } from "@demarche/workflows/languages"
import { Hono } from "hono/tiny"
import { ISSUER_ADDRESS } from "../page.ts"
import { type PageRequest, respondWithPage } from "../respond.ts"
import { href, type Visit } from "../visit.ts"
import { leadOn, letIn, ownDestination } from "./entering.ts"
import type { Came } from "./signInPage.tsx"

/** What goes to the issuer and what unties an account of it, below a language. */
export function identityActs({ home, log }: ApiOptions, visitIn: (c: PageRequest) => Visit) {
  const app = new Hono<Env>()

  // a link, since a form may be sent to nobody but us; from elsewhere it leads to the page on which it stands
  app.get(ISSUER_ADDRESS, async (c) => {
    const visit = visitIn(c)
    const { openId, sessions } = visit.entrance
    const { token, to: wish } = visit.query
    const to = ownDestination(wish)
    const site = c.req.header("Sec-Fetch-Site") ?? "same-origin"
    if (!openId || !sessions || site !== "same-origin") return c.redirect(href(visit, "/sign-in", { to }), 303)
    const tie = token === undefined ? undefined : ownSession(c, token).address
    const away = await openId.begin({ language: visit.language, to, tie })
    if ("why" in away) {
      if (away.error) log(away.error, c.get("correlation"))
      return signInPageFor(c, visit, to, "down")
    }
    keep(c, home, "oidc", away.kept, AWAY_SECONDS)
    return c.redirect(away.url.href, 303)
  })

  app.post("/me/identities", async (c) => {
    const visit = visitIn(c)
    const { sessions } = visit.entrance
    const { untie = "", token = "" } = await formBody(c)
    const { address } = ownSession(c, token)
    const tied = (await sessions?.identities.tiedTo(address))?.find(({ identity }) => identity === untie)
    if (!sessions || !tied) throw new ProblemError("unknown", "no such account is tied to this address")
    await sessions.identities.untie(untie, address, c.get("correlation"))
    return c.redirect(href({ ...visit, query: {} }, "/me"), 303)
  })
  return app
}

/** The session of whoever sent a form or a link with its token. @throws ProblemError `forbidden` for everybody else. */
function ownSession(c: PageRequest, token: string) {
  const caller = c.get("claim")
  if (caller && "session" in caller && !caller.operator && caller.formToken === token) return caller.session
  throw new ProblemError(
    "forbidden",
    "an account is tied and untied by whoever is signed in, from this site's own pages",
  )
}

/** The page of signing in, which says what came of it, and leads on to the same place. */
async function signInPageFor(c: PageRequest, visit: Visit, to: string | undefined, came: Came): Promise<Response> {
  const here = { ...visit, path: "/sign-in", query: to ? { to } : {} }
  const { signInPageAfter } = await import("./signInPage.tsx")
  return respondWithPage(c, here, await signInPageAfter(here, came))
}

/** Where the issuer sends a browser back to, which lets it in, ties its account or asks for a code. */
export function identityReturn({ home, log }: ApiOptions, visitIn: (language: Language, c: PageRequest) => Visit) {
  const app = new Hono<Env>()
  app.get(CALLBACK, async (c, next) => {
    const { openId, sessions } = visitIn(languageOf(c), c).entrance
    if (!openId || !sessions) return next()
    const keptHere = kept(c, home, "oidc")
    const purpose = openId.purposeOf(keptHere)
    const visit = visitIn(languages.find((each) => each === purpose?.language) ?? languageOf(c), c)
    const to = ownDestination(purpose?.to)
    if (keptHere !== undefined) clear(c, home, "oidc")
    const came = await openId.end(keptHere, new URL(c.req.url).searchParams)
    if ("why" in came) {
      if (came.error) log(came.error, c.get("correlation"))
      return signInPageFor(c, visit, to, came.why)
    }
    const identity = sessions.identities.of(came.issuer, came.subject)
    if (purpose?.tie !== undefined) return tie(c, visit, sessions, identity, purpose.tie)
    const secret = await sessions.enter(identity, c.get("correlation"))
    if (secret) {
      await letIn(c, { sessions, home }, secret, false)
      return leadOn(c, visit.language, to)
    }
    return askFirst(c, visit, { openId, sessions, home }, { identity, mailbox: await came.mailbox(), to })
  })
  return app
}

/** Ties the account to the address of the session, which is still the one that was sent to the issuer. */
async function tie(
  c: PageRequest,
  visit: Visit,
  sessions: Sessions,
  identity: Identity,
  sent: string,
): Promise<Response> {
  const caller = c.get("claim")
  const address = caller && "session" in caller ? caller.session.address : undefined
  if (address !== sent) return signInPageFor(c, visit, "/me", "notBegun")
  const tied = await sessions.identities.tie(identity, address, c.get("correlation"))
  return c.redirect(href({ ...visit, query: {} }, "/me", { account: tied ? "tied" : "elsewhere" }), 303)
}

/**
 * Nobody comes in by that account yet. Where its address is certain a code goes there, whether somebody has it or not, and ties the
 * account once it is typed; elsewhere its reader is told to come in by the letter first.
 */
async function askFirst(
  c: PageRequest,
  visit: Visit,
  { openId, sessions, home }: { openId: OpenId; sessions: Sessions; home: string },
  { identity, mailbox, to }: { identity: Identity; mailbox: string | undefined; to: string | undefined },
): Promise<Response> {
  if (mailbox === undefined) return signInPageFor(c, visit, to, "untied")
  const asked = await sessions.ask(mailbox, visit.language, c.get("correlation"))
  if (typeof asked === "string") return signInPageFor(c, visit, to, asked)
  keepSecret(c, home, "asked", asked, CODE_DURATION / 1000)
  keep(c, home, "identity", openId.seal(identity, named(asked)), CODE_DURATION / 1000)
  return c.redirect(href({ ...visit, query: {} }, "/sign-in", { to }), 303)
}
