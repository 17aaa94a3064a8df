import { outbox } from "@demarche/mail/outbox"
import { apiOptionsOf } from "@demarche/server/serve"
import { expect, test } from "vitest"
import { documentedApi } from "./documented.ts"
import { AUSTRIA, CAMEROON, openCcm, PLAN } from "./world.ts"

const reporter = { info() {}, error: console.error }

test("the demonstration's letters can be read, each in a frame that may do nothing, and are nowhere else", async () => {
  const letters = outbox("demarche@demarche.example")
  const world = await openCcm("2026-01-12T10:00:00+01:00", undefined, {
    mailer: letters,
    home: "https://d.example",
    key: "k",
  })
  await world.take(CAMEROON, "t1-a1", "openConsultation", { closes: "2026-02-13T18:00", invited: ["delegation-h"] })
  await world.at("2026-01-12T10:01:00+01:00")
  const app = documentedApi(
    world.hosted.application,
    apiOptionsOf(world.hosted, { reporter, home: "https://d.example", demo: world.clock, letters }),
  )
  const list = await (await app.request("/dev/mail")).text()
  expect(list).toContain("Consultation ouverte")
  expect(list).toMatch(/within a minute: .*href="\/clock"/)
  const page = await app.request("/dev/mail/1")
  expect(await page.text()).toMatch(/<iframe sandbox="[^"]*popups[^"]*" .*src="\/dev\/mail\/1\/html"/)
  expect(page.headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'")
  const framed = await app.request("/dev/mail/1/html")
  expect(framed.headers.get("Content-Security-Policy")).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox",
  )
  const shown = await framed.text()
  expect(shown.replace('<base target="_blank">', "")).toBe(letters.messages()[0]?.html)
  expect(shown).toMatch(/<head><base target="_blank">/)
  expect(await (await app.request("/dev/mail/1/eml")).text()).toBe(letters.messages()[0]?.eml)
  expect((await app.request("/dev/mail/99")).status).toBe(404)
  const real = documentedApi(
    world.hosted.application,
    apiOptionsOf(world.hosted, { reporter, home: "https://d.example" }),
  )
  for (const path of ["/dev/mail", "/dev/mail/1"]) expect((await real.request(path)).status).toBe(404)
  await world.stop()
})

test("where a letter leads, one item is read on a page, in both languages, as far as anybody may know it", async () => {
  const world = await openCcm("2026-01-12T10:00:00+01:00")
  await world.take(CAMEROON, "t1-a1", "openConsultation", { closes: "2026-02-13T18:00", invited: ["delegation-h"] })
  await world.take(AUSTRIA, "t1-a1", "linkTo", { relation: "relatesTo", target: "<script>alert(1)</script>" })
  const english = await world.get(`/en/items/${PLAN}.t1-a1`)
  expect(english).toContain("In consultation")
  expect(english).not.toContain("<script>")
  expect(await world.get(`/fr/items/${PLAN}.t1-a1`)).toContain("En consultation")
  expect(await world.get(`/en/items/${PLAN}.o1`)).toContain("Open")
  for (const id of [`${PLAN}.none`, "none", "a.b.c"])
    expect((await world.ask("GET", `/en/items/${id}`)).status).toBe(404)
  await world.stop()
})
