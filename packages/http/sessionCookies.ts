import { type NamedSecret, named, readNamed } from "@demarche/application/sessions/sessions"
import { isLoopback } from "@demarche/application/settings"
import type { Context } from "hono"
import { getCookie, setCookie } from "hono/cookie"

/**
 * What is kept in a browser: its session, the secret of the code that it asked for, what it needs to come back from the issuer, the
 * account that the code ties, and as whom it wishes to act in a plan.
 */
type CookieUse = "session" | "asked" | "oidc" | "identity" | `as-${string}`

/** How cookies are kept at an address; undefined where they would travel unprotected, so that nobody can sign in. */
function keeping(c: Context, home: string): { prefix: string; secure: boolean } | undefined {
  const { protocol, hostname } = new URL(home)
  if (protocol === "https:") return { prefix: "__Host-", secure: true }
  const onThisMachine = isLoopback(hostname) && isLoopback(new URL(c.req.url).hostname)
  return onThisMachine ? { prefix: "", secure: false } : undefined
}

/** Whether people can sign in at the address that a request names: over https, or on this machine. */
export function isProtected(c: Context, home: string): boolean {
  return keeping(c, home) !== undefined
}

function nameOf(prefix: string, kept: CookieUse): string {
  return kept === "session" ? `${prefix}demarche` : `${prefix}demarche-${kept}`
}

/** Keeps a value in the browser for so many seconds or, without them, until it is closed. @throws Error where nothing can be kept. */
export function keep(c: Context, home: string, kept: CookieUse, value: string, maxAge?: number): void {
  const { prefix, secure } = keeping(c, home) ?? {}
  if (prefix === undefined || secure === undefined) throw new Error("no cookie is set over an unprotected connection")
  setCookie(c, nameOf(prefix, kept), value, {
    ...{ httpOnly: true, secure, sameSite: "Lax", path: "/" },
    ...(maxAge !== undefined && { maxAge }),
  })
}

/** Takes a value out of the browser. */
export function clear(c: Context, home: string, kept: CookieUse): void {
  keep(c, home, kept, "", 0)
}

/** What the browser keeps; undefined where it keeps nothing, or what came travelled unprotected. */
export function kept(c: Context, home: string, what: CookieUse): string | undefined {
  const how = keeping(c, home)
  return how && getCookie(c, nameOf(how.prefix, what))
}

/** The address and the secret that the browser keeps of its session, or of the code that it asked for. */
export function keptSecret(c: Context, home: string, what: "session" | "asked"): NamedSecret | undefined {
  return readNamed(kept(c, home, what))
}

/** Keeps an address and a secret in the browser. @throws as `keep`. */
export function keepSecret(
  c: Context,
  home: string,
  what: "session" | "asked",
  secret: NamedSecret,
  maxAge?: number,
): void {
  keep(c, home, what, named(secret), maxAge)
}
