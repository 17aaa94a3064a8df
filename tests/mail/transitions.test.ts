import { failAddress, letterReturned } from "@demarche/application/notifications/addresses"
import { type State, view, type Workflow } from "@demarche/engine"
import { kindOf } from "@demarche/event-store"
import { MailError, type Message } from "@demarche/mail/message"
import { afterEach, expect, test } from "vitest"
import { edges } from "../http/edges.ts"
import { circulated, ISU, openCcm, PLAN, thematic, type World } from "../http/world.ts"

let world: World
afterEach(() => world.stop())

/** Every transition that notices have taken in the world, as "state event". */
async function taken(): Promise<Set<string>> {
  const { world: record, workflows } = world.hosted.application
  const notice = workflows.get("notice") as Workflow
  const found = new Set<string>()
  const states = new Map<string, string>()
  for await (const { stream, events, state } of record.events.scan()) {
    if (kindOf(stream) !== "notice") continue
    for (const { value } of events) found.add(`${states.get(stream) ?? "new"} ${value.type}`)
    states.set(stream, view(notice, state as State).state ?? "")
  }
  return found
}

test("every transition of a notice is taken by letters on their way, and each shows in GET /api/notices", async () => {
  const sent: Message[] = []
  let patient = false
  const refusals: Record<string, MailError> = {
    "coordinator-austria": new MailError("never", "550 5.1.1 no such user"),
    "focal-point": new MailError("later", "421 try again later"),
    "thematic-h": new MailError("later", "451 try again later"),
    "delegate-c": new MailError("later", "454 try again later"),
  }
  const mailer = {
    async send(message: Message) {
      const refusal = refusals[message.to.address.split("@")[0] ?? ""]
      if (refusal && !(patient && refusal.message.startsWith("421"))) throw refusal
      sent.push(message)
    },
  }
  world = await openCcm("2026-06-01T10:00:00+02:00", undefined, { mailer, home: "https://d.example", key: "k" })
  const { application } = world.hosted
  const offices = [{ office: "delegate", party: "delegation-a", from: "2026-01-01" }]
  await world.take(ISU, "plan", "addPerson", { person: "newcomer", name: "A newcomer", offices })
  const { append } = application.world.events
  let dies = true
  application.world.events.append = async (commit) => {
    if (dies && commit.events[0]?.value.type === "NoticeSent") {
      dies = false
      throw new Error("the power is gone")
    }
    return append(commit)
  }
  await circulated(world)
  await world.hosted.schedule.tick("dies").catch(() => {})
  await world.at("2026-06-01T10:00:30+02:00")
  patient = true
  await failAddress(application, { plan: PLAN, person: "thematic-h", why: "moved away", correlation: "test" })
  await world.at("2026-06-01T10:15:00+02:00")
  await world.take(thematic("b"), "t2-a2", "object", { text: "No.", paragraphs: ["3"] })
  await world.at("2026-06-02T12:00:00+02:00")
  const [first] = sent.filter(({ to }) => to.address.startsWith("thematic-d@"))
  await letterReturned(
    application,
    { stream: first?.stream ?? "", address: first?.to.address ?? "", why: "550" },
    "test",
  )
  await world.hosted.settled()

  const wanted = edges(application.workflows.get("notice") as Workflow).map(({ state, event }) => `${state} ${event}`)
  const found = await taken()
  // a letter is redacted with the person it names: tests/faults/k6.test.ts; its links are ended by a page: tests/web/answerPages.test.ts
  expect(wanted.filter((edge) => !found.has(edge) && !/ (?:TextRedacted|LinksEnded)$/.test(edge))).toEqual([])
  const { items } = await world.get("/api/notices", { as: ISU, query: { plan: PLAN, limit: "100" } })
  const statuses = new Set(items.map(({ status }: { status: string }) => status))
  for (const status of ["sent", "suppressed", "cancelled"]) expect(statuses).toContain(status)
})
