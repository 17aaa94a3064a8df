import { defineWorkflows, failingGuards, guardNames, type Snapshot, type Workflow } from "@demarche/engine"
import * as definitions from "@demarche/workflows"
import type { Facts } from "@demarche/workflows/metadata"
import { clearance, may, offices, officesFor, ranks } from "@demarche/workflows/offices"
import { type Actor, Office, Visibility } from "@demarche/workflows/terms"
import { describe, expect, test } from "vitest"
import type { AnyStateNode } from "xstate"

/** The house's own: one that is added brings its own row (docs/decisions/0008). */
const workflows = [...defineWorkflows(definitions).values()].filter(({ name }) => Object.hasOwn(offices, name))
const named = workflows.map((workflow) => [workflow.name, workflow] as const)

// What the machine alone may write: the deadlines of `activity`, `notice`, `access` and `session`.
const ofTime = ["SilencePassed", "StepPassed", "NoticeReleased", "KeyExpired", "CodeExpired"]
// What comes beside another event of the same command, never alone.
const besides = ["ObjectionRaised"]

// What is everybody's: a calendar feed of one's own.
const own = ["access.addFeed", "access.revokeFeed"]

/** The offices whose powers are few, spelled out: whoever widens the table must widen this. */
const few: Partial<Record<Office, string[]>> = {
  auditor: [...own],
  observer: [...own, "activity.comment"],
  partner: [
    ...own,
    "activity.comment",
    "activity.recordInput",
    "activity.requestMoreTime",
    "activity.sayLate",
    "activity.submitPaper",
  ],
  focalPoint: [
    ...own,
    "activity.agree",
    "activity.clearDraft",
    "activity.comment",
    "activity.recordCheck",
    "activity.recordInput",
    "activity.requestMoreTime",
    "activity.sayLate",
    "activity.submitPaper",
  ],
  delegate: [
    ...own,
    "activity.comment",
    "activity.object",
    "activity.recordInput",
    "activity.requestMoreTime",
    "activity.sayLate",
    "activity.submitPaper",
    "activity.support",
    "activity.withdrawObjection",
  ],
  thematicCoordinator: [
    ...own,
    "activity.agree",
    "activity.clearDraft",
    "activity.comment",
    "activity.object",
    "activity.recordCheck",
    "activity.recordInput",
    "activity.requestMoreTime",
    "activity.sayLate",
    "activity.submitPaper",
    "activity.support",
    "activity.withdrawObjection",
  ],
  clock: [],
  system: [
    "access.addKey",
    "access.revokeKey",
    "activity.addDraft",
    "activity.amend",
    "activity.cancel",
    "activity.endPlaceholder",
    "activity.endWait",
    "activity.noteClosure",
    "activity.noteUnreached",
    "activity.passWait",
    "activity.plan",
    "activity.recordDue",
    "activity.resumeWait",
    "activity.setDue",
    "activity.startDrafting",
    "delivery.fail",
    "delivery.giveUp",
    "delivery.queue",
    "delivery.succeed",
    "import.finish",
    "import.goOn",
    "import.refuse",
    "notice.cancel",
    "notice.claim",
    "notice.endLinks",
    "notice.fail",
    "notice.queue",
    "notice.redact",
    "notice.return",
    "notice.send",
    "notice.suppress",
    "output.amend",
    "output.linkEvidence",
    "output.promise",
    "output.recordDue",
    "output.setDue",
    "output.suspendEvidence",
    "output.unlinkEvidence",
    "plan.addMeeting",
    "plan.adopt",
    "plan.amend",
    "plan.endAmendment",
    "plan.failAddress",
    "plan.finishImport",
    "plan.keyNames",
    "plan.moveMeeting",
    "plan.noteKey",
    "plan.noteKeyEnd",
    "plan.propose",
    "plan.updatePerson",
    "request.deliver",
    "request.end",
    "session.admit",
    "session.askCode",
    "session.makeLink",
    "session.nameAddress",
    "session.noteSent",
    "session.signIn",
    "session.signOut",
    "session.signOutEverywhere",
    "session.tieIdentity",
    "session.untieIdentity",
    "webhook.disable",
  ],
}

/** What somebody may take whose mandate is for a part of the plan, where it lies in that part. */
function inScope(command: string): boolean {
  return command.startsWith("activity.") || /^output\.(un)?linkEvidence$/.test(command) || own.includes(command)
}

/** What is known of the mandate: for the whole plan, for the part that it is about, for another part or another day. */
const mandates = {
  "of the whole plan": { mandated: true },
  "in its scope": { mandated: true, scoped: true },
  "out of its scope, or of its days": { mandated: false },
  "scoped, on another day": { mandated: false, scoped: true },
} as const

/** And the commands that one office alone may take. */
const alone: Record<string, Office> = {
  "plan.closeCycle": "presidency",
  "request.accept": "coordinator",
  "request.withdraw": "presidency",
  "request.acknowledge": "presidency",
  "output.fulfil": "coordinator",
  "output.assess": "coordinator",
  ...Object.fromEntries(
    ["register", "change", "rotateSecret", "enable", "remove"].map((name) => [`webhook.${name}`, "secretariat"]),
  ),
  "delivery.redeliver": "secretariat",
  ...Object.fromEntries(["plan", "activity", "output", "request"].map((name) => [`${name}.redact`, "secretariat"])),
}

describe("the table", () => {
  const granted = (office: Office) =>
    Object.entries(offices)
      .flatMap(([name, commands]) => Object.keys(commands).map((command) => [name, command] as const))
      .filter(([name, command]) => may(name, command, office))
      .map(([name, command]) => `${name}.${command}`)
      .sort()

  test.each(Object.entries(few) as [Office, string[]][])("%s may do this much and no more", (office, commands) => {
    expect(granted(office)).toEqual(commands)
  })
  test.each(Object.entries(alone))("%s is one office's alone", (of, office) => {
    const [name, command] = of.split(".") as [string, string]
    expect(officesFor(name, command)).toEqual([office])
  })
  test("every office sees as far as its clearance, and nobody is left out", () => {
    expect(Object.keys(clearance).sort()).toEqual([...Office.options].sort())
    for (const level of Object.values(clearance)) expect(Visibility.options).toContain(level)
    const restricted = Office.options.filter((office) => clearance[office] === "restricted")
    expect(restricted.sort()).toEqual([
      "auditor",
      "chair",
      "clock",
      "coordinator",
      "presidency",
      "secretariat",
      "system",
    ])
  })
  test("the offices stand in an order: who lets people in stands as high as any of them, or higher", () => {
    const rows = Object.entries(Object.groupBy(Office.options, (office) => ranks[office]))
    const inOrder = rows.toSorted(([one], [other]) => Number(other) - Number(one)).map(([, row = []]) => row.toSorted())
    expect(inOrder).toEqual([
      ["clock", "system"],
      ["presidency", "secretariat"],
      ["coordinator"],
      ["auditor", "chair", "delegate", "focalPoint", "observer", "partner", "thematicCoordinator"],
    ])
    for (const command of ["addPerson", "updatePerson"])
      for (const office of officesFor("plan", command) ?? [])
        expect(ranks[office], `${command} by ${office}`).toBeGreaterThanOrEqual(ranks.coordinator)
    for (const command of ["grantMandate", "endMandate", "endPerson"])
      expect(officesFor("plan", command)).toEqual(["presidency", "secretariat"])
  })
  test("a chair has the coordinator's row of what lies in a track or an activity, and nothing else", () => {
    const within = granted("coordinator").filter((command) => inScope(command))
    expect(granted("chair")).toEqual(within)
    expect(within.filter((command) => !command.startsWith("activity."))).toEqual([
      ...own,
      "output.linkEvidence",
      "output.unlinkEvidence",
    ])
    for (const command of ["requestClearance", "conclude", "waiveConsultation"])
      expect(officesFor("activity", command)).toEqual(["coordinator", "chair"])
  })
  test("what it does not name is refused", () => {
    expect(may("activity", "unheardOf", "coordinator")).toBe(false)
    expect(may("unheardOf", "agree", "coordinator")).toBe(false)
  })
  test("not even by a name that every object has", () => {
    expect(may("activity", "constructor", "coordinator")).toBe(false)
  })
})

describe("table, commands and machines agree", () => {
  test("every workflow of the house stands in the table, and nothing else does", () => {
    const own = [
      "access",
      "activity",
      "delivery",
      "import",
      "notice",
      "output",
      "plan",
      "request",
      "session",
      "webhook",
    ]
    expect(Object.keys(offices).sort()).toEqual(own)
    expect(workflows.map(({ name }) => name).sort()).toEqual(own)
  })
  test.each(named)(
    "%s: a command is in Command, in the table and in emits, or in none",
    (name, { commands, emits }) => {
      expect(Object.keys(offices[name]!).sort()).toEqual([...commands.keys()].sort())
      expect(Object.keys(emits).sort()).toEqual([...commands.keys()].sort())
    },
  )
  test("whoever a step can name may agree and clear; which of them, the step says", () => {
    const taking = ["coordinator", "presidency", "secretariat", "thematicCoordinator", "focalPoint", "chair"]
    for (const command of ["agree", "clearDraft"]) expect(officesFor("activity", command)).toEqual(taking)
    for (const command of ["confirm", "declineMoreTime", "extendConsultation", "notAdopted"])
      expect(officesFor("activity", command)).toEqual(["coordinator", "secretariat", "chair"])
  })
  test("what goes over into the following cycle is for a coordinator or the Presidency to say", () => {
    expect(officesFor("activity", "carryOver")).toEqual(["coordinator", "presidency", "chair"])
    expect(officesFor("output", "carryOver")).toEqual(["coordinator", "presidency"])
  })
  test("a request is the Presidency's, and the secretariat records it", () => {
    expect(officesFor("request", "submit")).toEqual(["presidency", "secretariat"])
  })
  test.each(named)("%s: a command is somebody's", (name, { commands }) => {
    for (const command of commands.keys()) expect(officesFor(name, command)?.length).toBeGreaterThan(0)
  })
  test.each(named)("%s: an event is some command's, or time's", (_, workflow) => {
    const emitted = new Set([...Object.values(workflow.emits).flat(), ...besides, ...ofTime])
    expect(eventTypes(workflow).filter((type) => !emitted.has(type))).toEqual([])
    for (const type of ofTime) expect(Object.values(workflow.emits).flat()).not.toContain(type)
  })
  test.each(named)("%s: every transition asks OFFICE first, but those that time alone takes", (_, workflow) => {
    const unasked = transitionsOf(workflow)
      .filter(({ guard }) => guardNames(guard)[0] !== "OFFICE")
      .map(({ event }) => event)
    expect(unasked.filter((event) => !ofTime.includes(event))).toEqual([])
  })
  test.each(Object.entries(httpTransitions()))(
    "%s: every transition of the HTTP contract is a command",
    (name, listed) => {
      const { commands, begins } = workflows.find((workflow) => workflow.name === name)!
      expect(listed.filter((transition) => !commands.has(transition))).toEqual([])
      expect(listed.filter((transition) => begins.has(transition))).toEqual([])
    },
  )
})

describe.each(named)("the whole table of %s, asked of its machine", (name, workflow) => {
  const commands = [...workflow.commands.keys()]
  const places = transitionsOf(workflow)

  test.each(Office.options)("%s", (office) => {
    for (const [which, mandate] of Object.entries(mandates))
      for (const command of commands) {
        const here = places.filter(({ event }) => workflow.emits[command]?.includes(event))
        expect(here.length, `${command} happens somewhere`).toBeGreaterThan(0)
        for (const { node, event } of here) {
          const refused = codes(workflow, node, event, { command, by: { person: "p", office }, mandate })
          const reached = mandate.mandated && (!("scoped" in mandate) || inScope(`${name}.${command}`))
          const allowed = office === "clock" || (may(name, command, office) && reached)
          const what = `${office}, ${which}: ${command} in ${node.id}`
          expect(refused.includes("OFFICE"), what).toBe(!allowed)
        }
      }
  })
  test("only secretariat, coordinators and chairs act for another party, or as received earlier", () => {
    for (const office of Office.exclude(["clock"]).options)
      for (const command of commands.filter((each) => may(name, each, office)))
        for (const { node, event } of places.filter((place) => workflow.emits[command]?.includes(place.event))) {
          const recorder = ["secretariat", "coordinator", "chair"].includes(office)
          const person = { person: "p", office, party: "at" }
          const mandate = mandates["of the whole plan"]
          const on = codes(workflow, node, event, { command, by: { ...person, onBehalfOf: "ie" }, mandate })
          const earlier = { received: "2026-06-01T08:00:00.000Z" }
          const late = codes(workflow, node, event, { command, by: person, mandate, ...earlier })
          expect([on, late].map((refused) => refused.includes("OFFICE"))).toEqual([!recorder, !recorder])
        }
  })
})

/** The names under `POST …/transitions/{name}` in the HTTP contract. */
function httpTransitions(): Record<string, string[]> {
  const words = (text: string) => text.split(/\s+/)
  return {
    plan: words(
      "adopt amend moveMeeting addMeeting grantMandate endMandate addPerson updatePerson endPerson closeCycle redact",
    ),
    request: words("accept decline deliver withdraw acknowledge redact"),
    output: words(
      "linkEvidence unlinkEvidence reportIndicator assess fulfil notPursue carryOver setDue assignOwner redact",
    ),
    activity:
      words(`decideFeasibility expandPlaceholder openConsultation recordInput extendConsultation closeConsultation
      waiveConsultation startDrafting addDraft addVersion addAnnex submitPaper recordCheck confirm requestClearance clearDraft circulate extendSilence
      voidSilence requestMoreTime declineMoreTime object withdrawObjection resolveObjection support comment agree
      notAdopted issueCorrigendum returnToConsultation reopen
      reportProgress conclude reachMilestone setDue assignOwner linkTo unlink endWait sayLate defer resume cancel carryOver supersede correct
      redact`),
  }
}

interface Place {
  node: AnyStateNode
  event: string
  guard: unknown
}

function transitionsOf({ machine }: Workflow): Place[] {
  const nodes = (node: AnyStateNode): AnyStateNode[] => [
    node,
    ...Object.values(node.states as Record<string, AnyStateNode>).flatMap(nodes),
  ]
  return nodes(machine.root).flatMap((node) =>
    [...node.transitions].flatMap(([event, transitions]) => transitions.map(({ guard }) => ({ node, event, guard }))),
  )
}

/** What refuses the event in that state, before the command is filled in. */
function codes(
  workflow: Workflow,
  node: AnyStateNode,
  type: string,
  { mandate, ...act }: { command: string; by: Actor; mandate: Partial<Facts>; received?: string },
): string[] {
  const value = node.path.reduceRight<unknown>(
    (inner, key) => (inner === undefined ? key : { [key]: inner }),
    undefined,
  )
  const { machine } = workflow
  const snapshot = machine.resolveState({ value, context: machine.config.context } as never) as Snapshot
  const event = { type, at: "2026-06-01T08:00:00.000Z", facts: mandate, version: 1, ...act }
  return failingGuards(workflow, snapshot, event, true)
}

function eventTypes({ Event }: Workflow): string[] {
  const events = Event as unknown as { unwrap(): { options: { shape: { type: { value: string } } }[] } }
  return events.unwrap().options.map(({ shape }) => shape.type.value)
}
