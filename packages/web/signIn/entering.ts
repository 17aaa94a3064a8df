import { type NamedSecret, OWN_DURATION, type Sessions } from "@demarche/application/sessions/sessions"
import { clear, keepSecret } from "@demarche/http/sessionCookies"
import type { PageRequest } from "../respond.ts"
import type { Visit } from "../visit.ts"

/** An address of ours below the language, which no browser reads as another site's. */
const OWN_PATH = /^\/(?![/\\]|sign-)[^\\\p{Cc}]{0,500}$/u

/** Where a reader wants to go: an address of ours below the language, or nowhere. */
export function ownDestination(to: string | undefined): string | undefined {
  return to && OWN_PATH.test(to) ? to : undefined
}

/** To where the reader wanted to go, else the start. */
export function leadOn(c: PageRequest, language: Visit["language"], to: string | undefined): Response {
  return c.redirect(`/${language}${ownDestination(to) ?? "/"}`, 303)
}

/** Lets the browser in, in place of whoever was signed in there; on a device of one's `own` for longer. */
export async function letIn(
  c: PageRequest,
  { sessions, home }: { sessions: Sessions; home: string },
  secret: NamedSecret,
  own: boolean,
): Promise<void> {
  await leave(c, sessions, false)
  keepSecret(c, home, "session", secret, own ? OWN_DURATION / 1000 : undefined)
  clear(c, home, "asked")
  clear(c, home, "identity")
}

/** Ends the session that the browser has, or all of its address. */
export async function leave(c: PageRequest, sessions: Sessions, everywhere: boolean): Promise<void> {
  const caller = c.get("claim")
  if (caller && "session" in caller) await sessions.signOut(caller.session, everywhere, c.get("correlation"))
}
