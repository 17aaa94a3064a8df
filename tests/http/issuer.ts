import { createHash, randomBytes } from "node:crypto"
import type { AddressInfo } from "node:net"
import type { OpenIdSettings } from "@demarche/application/settings"
import { serve } from "@hono/node-server"
import { Hono } from "hono"
import { exportJWK, generateKeyPair, SignJWT } from "jose"

/** An account at the issuer, as its claims have it. */
export interface Account {
  sub: string
  email?: string
  email_verified?: unknown
}

/** A request that waits for its code to be redeemed. */
interface Grant {
  account: Account
  redirect_uri: string
  challenge: string
  nonce: string
}

/** An OpenID issuer on this machine, with the authorization code flow and PKCE (RFC 7636). */
export interface Issuer {
  settings: OpenIdSettings
  /** Who is signed in there. */
  account: Account
  /** What its tokens say beside the claims, and undefined where they leave a claim out. */
  change: { claims?: Record<string, unknown>; forged?: boolean; profile?: boolean }
  /** How its document differs from the true one. */
  document: Record<string, unknown>
  /** It responds to nothing. */
  down: boolean
  /** How often each of its addresses was asked. */
  asked: string[]
  /** Every token that it gave away. */
  given: string[]
  /** Where it sends a browser that came with that address: the path of ours, with its query. */
  back(url: string): Promise<string>
  close(): void
}

const ALG = "ES256"
const CLIENT = { clientId: "demarche", clientSecret: "a secret of the client" }

export async function openIssuer(domains: string[]): Promise<Issuer> {
  const [own, stranger] = [await generateKeyPair(ALG), await generateKeyPair(ALG)]
  const grants = new Map<string, Grant>()
  const app = new Hono()
  app.use(async (c, next) => {
    issuer.asked.push(c.req.path)
    if (issuer.down) return c.text("nobody is here", 500)
    await next()
  })
  app.get("/.well-known/openid-configuration", (c) =>
    c.json({
      issuer: url,
      authorization_endpoint: `${url}/authorize`,
      token_endpoint: `${url}/token`,
      userinfo_endpoint: `${url}/userinfo`,
      jwks_uri: `${url}/keys`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: [ALG],
      authorization_response_iss_parameter_supported: true,
      ...issuer.document,
    }),
  )
  app.get("/keys", async (c) => c.json({ keys: [{ ...(await exportJWK(own.publicKey)), kid: "key", alg: ALG }] }))
  app.get("/authorize", (c) => {
    const {
      client_id,
      redirect_uri = "",
      state = "",
      nonce = "",
      code_challenge: challenge = "",
      scope,
    } = c.req.query()
    if (client_id !== CLIENT.clientId || !scope?.split(" ").includes("openid")) return c.text("no such client", 400)
    if (c.req.query("code_challenge_method") !== "S256") return c.text("no challenge", 400)
    const code = randomBytes(16).toString("hex")
    grants.set(code, { account: issuer.account, redirect_uri, challenge, nonce })
    return c.redirect(`${redirect_uri}?${new URLSearchParams({ code, state, iss: url })}`)
  })
  app.post("/token", async (c) => {
    const {
      code = "",
      code_verifier = "",
      redirect_uri,
      client_id,
      client_secret,
    } = await c.req.parseBody<Record<string, string>>()
    const grant = grants.get(code)
    grants.delete(code)
    const verified = createHash("sha256").update(code_verifier).digest("base64url") === grant?.challenge
    const known = client_id === CLIENT.clientId && client_secret === CLIENT.clientSecret
    if (!known || !grant || !verified || grant.redirect_uri !== redirect_uri)
      return c.json({ error: "invalid_grant" }, 400)
    const { claims, forged, profile } = issuer.change
    const { sub, ...address } = grant.account
    const says = { iss: url, aud: CLIENT.clientId, sub, nonce: grant.nonce, ...(!profile && address), ...claims }
    const token = await new SignJWT(says)
      .setProtectedHeader({ alg: ALG, kid: "key" })
      .setIssuedAt(claims?.iat as number | undefined)
      .setExpirationTime((claims?.exp as number | undefined) ?? "5m")
      .sign(forged ? stranger.privateKey : own.privateKey)
    const access = `${sub}.${randomBytes(16).toString("hex")}`
    issuer.given.push(token, access)
    return c.json({ access_token: access, token_type: "Bearer", expires_in: 300, id_token: token })
  })
  app.get("/userinfo", (c) => {
    const [, sub] = c.req.header("Authorization")?.match(/^Bearer (.+)\./) ?? []
    return sub === issuer.account.sub ? c.json(issuer.account) : c.json({ error: "invalid_token" }, 401)
  })
  const server = await new Promise<ReturnType<typeof serve>>((listening) => {
    const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, () => listening(server))
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const issuer: Issuer = {
    settings: { issuer: url, ...CLIENT, domains },
    account: { sub: "nobody" },
    change: {},
    document: {},
    down: false,
    asked: [],
    given: [],
    async back(to) {
      const response = await fetch(to, { redirect: "manual" })
      const location = new URL(response.headers.get("Location") ?? "about:blank")
      return `${location.pathname}${location.search}`
    },
    close() {
      server.close()
      if ("closeAllConnections" in server) server.closeAllConnections()
    },
  }
  return issuer
}
