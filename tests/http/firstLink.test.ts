import { createSessions, named } from "@demarche/application/sessions/sessions"
import { expect, test } from "vitest"
import { browserOf, formsIn } from "./browser.ts"
import { openCcm, openWorld, type World } from "./world.ts"

const KEY = "a key of the tests"
const START = "2026-06-05T10:00:00+02:00"

/** The path of a new first link, without its language; undefined where there is none any more. */
async function firstLink({ hosted }: World): Promise<string | undefined> {
  const link = await createSessions(hosted.application, KEY).firstLink("a test")
  await hosted.settled()
  return link && `/sign-in/link/${named(link)}`
}

/** The commits of the record, as they are stored. */
async function recorded({ hosted }: World): Promise<string[]> {
  const commits = []
  for await (const commit of hosted.application.record.scan()) commits.push(JSON.stringify(commit))
  return commits
}

test.each([
  ["en", "Begin this installation", "This link has ended"],
  ["fr", "Mettre en service cette installation", "Ce lien n’est plus valable"],
])("the first link opens once, by a form, in %s", async (language, title, ended) => {
  const world = await openWorld(START)
  const link = await firstLink(world)
  const before = await recorded(world)
  expect(before.join()).not.toContain(link?.split(".")[1])
  const redirected = await world.ask("GET", link!, { headers: { "Accept-Language": language } })
  expect([redirected.status, redirected.headers.get("Location")]).toEqual([302, `/${language}${link}`])
  const browser = browserOf(world)
  const page = (await browser.get(`/${language}${link}`)).body
  expect(page).toContain(`<h1>${title}</h1>`)
  expect(await recorded(world)).toEqual(before)
  const [form] = formsIn(page)
  const entered = await browser.send(form!.action, form!.fields)
  expect([entered.status, entered.headers.get("Location")]).toEqual([303, `/${language}/start`])
  expect((await browser.get(`/${language}/sign-out`)).body).toContain("everywhere")
  const again = await browserOf(world).send(form!.action, form!.fields)
  expect([again.status, again.body]).toEqual([422, expect.stringContaining(ended)])
  await world.stop()
})

test("it opens for an hour, and a newer one replaces it; so long lasts what it has opened", async () => {
  const world = await openWorld(START)
  const [older, newer] = [await firstLink(world), await firstLink(world)]
  expect((await browserOf(world).send(`/en${older}`)).status).toBe(422)
  const browser = browserOf(world)
  expect((await browser.send(`/en${newer}`)).status).toBe(303)
  expect((await browser.get("/en/")).body).toContain("/en/sign-out")
  const late = await firstLink(world)
  world.jump("2026-06-05T11:00:00+02:00")
  expect((await browser.get("/en/")).body).not.toContain("/en/sign-out")
  expect((await browserOf(world).send(`/en${late}`)).status).toBe(422)
  await world.stop()
})

test("there is none once anybody holds a mandate, and one that was made before opens nothing", async () => {
  const world = await openCcm(START)
  expect(await firstLink(world)).toBeUndefined()
  await world.stop()
  const begun = await openWorld(START)
  const link = await firstLink(begun)
  const { ccmFile } = await import("./ccm.ts")
  await begun.send("isu:secretariat", ccmFile())
  const { status, body } = await browserOf(begun).send(`/en${link}`)
  expect([status, body]).toEqual([422, expect.stringContaining("This link has ended")])
  await begun.stop()
})
