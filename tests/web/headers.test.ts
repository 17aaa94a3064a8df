import type { Served } from "@demarche/server/serve"
import { languages } from "@demarche/workflows/languages"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type Look, looks, pasts, problems } from "../pages/looks.ts"
import { demoSite, newSite } from "../pages/sites.ts"

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** Code and style in a page itself, which its policy would refuse, and what htmx would compile. */
const CODE = /<style|<script(?![^>]* src="\/)|\s(?:style|on[a-z]+|hx-on[^=\s]*|hx-boost)=|=["']\s*(?:js|javascript):/gi

let sites: Record<"demo" | "new", Served>
beforeAll(async () => {
  sites = { demo: await demoSite(), new: await newSite() }
})
afterAll(() => Promise.all(Object.values(sites).map((site) => site.stop())))

const ask = (path: string, { as, on = "demo" }: Pick<Look, "as" | "on"> = {}, method = "GET") =>
  fetch(sites[on].url + path, {
    method,
    redirect: "manual",
    ...(as && { headers: { Authorization: `Bearer demo:${as}` } }),
  })

describe.each(languages)("in %s", (language) => {
  test.each([...Object.values(looks).flat(), ...problems, ...pasts])(
    "$at, asked by $as, bears the headers of a page and no code, and answers HEAD with the same",
    async (look) => {
      const answer = await ask(`/${language}${look.at}`, look)
      const { headers } = answer
      expect(headers.get("Content-Security-Policy")).toBe(POLICY)
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff")
      const alone = look.at.startsWith("/answer/")
      expect(headers.get("Cache-Control")).toBe(alone ? "private, no-store" : "no-store")
      expect(headers.get("X-Robots-Tag")).toBe(alone ? "noindex" : null)
      expect(headers.get("Referrer-Policy")).toBe(/\/(?:link|answer)\//.test(look.at) ? "no-referrer" : "same-origin")
      expect((await answer.text()).match(CODE)).toBeNull()
      const head = await ask(`/${language}${look.at}`, look, "HEAD")
      expect([head.status, head.headers.get("Content-Type"), head.headers.get("Content-Security-Policy")]).toEqual([
        answer.status,
        headers.get("Content-Type"),
        POLICY,
      ])
      expect(await head.text()).toBe("")
    },
  )

  test.each(["/answer/a-token", "/sign-in/link/a-token"])("%s tells nobody that its reader was there", async (path) => {
    const { headers } = await ask(`/${language}${path}`)
    expect(headers.get("Referrer-Policy")).toBe("no-referrer")
  })
})

test.each(["/calendar/a-token.ics", "/api/plans", "/dev/mail"])("nor does %s", async (path) => {
  expect((await ask(path)).headers.get("Referrer-Policy")).toBe("no-referrer")
})

test("the style sheet is kept for ever, at an address that is its own", async () => {
  const page = await (await ask(`/${languages[0]}/`)).text()
  const [, path = ""] = page.match(/href="(\/assets\/style\.[\w-]{12}\.css)"/) ?? []
  const { status, headers } = await ask(path)
  expect([status, headers.get("Content-Type"), headers.get("Cache-Control")]).toEqual([
    200,
    "text/css; charset=utf-8",
    "public, max-age=31536000, immutable",
  ])
  expect((await ask("/assets/style.000000000000.css")).status).toBe(404)
})

test.each([
  ["/assets/icon.svg", "image/svg+xml"],
  ["/robots.txt", "text/plain; charset=utf-8"],
])("%s is kept for a day", async (path, type) => {
  const { status, headers } = await ask(path)
  expect([status, headers.get("Content-Type"), headers.get("Cache-Control")]).toEqual([
    200,
    type,
    "public, max-age=86400",
  ])
})

test("robots are kept from what a letter's link opens", async () => {
  expect(await (await ask("/robots.txt")).text()).toBe(
    "User-agent: *\nDisallow: /*/answer/\nDisallow: /*/sign-in/link/\nDisallow: /sign-in/link/\n",
  )
})
