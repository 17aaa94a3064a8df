import { commandLists } from "@demarche/workflows/offices"
import { actsForOthers } from "@demarche/workflows/rules"
import { afterEach, beforeEach, expect, test } from "vitest"
import {
  AUSTRIA,
  advise,
  circulated,
  clearedDraft,
  ISU,
  type Json,
  openCcm,
  PLAN,
  PRESIDENCY,
  type World,
} from "../http/world.ts"

// What is entered as received earlier answers something that was there by then, whichever act it is.

let world: World
beforeEach(async () => {
  world = await openCcm("2026-06-01T10:00:00+02:00")
})
afterEach(() => world.stop())

const item = `/api/activities/${PLAN}.t2-a2`
const forA = { onBehalfOf: "delegation-a" }
const text = "As mailed."

/** What makes there be something to answer, and the answer; whoever gives it, the secretariat enters it. */
interface Answer {
  comes(): Promise<unknown>
  as?: string
  body: object
}

const consulted = () =>
  world.take(AUSTRIA, "t2-a2", "openConsultation", { closes: "2026-06-30T18:00", invited: ["thematic-coordinators"] })
const silence = async () => {
  await circulated(world)
  world.jump("2026-06-02T10:00:00+02:00")
  await world.take(AUSTRIA, "t2-a2", "voidSilence", { reason: "a wrong date" })
  await world.take(AUSTRIA, "t2-a2", "circulate", { until: "2026-06-10T18:00" })
}
const objected = async () => {
  await circulated(world)
  world.jump("2026-06-02T10:00:00+02:00")
  await world.take(ISU, "t2-a2", "object", { text, ...forA, communication: { is: "letter" } })
}
const drafted = async () => {
  await world.take(AUSTRIA, "t2-a2", "waiveConsultation", { reason: "time" })
  await world.take(AUSTRIA, "t2-a2", "startDrafting")
  await world.take(AUSTRIA, "t2-a2", "addDraft", { text: "Draft 1" })
  world.jump("2026-06-02T10:00:00+02:00")
  await world.take(AUSTRIA, "t2-a2", "addDraft", { text: "Draft 2" })
}
const moreTime = async () => {
  await circulated(world)
  world.jump("2026-06-02T10:00:00+02:00")
  await world.take(ISU, "t2-a2", "requestMoreTime", { text, ...forA, communication: { is: "letter" } })
}
const asked = async () => {
  await world.take(AUSTRIA, "t2-a2", "waiveConsultation", { reason: "time" })
  await world.take(AUSTRIA, "t2-a2", "startDrafting")
  await clearedDraft(world, "t2-a2", { constraint: true, partners: ["isu", "thematic-coordinators"] })
  world.jump("2026-06-02T10:00:00+02:00")
  await world.take(AUSTRIA, "t2-a2", "addDraft", { text: "Draft 2" })
  await advise(world, "t2-a2")
  for (const as of [AUSTRIA, ISU]) await world.take(as, "t2-a2", "recordCheck", { check: { of: "constraint" } })
  await world.take(AUSTRIA, "t2-a2", "requestClearance")
}
let request = ""
const requested = async () => {
  const { body } = await world.ask("POST", `/api/requests?plan=${PLAN}`, { as: PRESIDENCY, body: { title: "A note" } })
  request = `/api/requests/${body.id}`
}

const answers: Record<string, Answer> = {
  "activity recordInput": { comes: consulted, body: { round: 1, text, ...forA } },
  "activity support": { comes: silence, body: forA },
  "activity object": { comes: silence, body: { text, ...forA } },
  "activity requestMoreTime": { comes: silence, body: { text, ...forA } },
  "activity declineMoreTime": { comes: moreTime, body: { reason: "none is left" } },
  "activity withdrawObjection": { comes: objected, body: { objection: 1, ...forA } },
  "activity resolveObjection": { comes: objected, as: AUSTRIA, body: { objection: 1, how: "a footnote" } },
  "activity comment": { comes: drafted, body: { text, draft: 2, as: "reservation", ...forA } },
  "activity recordCheck": { comes: drafted, body: { check: { of: "constraint" } } },
  "activity clearDraft": { comes: asked, body: {} },
  "request accept": { comes: requested, as: AUSTRIA, body: { code: "r-note" } },
  "request decline": { comes: requested, as: AUSTRIA, body: { reason: "no means" } },
}

/** The acts that are entered for others and answer nothing that has its own hour on the item's record. */
const answeringNothing: Record<string, string> = {
  activity: `
    decideFeasibility expandPlaceholder openConsultation extendConsultation closeConsultation waiveConsultation startDrafting
    addDraft addVersion addAnnex submitPaper confirm requestClearance circulate extendSilence voidSilence agree notAdopted
    issueCorrigendum returnToConsultation reopen reportProgress conclude reachMilestone setDue assignOwner linkTo unlink endWait
    sayLate defer resume cancel carryOver supersede redact amend plan`,
  request: "submit deliver redact",
}

test("K1 every act that is entered for others answers what was there, answers nothing, or has a rule of its own", () => {
  for (const [kind, others] of Object.entries(answeringNothing)) {
    const taken = Object.entries(commandLists[kind] ?? {}).filter(([, { offices }]) => offices.some(actsForOthers))
    const answering = Object.keys(answers).flatMap((key) => (key.startsWith(`${kind} `) ? [key.split(" ")[1]] : []))
    const corrected = kind === "activity" ? ["correct"] : [] // by NOT_IN_TIME
    const known = [...answering, ...others.trim().split(/\s+/), ...corrected]
    expect(taken.map(([name]) => name).toSorted()).toEqual(known.toSorted())
  }
})

async function sent([key, { as = ISU, body }]: [string, Answer], receivedAt: string) {
  const [kind, act] = key.split(" ")
  const of = kind === "request" ? request : item
  const sent = { communication: { is: "letter" }, ...body, receivedAt }
  const answer = await world.ask("POST", `${of}/transitions/${act}?dryRun=true`, { as, body: sent })
  return answer.body.failing?.map(({ code }: Json) => code) ?? answer.status
}

test.each(Object.entries(answers))("K1 %s is received once there is what it answers, not before", async (...of) => {
  await of[1].comes()
  const since = world.clock.now()
  const before = new Date(Date.parse(since) - 60_000).toISOString()
  world.jump("2026-06-03T10:00:00+02:00")
  expect(await sent(of, before)).toEqual(["RECEIVED_TOO_EARLY"])
  expect(await sent(of, since)).toBe(200)
})

test("K1 a letter is dated by its writer, whose day may begin first, and not after it came", async () => {
  await circulated(world)
  world.jump("2026-06-02T13:00:00+02:00")
  const dated = (date: string, more: object = {}) => {
    const body = { ...forA, communication: { is: "noteVerbale", date }, ...more }
    return world.ask("POST", `${item}/transitions/support?dryRun=true`, { as: ISU, body })
  }
  expect((await dated("2026-06-02")).status).toBe(200)
  expect((await dated("2026-06-03")).status, "it is the third of June already on Kiritimati").toBe(200)
  expect((await dated("2026-06-04")).body.failing).toMatchObject([{ code: "COMMUNICATION_LATER" }])
  const received = { receivedAt: "2026-06-01T10:30:00+02:00" }
  expect((await dated("2026-06-03", received)).body.failing).toMatchObject([
    { code: "COMMUNICATION_LATER", fields: ["communication.date"] },
  ])
})
