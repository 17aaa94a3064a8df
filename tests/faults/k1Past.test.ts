import { readActionToken } from "@demarche/application/answers/actionLink"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { json, text } from "../fixtures/fixture.ts"
import { type GoingOn, openFolder } from "../fixtures/open.ts"
import { AUSTRIA, ISU, type Json, PLAN } from "../http/world.ts"

// Letters of commit 747a99c, whose links name their round by the instant of its deadline.

let going: GoingOn
beforeEach(async () => {
  going = await openFolder()
})
afterEach(() => going.world.stop())

const key = text("folder/letter.key")
const links = json("folder/letters.json.gz").flatMap((letter: Json) =>
  [...new Set<string>(letter.text.match(/(?<=\/answer\/)[\w.-]+/g))].flatMap((token) => {
    const link = readActionToken(token, key)
    return link ? [{ token, ...link }] : []
  }),
)
const linkTo = (does: string, item: string, person: string): string =>
  links.findLast((each: Json) => each.does === does && each.on === `${PLAN}.${item}` && each.person === person).token
const follow = (token: string, form?: Record<string, string>) =>
  form
    ? going.world.ask("POST", `/en/answer/${token}`, {
        body: new URLSearchParams(form).toString(),
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
      })
    : going.world.ask("GET", `/en/answer/${token}`)
const newest = async (item: string): Promise<string[]> => {
  const { items } = await going.world.get(`/api/activities/${PLAN}.${item}/history`, { as: ISU })
  return items.at(-1).events.map(({ type }: Json) => type)
}

describe("a link in a letter that is out", () => {
  test("supports what is under silence, after an extension as well", async () => {
    await going.world.take(AUSTRIA, "t2-a2", "extendSilence", { until: "2026-06-10T18:00" })
    await going.world.at("2026-06-09T09:00:00Z")
    expect((await follow(linkTo("support", "t2-a2", "thematic-b"), {})).status).toBe(200)
    expect(await newest("t2-a2")).toEqual(["SupportGiven"])
  })
  test("objects after the deadline, late", async () => {
    await going.world.at("2026-06-08T16:05:00Z")
    const sent = await follow(linkTo("object", "t2-a2", "thematic-b"), { text: "Too late." })
    expect([sent.status, sent.body]).toEqual([200, expect.stringContaining("having come late")])
    expect(await newest("t2-a2")).toEqual(["LateObjectionRecorded"])
  })
  test("on a draft that was replaced leads to the newer one", async () => {
    const old = links.find((each: Json) => each.on === `${PLAN}.x-q1-3` && each.does === "support")
    const { status, body } = await follow(old.token, {})
    expect([status, body]).toEqual([410, expect.stringContaining("There is a newer text")])
  })
  test("stops letters", async () => {
    const stop = links.find((each: Json) => each.does === "unsubscribe")
    expect((await follow(stop.token, {})).status).toBe(200)
  })
  test("was used once, and is used no more for another answer", async () => {
    const token = linkTo("comment", "t2-a2", "thematic-b")
    expect((await follow(token, { text: "One." })).status).toBe(200)
    expect((await follow(token, { text: "Two." })).status).toBe(422)
    expect((await follow(`${token}.a`, { text: "Three." })).status).toBe(404)
  })
})
