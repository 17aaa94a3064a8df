import { type Commit, defineWorkflow, verify, type Workflow } from "@demarche/engine"
import { type Events, seal, type Texts, type UnsealedCommit } from "@demarche/event-store"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { activity } from "@demarche/workflows"
import { originOf } from "@demarche/workplan"
import { describe, expect, test } from "vitest"
import { createMachine } from "xstate"
import { austria, deadline, focalPoint, ireland, isu, june } from "../workflows/actors.ts"
import { collect, fixture, loan, march, stores, workflows } from "./fixture.ts"
import * as definition from "./loan.ts"
import { mailbox } from "./mailbox.ts"

/** Two loans of seven commits each, one of them fallen due, and what is stored of them. */
async function history(store: { events: Events; texts: Texts } = memoryStore()) {
  const { take, at } = fixture(store)
  for (const stream of ["loan:library.b1", "loan:library.b2"] as const) {
    at(march(1))
    await take("lend", { to: "Ada", until: march(5) }, { stream })
    await take("stamp", {}, { stream })
    await take("mark", { colour: "red" }, { stream, reason: "hers" })
    await take("note", { text: "page 3" }, { stream })
    at(march(6))
    await take("tearAndNote", { text: "page 4" }, { stream })
    await take("giveBack", {}, { stream })
  }
  return store.events
}

/** The store as it is where somebody has changed what it holds. */
async function tampered(change: (commits: Commit[]) => Commit[] | undefined): Promise<Events> {
  const events = await history()
  const commits = await collect(events.scan())
  const changed = change(commits) ?? commits
  return {
    ...events,
    async *scan() {
      yield* changed
    },
  }
}

const of = (commits: Commit[], version: number, stream = "loan:library.b1") =>
  commits.find((commit) => commit.version === version && commit.stream === stream)!
const only = (stream: string, version: number, fault: string, detail: unknown = expect.any(String)) => [
  { stream, version, fault, detail },
]

/** The commit as an insider would write it: changed, and sealed again. */
function forged({ events, origin, hash, ...header }: Commit, change: Partial<Commit> = {}): Commit {
  const draft = { ...header, events: events.map(({ value }) => value), origin: origin.value, ...change }
  return seal(draft as UnsealedCommit, () => "salt")
}

describe.each(stores)("a sound store (%s)", (_, open) => {
  test("has nothing to find, and is counted", async () => {
    await using store = open()
    expect(await verify(await history(store), workflows)).toEqual({ streams: 2, commits: 14, events: 16, findings: [] })
  })
})

test("an empty store has nothing to find", async () => {
  expect(await verify(memoryStore().events, workflows)).toEqual({ streams: 0, commits: 0, events: 0, findings: [] })
})

test("the life of an activity, deferred, corrected and redrafted, refolds to the states stored with it", async () => {
  const { correct, outcome, take, events } = await mailbox()
  await correct(june(8, 18, 20), outcome)
  await take(june(9), ireland, { type: "withdrawObjection", objection: 1 })
  await take(june(9), austria, { type: "defer" }, { reason: "the summer" })
  await take(june(9), austria, { type: "resume" })
  await take(june(9), austria, { type: "addDraft", text: "The second draft." })
  await take(june(9), focalPoint, {
    type: "recordCheck",
    check: { of: "gender-advice" },
    text: "Name the communities.",
  })
  await take(june(9), austria, { type: "requestClearance" })
  await take(june(9), isu, { type: "clearDraft" })
  const facts = { deadline: deadline(19), hours: 240, workingDays: 8, inOfficeHours: true, addressees: ["ie"] }
  await take(june(9), austria, { type: "circulate", until: "2026-06-19T18:00" }, { facts })
  await take(june(20), isu, { type: "linkTo", relation: "feeds", target: "ccm.t1-a1" })
  const verified = await verify(events, new Map([["activity", defineWorkflow("activity", activity)]]))
  expect(verified).toMatchObject({ streams: 1, commits: 22, findings: [] })
})

describe("the chain", () => {
  test("an altered event is found", async () => {
    const events = await tampered((commits) => {
      of(commits, 3).events[0]!.value.colour = "blue"
    })
    expect((await verify(events, workflows)).findings).toEqual(only("loan:library.b1", 3, "hash"))
  })
  test.each([
    ["who acted", (commit: Commit) => (originOf(commit).by.person = "max")],
    ["why", (commit: Commit) => (commit.origin.value.reason = "his")],
    ["when it happened", (commit: Commit) => (commit.happened = march(4))],
    ["when it was recorded", (commit: Commit) => (commit.recorded = march(4))],
    ["when it was received", (commit: Commit) => (commit.received = march(1))],
    ["a salt", (commit: Commit) => (commit.events[0]!.salt = "another")],
    ["the workflow it was written under", (commit: Commit) => (commit.workflow.version = 0)],
    ["an event more", (commit: Commit) => commit.events.push(commit.events[0]!)],
    [
      "its hash",
      (commit: Commit) => (commit.hash = `${commit.hash.slice(0, -1)}${commit.hash.endsWith("A") ? "B" : "A"}`),
    ],
  ])("so is %s", async (_, alter) => {
    const events = await tampered((commits) => {
      alter(of(commits, 3))
    })
    expect((await verify(events, workflows)).findings).toEqual(only("loan:library.b1", 3, "hash"))
  })
  test("one altered byte is named in the stream where it is, the other streams are sound", async () => {
    const events = await tampered((commits) => {
      of(commits, 6, "loan:library.b2").events[1]!.value.text = "x".repeat(43)
    })
    expect((await verify(events, workflows)).findings).toEqual(only("loan:library.b2", 6, "hash"))
  })
  test("a commit sealed again breaks the chain at the next one", async () => {
    const events = await tampered((commits) =>
      commits.map((commit) => (commit === of(commits, 3) ? forged(commit, { recorded: march(2) }) : commit)),
    )
    expect((await verify(events, workflows)).findings).toEqual(only("loan:library.b1", 4, "prev"))
  })
  test("a missing version is found", async () => {
    const events = await tampered((commits) => commits.filter((commit) => commit !== of(commits, 3)))
    const { findings, commits } = await verify(events, workflows)
    expect(findings).toEqual([expect.objectContaining({ stream: "loan:library.b1", fault: "gap" })])
    expect(commits).toBe(13)
  })
  test("and named, as the chain names it", async () => {
    const events = await tampered((commits) => commits.filter((commit) => commit !== of(commits, 3)))
    expect((await verify(events, workflows)).findings).toEqual(only("loan:library.b1", 3, "gap"))
  })
  test("what stands behind a gap is verified too, from there on", async () => {
    const events = await tampered((commits) => {
      of(commits, 4).events[0]!.value.text = "x".repeat(43)
      return commits.filter((commit) => commit !== of(commits, 3))
    })
    expect((await verify(events, workflows)).findings).toEqual([
      ...only("loan:library.b1", 3, "gap"),
      ...only("loan:library.b1", 4, "hash"),
    ])
    const later = await tampered((commits) => {
      ;(of(commits, 6).state as { context: { stamps: number } }).context.stamps = 7
      return commits.filter((commit) => commit !== of(commits, 3))
    })
    expect((await verify(later, workflows)).findings).toEqual([
      ...only("loan:library.b1", 3, "gap"),
      ...only("loan:library.b1", 6, "state", "state.context.stamps: refolded 1, stored 7"),
    ])
  })
  test("a missing beginning is found", async () => {
    const events = await tampered((commits) => commits.filter(({ version }) => version > 1))
    expect((await verify(events, workflows)).findings.map(({ stream, fault }) => [stream, fault])).toEqual([
      ["loan:library.b1", "gap"],
      ["loan:library.b2", "gap"],
    ])
  })
  test("swapped commits are found", async () => {
    const events = await tampered((commits) => {
      const [a, b] = [commits.indexOf(of(commits, 3)), commits.indexOf(of(commits, 4))]
      return commits.with(a, commits[b]!).with(b, commits[a]!)
    })
    const [first] = (await verify(events, workflows)).findings
    expect(first).toMatchObject({ stream: "loan:library.b1", version: 3, fault: "gap" })
  })
  test("commits that traded their contents are found", async () => {
    const events = await tampered((commits) => {
      const [a, b] = [of(commits, 3), of(commits, 4)]
      return commits.map((each) => (each === a ? { ...b, version: 3 } : each === b ? { ...a, version: 4 } : each))
    })
    expect((await verify(events, workflows)).findings).toEqual([
      ...only("loan:library.b1", 3, "hash"),
      ...only("loan:library.b1", 4, "hash"),
    ])
  })
  test("a commit moved to another stream is found", async () => {
    const events = await tampered((commits) => {
      const [here, there] = [of(commits, 3), of(commits, 3, "loan:library.b2")]
      return commits.map((each) => (each === here ? { ...there, stream: here.stream } : each))
    })
    expect((await verify(events, workflows)).findings).toEqual(only("loan:library.b1", 3, "hash"))
  })
})

describe("the states", () => {
  test("an altered state is found, and said where and how", async () => {
    const events = await tampered((commits) => {
      ;(of(commits, 4).state as { context: { stamps: number } }).context.stamps = 7
    })
    expect((await verify(events, workflows)).findings).toEqual(
      only("loan:library.b1", 4, "state", "state.context.stamps: refolded 1, stored 7"),
    )
  })
  test.each([
    ["another state", { value: "back" }, 'state.value: refolded "out", stored "back"'],
    ["a field more", { secret: 1 }, "state.secret: refolded undefined, stored 1"],
    [
      "a field less",
      { context: { stamps: 1, notes: [], until: march(5) } },
      'state.context.colour: refolded "red", stored undefined',
    ],
  ])("%s is found", async (_, change, detail) => {
    const events = await tampered((commits) => {
      Object.assign(of(commits, 3).state as object, change)
    })
    expect((await verify(events, workflows)).findings).toEqual(only("loan:library.b1", 3, "state", detail))
  })
})

describe("against another machine", () => {
  const changed = (machine: object, guards: Record<string, unknown> = {}): ReadonlyMap<string, Workflow> => {
    const { config, implementations } = loan.machine
    const with_ = { ...implementations, guards: { ...implementations.guards, ...guards } }
    const other = createMachine({ ...config, ...machine } as never, with_ as never)
    return new Map([["loan", defineWorkflow("loan", { ...definition, machine: other as never })]])
  }
  const found = async (workflows: ReadonlyMap<string, Workflow>) => (await verify(await history(), workflows)).findings
  const both = (version: number, fault: string, detail?: unknown) =>
    ["loan:library.b1", "loan:library.b2"].flatMap((stream) => only(stream, version, fault, detail))
  const { states } = loan.machine.config as { states: Record<string, { on: Record<string, unknown> }> }

  test("the same machine finds nothing", async () => {
    expect(await found(changed({}))).toEqual([])
  })
  test("a guard that now refuses what happened is found", async () => {
    const guards = { LIBRARIAN: ({ event }: { event: { type: string } }) => event.type !== "Marked" }
    expect(await found(changed({}, guards))).toEqual(both(3, "refused", "refused by LIBRARIAN"))
  })
  test("an event that its state no longer handles is found", async () => {
    const { Torn, ...on } = states.due!.on
    expect(await found(changed({ states: { ...states, due: { ...states.due, on } } }))).toEqual(
      both(6, "refused", "refused by NOT_NOW"),
    )
  })
  test("a renamed state is found", async () => {
    const renamed = ({ on, ...node }: (typeof states)[string]) => ({
      ...node,
      on: Object.fromEntries(
        Object.entries(on as Record<string, { target?: string }>).map(([event, transition]) => [
          event,
          transition.target === "out" ? { ...transition, target: "lent" } : transition,
        ]),
      ),
    })
    const { out, ...others } = Object.fromEntries(Object.entries(states).map(([name, node]) => [name, renamed(node)]))
    expect(await found(changed({ states: { ...others, lent: out } }))).toEqual(
      both(1, "state", 'state.value: refolded "lent", stored "out"'),
    )
  })
  test("a removed state is found", async () => {
    const on = { ...states.out!.on, FellDue: { actions: "evolve" }, GivenUp: { target: "lost" } }
    const { due, ...others } = states
    expect(await found(changed({ states: { ...others, out: { ...states.out, on } } }))).toEqual(
      both(5, "state", 'state.value: refolded "out", stored "due"'),
    )
  })
  test("a context that is folded otherwise is found", async () => {
    expect(await found(changed({ context: { stamps: 100, notes: [] } }))).toEqual(
      both(1, "state", "state.context.stamps: refolded 100, stored 0"),
    )
  })
  test("a guard that throws is found, not thrown", async () => {
    const guards = {
      LIBRARIAN({ event }: { event: { type: string } }) {
        if (event.type === "Stamped") throw new TypeError("cannot judge")
        return true
      },
    }
    expect(await found(changed({}, guards))).toEqual(both(2, "refused", expect.stringContaining("cannot judge")))
  })
  test("an unknown workflow, and one written by a later version, stop that stream only", async () => {
    const events = await history()
    expect((await verify(events, new Map())).findings).toEqual(both(1, "unknown", "no workflow is called loan"))
    const [later] = await collect(events.scan())
    const written = forged(later!, { workflow: { ...later!.workflow, version: 2 } })
    const tampering = await tampered((commits) => commits.map((each) => (each === of(commits, 1) ? written : each)))
    expect((await verify(tampering, workflows)).findings).toEqual([
      ...only("loan:library.b1", 1, "unknown", "written by version 2, this is 1"),
      ...only("loan:library.b1", 2, "prev"),
    ])
  })
})

test("progress is told every thousand commits", async () => {
  const events = await history()
  const [first] = await collect(events.scan())
  const many = {
    ...events,
    async *scan() {
      for (let item = 0; item < 2500; item++) yield forged(first!, { stream: `loan:library.n${item}` })
    },
  }
  const heard: number[] = []
  expect(await verify(many, workflows, (commits) => heard.push(commits))).toMatchObject({ streams: 2500, findings: [] })
  expect(heard).toEqual([1000, 2000])
})
