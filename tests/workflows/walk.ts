import { type Command, defineWorkflow, failingGuards, initial, type Snapshot, step, view } from "@demarche/engine"
import { activity } from "@demarche/workflows"
import type { Facts } from "@demarche/workflows/metadata"
import type { AskedCheck, Path, Step } from "@demarche/workflows/procedure"
import type { Actor, Office } from "@demarche/workflows/terms"
import { text } from "./actors.ts"

const workflow = defineWorkflow("activity", activity)

/** All offices are held by two people; coordinators and delegates by two of each of two parties. */
export const people: Actor[] = [
  ...["at", "cm"].flatMap((party) => both("coordinator", party)),
  ...["ie", "pe"].flatMap((party) => both("delegate", party)),
  ...(["presidency", "secretariat", "thematicCoordinator", "focalPoint"] as const).flatMap((office) => both(office)),
]

function both(office: Office, party?: string): Actor[] {
  return [1, 2].map((n) => ({
    person: `${office.toLowerCase()}-${party ?? "x"}-${n}`,
    office,
    ...(party && { party }),
  }))
}

const holding = (office: Office) => people.filter((each) => each.office === office)
const voices = ["at", "cm", "ie", "pe", "office:presidency"]
const HOUR = 3_600_000

/** The rules by which somebody walks: two paths, of which the first is the default, and what both ask. */
export interface Rules {
  paths: readonly Path[]
  checks: AskedCheck[]
}

/** What happened, on which draft, to which step of which path. */
export interface Happened {
  type: string
  version: number
  draft: number
  path: string
  step: number
  event: Record<string, unknown>
  by: Actor
}

/** An activity that is walked through its states: each act is decided as it would be, on the facts that the plan would give. */
export function walk({ paths, checks }: Rules) {
  let snapshot: Snapshot = initial(workflow)
  let version = 0
  let now = Date.UTC(2026, 0, 5, 9)
  const log: Happened[] = []
  const context = (): activity.Context => snapshot.context
  const at = (ms = now) => new Date(ms).toISOString()

  const path = () => context().running?.path ?? paths.find(({ id }) => id === context().path) ?? paths[0]!
  const next = (): Step | undefined => path().steps[context().step]

  function facts(more: Partial<Facts>): Facts {
    const { running } = context()
    const step = next()
    const able = (office: Office) => holding(office).some(({ person }) => !context().authors.includes(person))
    return {
      mandated: true,
      ...(!running && { path: path(), checks }),
      ...(step?.is === "clearance" && {
        clearing: [step.by, ...(step.or ? [step.or] : [])].find(able) ?? "presidency",
      }),
      ...(step?.is === "record" && step.each && { recorders: ["at", "cm"] }),
      consultationOptional: true,
      ...{ hours: 999, workingDays: 99, onWorkingDay: true, inOfficeHours: true, addressees: voices },
      ...more,
    }
  }

  function take(events: readonly { type: string }[], act: { by: Actor; facts: Facts; command: string; at: string }) {
    let after = snapshot
    const taken: Happened[] = []
    for (const event of events) {
      const { drafts, step: place } = after.context as activity.Context
      after = step(workflow, after, { ...event, ...act, version: version + 1 })
      const { silence, drafts: then } = after.context as activity.Context
      const draft = /Passed/.test(event.type)
        ? (silence?.draft ?? 0)
        : event.type === "DraftAdded"
          ? then.length
          : drafts.length
      taken.push({ type: event.type, version: version + 1, draft, path: path().id, step: place, event, by: act.by })
    }
    snapshot = after
    version += 1
    log.push(...taken)
  }

  /** Lets so many hours pass, and what time decides in them. */
  function wait(hours: number) {
    now += hours * HOUR
    const due = workflow.deadlines(view(workflow, snapshot)).find(({ event, at: end }) => event && end <= at())
    if (due?.event) take([due.event], { ...workflow.metadata.time, command: "time", at: due.at } as never)
  }

  /** Takes a command, and says whether it was. */
  function ask(
    asked: Command & Record<string, unknown>,
    by: Actor,
    more: Partial<Facts> = {},
    received?: string,
  ): boolean {
    wait(1)
    const deadline = { at: at(now + 72 * HOUR), zone: "UTC", wall: "" }
    const command = workflow.commands.get(asked.type)!.parse(asked) as Command
    const act = {
      ...{ command: command.type, by, facts: facts({ deadline, ...more }), at: at(), reason: "because" },
      ...{ mandate: "committee", version: version + 1, ...(received && { received }) },
    }
    try {
      const events = workflow.decide(view(workflow, snapshot), command, act)
      for (const event of events)
        if (
          !workflow.Event.safeParse(event).success &&
          failingGuards(workflow, snapshot, { ...event, ...act }).length === 0
        )
          throw new TypeError(`${command.type} decided a malformed ${event.type}`)
      take(events, act)
      return true
    } catch (error) {
      if (error instanceof TypeError) throw error
      return false
    }
  }

  /** Everybody but those who have recorded the next step, where each does. */
  const waiting = () => people.filter(({ party = "" }) => !context().recorded.includes(party))

  /** Takes the act that brings the text on by one, whoever may; false where nobody finds any. */
  function goOn(): boolean {
    const { state, substate } = view(workflow, snapshot)
    const anybody = (command: Command & Record<string, unknown>, more: Partial<Facts> = {}) =>
      waiting().some((by) => ask(command, by, more))
    if (substate === "underSilence") {
      const before = version
      wait(80)
      return version > before
    }
    if (state === "deferred") return anybody({ type: "resume" })
    if (state === "planned" || state === "consulting") return anybody({ type: "startDrafting" })
    const open = context().objections.findIndex(({ status }) => status === "open")
    if (open >= 0) return anybody({ type: "resolveObjection", objection: open + 1, how: "so" })
    if (substate === "clearance") return anybody({ type: "clearDraft" })
    const step = next()
    if (!step?.kept && context().drafts.length === 0) return anybody({ type: "addDraft", text: text("d") })
    const missing = checks.filter((check) => !settled(check))
    if (missing[0]) return record(missing[0])
    if (step?.is === "clearance") return anybody({ type: "requestClearance" })
    if (step?.is === "silence" && context().drafts.length === 0) return anybody({ type: "addDraft", text: text("d") })
    if (step?.is === "silence") return anybody({ type: "circulate", until: "then" })
    return anybody({ type: "agree", meeting: "msp", decision: "so" }, { meetingFits: true })
  }

  function settled({ id, is, by, renewed }: AskedCheck): boolean {
    const known = context().checks[id]
    const standing = known && (!renewed || known.draft === context().drafts.length) ? known : undefined
    return is === "signOff" ? by.every((office) => standing?.by?.includes(office)) : standing !== undefined
  }

  function record({ id, is, by }: AskedCheck): boolean {
    const check = { of: id, ...(is === "reference" && { actions: [1] }) }
    const asked = { type: "recordCheck", check, ...(is === "advice" && { text: text("a") }) }
    return by.map((office) => ask(asked, holding(office)[0]!)).every(Boolean)
  }

  ask({ type: "plan", title: "A text", kind: "document", constraint: "as it is" }, people[0]!)
  return {
    ...{ ask, wait, goOn, record, log, path, context, at: (ms = 0) => at(now + ms) },
    view: () => view(workflow, snapshot),
    snapshot: () => snapshot,
    workflow,
  }
}
export type Walk = ReturnType<typeof walk>
