import { feedback } from "@demarche/functions/feedback"
import type { Mailer } from "@demarche/mail/message"
import { sesMailer } from "@demarche/mail/ses"
import { smtpMailer } from "@demarche/mail/smtp"
import ICAL from "ical.js"
import PostalMime, { type Email } from "postal-mime"
import { afterEach, describe, expect, test, vi } from "vitest"
import { CAMEROON, circulated, ISU, type Json, openCcm, PLAN, thematic, type World } from "../http/world.ts"
import { sesServer } from "./sesServer.ts"
import { smtpServer } from "./smtpServer.ts"

const credentials = { AWS_REGION: "eu-central-1", AWS_ACCESS_KEY_ID: "id", AWS_SECRET_ACCESS_KEY: "secret" }
const HOME = "https://demarche.example"
let world: World
afterEach(async () => {
  vi.unstubAllEnvs()
  await world.stop()
})

/** Reference points under silence from Monday 1 June 10:00 to Monday 8 June 18:00, Geneva, and everyone told. */
async function underSilence(mailer: Mailer): Promise<void> {
  world = await openCcm("2026-06-01T10:00:00+02:00", undefined, { mailer, home: HOME, key: "a key of the tests" })
  await circulated(world)
  await world.at("2026-06-01T10:01:00+02:00")
}

/** A server, the house's way to it, and every letter it has taken. It greets after a tenth of a second: letters go side by side. */
async function overSmtp() {
  const { port, letters, ...server } = await smtpServer()
  const smtp = smtpMailer({ url: `smtp://127.0.0.1:${port}`, from: "demarche@demarche.example" })
  const handed: Promise<void>[] = []
  const mailer: Mailer = { send: async (message) => void handed.push(smtp.send(message)) }
  return {
    ...server,
    mailer,
    async taken() {
      await Promise.all(handed)
      return letters
    },
  }
}

const to = (letters: Email[], person: string, subject: RegExp) =>
  letters.filter(
    (letter) => letter.to?.[0]?.address === `${person}@demarche.example` && subject.test(letter.subject ?? ""),
  )
const header = ({ headers }: Email, key: string) => headers.find((each) => each.key === key)?.value

describe("over SMTP", () => {
  test("a silence procedure and its end reach everyone in their language and zone, once, in one thread", async () => {
    await using server = await overSmtp()
    await underSilence(server.mailer)
    await world.at("2026-06-08T18:01:00+02:00")
    const taken = await server.taken()
    for (const { from, to } of taken) expect([from, to.length]).toEqual(["demarche@demarche.example", 1])
    const letters = await Promise.all(taken.map(({ eml }) => PostalMime.parse(eml)))
    expect(new Set(letters.map(({ messageId }) => messageId)).size).toBe(letters.length)

    const [opened, ...others] = to(letters, "presidency", /^Silence procedure until/)
    expect(others).toEqual([])
    const { version, hash } = await commitOf("SilenceOpened")
    expect(opened?.text?.replace(/\s+/g, " ")).toContain(
      "until Monday, 8 June 2026, 6 p.m. (Geneva time; 11 p.m. in Vientiane).",
    )
    expect(opened?.text).toContain(`\nNumber on the record: ${version} (t2-a2)\nHash: ${hash}\n`)
    expect(opened?.date).toBe("2026-06-01T08:00:00.000Z")
    expect(header(opened as Email, "auto-submitted")).toBe("auto-generated")
    expect(header(opened as Email, "list-unsubscribe")).toBeUndefined()

    const file = opened?.attachments.find(({ mimeType }) => mimeType === "text/calendar")
    const [, event] = new ICAL.Component(
      ICAL.parse(Buffer.from(file?.content as ArrayBuffer).toString()),
    ).getAllSubcomponents()
    expect(String(event?.getFirstPropertyValue("dtend"))).toBe("2026-06-08T18:00:00")
    const feed = await world.ask("GET", `/calendar/${PLAN}.ics`)
    expect(feed.body).toContain(String(event?.getFirstPropertyValue("uid")))

    const [passed] = to(letters, "presidency", /^Adopted under the silence procedure/)
    expect(passed?.text).toContain("the draft is adopted as of")
    expect(passed?.inReplyTo).toBe(opened?.inReplyTo)
    expect(to(letters, "presidency", /^Silence procedure ends within 2 hours/).map(({ date }) => date)).toEqual([
      "2026-06-08T14:00:00.000Z",
    ])
  })

  test("a link of a letter does what it says, as the office that the letter was written to", async () => {
    await using server = await overSmtp()
    await underSilence(server.mailer)
    const letters = await Promise.all((await server.taken()).map(({ eml }) => PostalMime.parse(eml)))
    const [opened] = to(letters, "thematic-a", /^Silence procedure until/)
    const path = link(opened, 1).slice(HOME.length)
    expect((await world.ask("GET", path)).body).toContain("and break the silence procedure")
    const form = {
      body: "text=Too+far.&paragraphs=3&ticked=yes",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    }
    expect((await world.ask("POST", path, form)).status).toBe(200)
    const { state, substate, objections } = await world.get(`/api/activities/${PLAN}.t2-a2`, { as: ISU })
    expect([state, substate, objections.raised[0].party]).toEqual(["drafting", "broken", "delegation-a"])
    const { items } = await world.get(`/api/activities/${PLAN}.t2-a2/history`, { as: ISU })
    expect(items.at(-1).actor).toEqual({ person: "thematic-a", office: "thematicCoordinator", party: "delegation-a" })
  })

  test("what is optional can be stopped by one POST of the mail program (RFC 8058)", async () => {
    await using server = await overSmtp()
    await underSilence(server.mailer)
    await world.take(CAMEROON, "t1-a1", "openConsultation", { closes: "2026-06-30T18:00", invited: ["delegation-h"] })
    await world.at("2026-06-01T10:02:00+02:00")
    const letters = await Promise.all((await server.taken()).map(({ eml }) => PostalMime.parse(eml)))
    const [asked] = to(letters, "thematic-h", /^Consultation ouverte/)
    expect(header(asked as Email, "list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click")
    const url = header(asked as Email, "list-unsubscribe")?.replace(/[<>\s]/g, "") ?? ""
    const one = { body: "List-Unsubscribe=One-Click", headers: { "Content-Type": "application/x-www-form-urlencoded" } }
    expect((await world.ask("POST", url.slice(HOME.length), one)).status).toBe(200)
    const { people } = (await world.hosted.application.planSnapshot(PLAN)).context
    expect(people.find(({ id }) => id === "thematic-h")?.wants).toEqual(["due", "turns", "requests"])
  })
})

describe("over SES", () => {
  test("a bounce of a letter marks the notice and the address, tells the secretariat, and is taken up once", async () => {
    for (const [name, value] of Object.entries(credentials)) vi.stubEnv(name, value)
    await using server = await sesServer()
    await underSilence(
      sesMailer({ from: "demarche@demarche.example", configurationSet: "letters", endpoint: server.endpoint }),
    )
    const sent = server.calls.find(({ Destination }) => Destination.ToAddresses.includes("thematic-a@demarche.example"))
    const event = {
      source: "aws.ses",
      "detail-type": "Email Bounced",
      detail: {
        bounce: {
          bounceType: "Permanent",
          bounceSubType: "General",
          bouncedRecipients: [{ diagnosticCode: "550 5.1.1 no such user" }],
        },
        mail: {
          destination: ["thematic-a@demarche.example"],
          tags: Object.fromEntries(sent?.EmailTags.map(({ Name, Value }) => [Name, [Value]]) ?? []),
        },
      },
    }
    for (let time = 0; time < 2; time++) await feedback(world.hosted.application)(event)
    await world.at("2026-06-01T12:00:00+02:00")
    const { items } = await world.get("/api/notices", {
      as: ISU,
      query: { plan: PLAN, recipient: "thematic-a", status: "suppressed" },
    })
    expect(items).toMatchObject([{ why: expect.stringContaining("550 5.1.1 no such user") }])
    const told = await world.get("/api/notices", { as: ISU, query: { plan: PLAN, recipient: "isu", limit: "100" } })
    expect(told.items.filter(({ kind }: Json) => kind === "AddressFailed")).toHaveLength(1)
    await world.take(thematic("b"), "t2-a2", "object", { text: "No.", paragraphs: ["3"] })
    await world.at("2026-06-01T13:00:00+02:00")
    const later = await world.get("/api/notices", {
      as: ISU,
      query: { plan: PLAN, recipient: "thematic-a", limit: "100" },
    })
    expect(later.items.find(({ kind }: Json) => kind === "SilenceBroken")).toMatchObject({
      status: "suppressed",
      why: "mail to the address came back",
    })
  })
})

async function commitOf(type: string): Promise<{ version: number; hash: string }> {
  const { items } = await world.get(`/api/activities/${PLAN}.t2-a2/history`, { as: ISU })
  return items.find(({ events }: Json) => events[0].type === type)
}

function link(letter: Email | undefined, place: number): string {
  return letter?.text?.match(/^https:\S+\/answer\/\S+$/gm)?.[place] ?? "no link"
}
