import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { configuration } from "@demarche/server/configuration"
import { expect, onTestFinished, test } from "vitest"
import { openIssuer } from "../http/issuer.ts"
import { startServer } from "./server.ts"

const client = { OIDC_CLIENT_ID: "demarche", OIDC_CLIENT_SECRET: "a secret" }

test("an issuer is named with its client, and at an address that nobody reads on the way", () => {
  expect(configuration({}).openId).toBeUndefined()
  const domains = "Example.org, un.example"
  expect(configuration({ OIDC_ISSUER: "https://login.example", OIDC_DOMAINS: domains, ...client }).openId).toEqual({
    ...{ issuer: "https://login.example", clientId: "demarche", clientSecret: "a secret" },
    domains: ["example.org", "un.example"],
  })
  expect(configuration({ OIDC_ISSUER: "http://localhost:9000", ...client }).openId?.domains).toEqual([])
  expect(() => configuration({ OIDC_ISSUER: "https://login.example" })).toThrow(/^OIDC_ISSUER: goes with/)
  expect(() => configuration(client)).toThrow(/^OIDC_ISSUER: goes with/)
  for (const issuer of ["http://login.example", "ftp://login.example", "login.example"])
    expect(() => configuration({ OIDC_ISSUER: issuer, ...client })).toThrow(/^OIDC_ISSUER: is no https address$/m)
})

test("one machine leads to the issuer that its environment names, and back to itself", async () => {
  const issuer = await openIssuer([])
  const { issuer: url, clientId, clientSecret } = issuer.settings
  const env = { OIDC_ISSUER: url, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret }
  const folder = mkdtempSync(join(tmpdir(), "demarche-"))
  const server = await startServer(folder, ["--data", "FOLDER"], env)
  onTestFinished(async () => {
    issuer.close()
    server.child.kill("SIGTERM")
    await server.ended
    rmSync(folder, { recursive: true, force: true })
  })
  expect(await (await fetch(`${server.url}/en/sign-in`)).text()).toContain("/en/sign-in/oidc")
  const away = await fetch(`${server.url}/en/sign-in/oidc`, { redirect: "manual" })
  const [cookie = ""] = away.headers.getSetCookie()
  expect(cookie).toMatch(/^demarche-oidc=[\w-]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/)
  const back = await issuer.back(away.headers.get("Location") ?? "")
  const returned = await fetch(`${server.url}${back}`, { headers: { Cookie: cookie.split(";")[0]! } })
  expect([returned.status, await returned.text()]).toEqual([403, expect.stringContaining("is not tied to an address")])
})
