import { definedWorkflows } from "@demarche/application/application"
import { afterEach, expect, test } from "vitest"
import { answerAll } from "../http/answered.ts"
import {
  AUSTRIA,
  circulated,
  ISU,
  type Json,
  openCcm,
  openProposed,
  PLAN,
  PRESIDENCY,
  readyToCirculate,
  thematic,
  type World,
} from "../http/world.ts"
import { actsByChannel } from "./actsByChannel.ts"

let world: World
afterEach(() => world.stop())

const [START, reason, mandate] = ["2026-06-01T10:00:00+02:00", "because", "Coordination Committee"]
const opening = { closes: "2026-06-20T18:00", invited: ["isu"] }

/** The rules outside the machine that read what a command says, so that nobody can be told of them before it is given. */
const readingFields = [
  ...["REFERENCE_UNKNOWN", "PERSON_UNKNOWN", "PARTY_UNKNOWN", "TEXT_UNKNOWN", "EVIDENCE_UNFIT"],
  ...["LANGUAGE_UNKNOWN", "MILESTONE_UNKNOWN", "MILESTONE_REACHED", "RECEIVED_TOO_EARLY"],
  ...["MEETING_AHEAD", "PERIOD_AHEAD", "CODE_TAKEN", "NOT_STANDING", "ITSELF", "CIRCLE"],
  ...[
    "DATE_IMPLAUSIBLE",
    "CLOSES_IN_THE_PAST",
    "PATH_RUNNING",
    "HELD_AHEAD",
    "MEETING_ENDS_FIRST",
    "NOT_AN_OUTCOME",
    "CORRECTION_TOO_LATE",
  ],
]

const isRefused = (status: number): boolean => status >= 400

/** Takes every command on the item in a dry run: refused for what is told and, beside that, for its fields alone. */
async function toldAndTaken(as: string, kind: string, address: string): Promise<number> {
  const guards = definedWorkflows.get(kind)?.guards
  const { transitions } = await world.get(address, { as })
  for (const { name, failing } of transitions) {
    const body = { ...actsByChannel[kind]?.[name]?.fields, reason, mandate }
    const answer = await world.ask("POST", `${address}/transitions/${name}?dryRun=true`, { as, body })
    if (answer.body.errors) continue
    const codes = (rules: Json[] = []): string[] => rules.map(({ code }) => code)
    if (failing.length > 0) expect([address, name, answer.status]).toEqual([address, name, expect.toSatisfy(isRefused)])
    const [told, refused] = [codes(failing), codes(answer.body.failing)]
    const byFields = refused.filter((code) => guards?.get(code)?.payload)
    if (byFields.length === 0) expect([address, name, refused]).toEqual([address, name, expect.arrayContaining(told)])
    const untold = refused.filter((code) => ![...told, ...byFields, ...readingFields].includes(code))
    expect([address, name, untold]).toEqual([address, name, []])
  }
  return transitions.length
}

async function everywhere(): Promise<void> {
  const collections = { activity: "activities", output: "outputs", request: "requests" }
  let seen = 0
  for (const [kind, collection] of Object.entries(collections)) {
    const { items } = await world.get(`/api/${collection}`, { as: ISU, query: { plan: PLAN, limit: "100" } })
    for (const { id } of items)
      for (const as of [AUSTRIA, ISU, PRESIDENCY]) seen += await toldAndTaken(as, kind, `/api/${collection}/${id}`)
  }
  expect(seen).toBeGreaterThan(1_000)
}

const failing = async (as: string, address: string, name: string) => {
  const { transitions } = await world.get(address, { as })
  const { allowed, failing } = transitions.find((each: Json) => each.name === name)
  return [allowed, ...failing.map(({ code }: Json) => code)]
}

/** A request of that title, which became an event of that code. */
async function accepted(code: string): Promise<string> {
  const { body } = await world.ask("POST", `/api/requests?plan=${PLAN}`, { as: PRESIDENCY, body: { title: code } })
  const request = `/api/requests/${body.id}`
  await world.take(AUSTRIA, request, "accept", { code, kind: "event" })
  return request
}

test("K1 what is told as possible before the adoption is refused for no reason that was known", async () => {
  world = await openProposed(START)
  await everywhere()
})

test("K1 nor while work goes on, for what is redacted, still runs, or is not there yet", async () => {
  world = await openCcm(START)
  await readyToCirculate(world)
  const { draft } = await world.get(`/api/activities/${PLAN}.t2-a2`, { as: ISU })
  await world.take(ISU, "t2-a2", "redact", { text: draft.text, reason })
  await world.take(AUSTRIA, "t3-a4", "amend", { constraint: "By consensus alone", reason })
  await world.take(AUSTRIA, "t3-a4", "openConsultation", opening)
  const [request, delivered] = [await accepted("help"), await accepted("advice")]
  await world.take(AUSTRIA, "advice", "startDrafting")
  await world.take(AUSTRIA, "advice", "reachMilestone", { milestone: "held" })
  await world.take(AUSTRIA, "advice", "conclude", { summary: "It was held." })
  await world.take(PRESIDENCY, "advice", "reopen", { reason })
  await everywhere()
  expect(await failing(AUSTRIA, `/api/activities/${PLAN}.t2-a2`, "circulate")).toEqual([false, "DRAFT_REDACTED"])
  expect(await failing(AUSTRIA, request, "deliver")).toEqual([false, "ACTIVITY_OPEN"])
  expect(await failing(PRESIDENCY, delivered, "acknowledge")).toEqual([false, "ACTIVITY_OPEN"])
  const concluding = [false, "ROUND_OPEN", "REQUIRED_PARTNERS", "CONSTRAINT_UNSIGNED"]
  expect(await failing(AUSTRIA, `/api/activities/${PLAN}.t3-a4`, "conclude")).toEqual(concluding)
})

test("K1 an act that names a part of an item may be taken where there is one, and by whom it is", async () => {
  world = await openCcm(START)
  const address = `/api/activities/${PLAN}.t2-a2`
  const impossible = async () => ({
    resolve: await failing(AUSTRIA, address, "resolveObjection"),
    withdraw: await failing(thematic("b"), address, "withdrawObjection"),
    withdrawForOthers: await failing(AUSTRIA, address, "withdrawObjection"),
    endWait: await failing(AUSTRIA, address, "endWait"),
  })
  await circulated(world)
  const none = [false, "OBJECTION_UNKNOWN"]
  const nobodys = [...none, "NOT_YOUR_OBJECTION"]
  expect(await impossible()).toEqual({
    resolve: none,
    withdraw: nobodys,
    withdrawForOthers: none,
    endWait: [false, "NOT_WAITING"],
  })
  await world.take(AUSTRIA, "t2-a2", "object", { text: "Not so." })
  await world.take(AUSTRIA, "t2-a2", "linkTo", { relation: "waitsFor", target: `${PLAN}.t2-a1` })
  expect(await impossible()).toEqual({
    resolve: [true],
    withdraw: [false, "NOT_YOUR_OBJECTION"],
    withdrawForOthers: [true],
    endWait: [true],
  })
})

test("K1 a milestone is offered by API and form until it is reached, and taken once", async () => {
  world = await openCcm(START)
  await accepted("visit")
  const address = `/api/activities/${PLAN}.visit`
  await world.take(AUSTRIA, "visit", "startDrafting")
  const choices = async () => {
    const page = await world.get(`/en/items/${PLAN}.visit/record/reachMilestone`, { as: AUSTRIA })
    return [...page.matchAll(/<option value="(prepared|held)"/g)].map(([, milestone]) => milestone)
  }
  const left = ["prepared", "held"]
  for (const milestone of ["held", "prepared"]) {
    expect(await choices()).toEqual(left)
    expect(await failing(AUSTRIA, address, "reachMilestone")).toEqual([true])
    await world.take(AUSTRIA, "visit", "reachMilestone", { milestone })
    const again = { milestone, from: "2026-05-20", place: "Vienna" }
    expect(await world.refused(AUSTRIA, "visit", "reachMilestone", again)).toEqual(["MILESTONE_REACHED"])
    left.splice(left.indexOf(milestone), 1)
  }
  expect(await failing(AUSTRIA, address, "reachMilestone")).toEqual([false, "MILESTONE_REACHED"])
})

test("K1 nor after the close of the cycle", async () => {
  world = await openCcm(START)
  await answerAll(world)
  await world.take(PRESIDENCY, "plan", "closeCycle", { reason, mandate })
  await everywhere()
})
