import { explain } from "@demarche/engine"
import type { AskedCheck, Path, Step } from "@demarche/workflows/procedure"
import fc from "fast-check"
import { expect, test } from "vitest"
import { text } from "./actors.ts"
import { type Happened, people, type Walk, walk } from "./walk.ts"

const taking = fc.constantFrom("coordinator", "presidency", "secretariat", "thematicCoordinator", "focalPoint")
const silence = { of: "committee", hours: 1, workingDays: 0, ends: "anyTime" } as const
const aStep = fc.oneof(
  fc.record({ is: fc.constant("record"), by: taking }),
  fc.constant({ is: "record", by: "coordinator", each: true }),
  fc.record({ is: fc.constant("clearance"), by: taking }),
  fc
    .record({ is: fc.constant("silence"), brokenBy: fc.constantFrom(1, 2, "none") })
    .map((each) => ({ ...silence, ...each })),
  fc.constant({ is: "meeting", of: ["msp"] }),
)
/** One to four steps, the first of them kept or none, never all. */
const aPath = (id: string) =>
  fc.tuple(fc.array(aStep, { minLength: 1, maxLength: 4 }), fc.nat(3)).map(([steps, kept]): Path => {
    const named = steps.map((each, index) => ({
      ...each,
      id: `s${index}`,
      ...(index < kept && index < steps.length - 1 && { kept: true }),
    }))
    return { id, steps: named as Step[] }
  })

const check = (of: Partial<AskedCheck> & Pick<AskedCheck, "id" | "is">) =>
  fc
    .record({ before: fc.constantFrom("first", "last", "s0", "s1"), renewed: fc.constantFrom(true, undefined) })
    .map(({ before, renewed }): AskedCheck => ({ by: ["coordinator"], ...of, before, ...(renewed && { renewed }) }))
const theChecks = fc.oneof(
  fc.constant<AskedCheck[]>([]),
  fc.tuple(
    check({ id: "lap", is: "reference", plans: [{ id: "lap", actions: 50 }] }),
    check({ id: "words", is: "signOff", by: ["coordinator", "secretariat"] }),
    check({ id: "advice", is: "advice", by: ["focalPoint"] }),
  ),
)

/** What may come between, by whom and of which of several. */
const disturbances = [
  ...[
    "addDraft",
    "amendAtMeeting",
    "agree",
    "clearDraft",
    "requestClearance",
    "circulate",
    "notAdopted",
    "object",
    "late",
  ],
  ...[
    "correct",
    "withdrawObjection",
    "voidSilence",
    "returnToConsultation",
    "reopen",
    "recordCheck",
    "confirm",
    "time",
  ],
  ...["defer", "extendSilence", "startDrafting"],
] as const
const anAct = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ what: "goOn" as const, who: 0, which: 0 }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constantFrom(...disturbances), who: fc.nat(people.length - 1), which: fc.nat(3) }),
  },
)
const aWalk = fc.record({
  rules: fc.record({ paths: fc.tuple(aPath("one"), aPath("two")), checks: theChecks }),
  acts: fc.array(anAct, { maxLength: 45, size: "max" }),
})

test("what is agreed by a path, is by each of its steps, of that very draft, and as it was checked", () => {
  let agreements = 0
  fc.assert(
    fc.property(aWalk, ({ rules, acts }) => {
      const walked = walk(rules)
      for (const act of acts) {
        take(walked, act)
        if (walked.view().state !== "agreed") continue
        agreements++
        expect(missing(walked, rules.checks)).toEqual([])
      }
    }),
    { numRuns: 1_000 },
  )
  expect(agreements).toBeGreaterThan(100)
})

test("from wherever an item that is open may come, it can still be agreed", () => {
  fc.assert(
    fc.property(aWalk, ({ rules, acts }) => {
      const walked = walk(rules)
      for (const act of acts) take(walked, act)
      if (walked.view().state !== "agreed") expect(open(walked)).not.toEqual([])
      for (let left = 80; left > 0 && walked.view().state !== "agreed"; left--)
        expect(walked.goOn(), `nobody goes on: ${walked.log.map(({ type }) => type).join(" ")}`).toBe(true)
      expect(walked.view().state).toBe("agreed")
      expect(missing(walked, rules.checks)).toEqual([])
    }),
    { numRuns: 500 },
  )
})

/** The commands that somebody could take, beside those that anybody always can. */
function open({ workflow, snapshot, at }: Walk): string[] {
  const always = ["comment", "amend", "assignOwner", "linkTo", "setDue", "cancel", "supersede", "defer", "redact"]
  const act = { at: at(), facts: { mandated: true, consultationOptional: true as const }, version: 99 }
  const allowed = people.flatMap((by) => explain(workflow, snapshot(), { ...act, by }).filter(({ allowed }) => allowed))
  return allowed.map(({ name }) => name).filter((name) => !always.includes(name))
}

function take(walked: Walk, { what, who, which }: { what: string; who: number; which: number }): void {
  const { ask, context, wait, goOn, at } = walked
  const by = people[who]!
  const words = { paragraphs: [], text: text("o") }
  const soon = { onBehalfOf: "ie", person: "secretariat-x-1", office: "secretariat" } as const
  const nth = <T>(all: readonly T[]) => all[which % (all.length || 1)]
  const silence = nth(context().passed)
  const HOUR = 3_600_000
  switch (what) {
    case "goOn":
      goOn()
      break
    case "time":
      wait(which * 40)
      break
    case "addDraft":
      ask({ type: what, text: text("d"), confirmVoid: true, ...(which > 1 && { author: people[who ^ 1]!.person }) }, by)
      break
    case "amendAtMeeting":
      ask({ type: "agree", meeting: "msp", decision: "so", text: text("m") }, by, { meetingFits: which > 0 })
      break
    case "agree":
    case "notAdopted":
      ask({ type: what }, by, { meetingFits: which > 1 })
      break
    case "circulate":
    case "extendSilence":
      ask({ type: what, until: "then" }, by)
      break
    case "object":
      ask({ type: what, ...words }, by)
      break
    case "late":
      ask({ type: "object", ...words }, soon, {}, context().silence && at(-which * 40 * HOUR))
      break
    case "correct":
      ask({ type: what, outcome: silence?.outcome ?? 1, ...words }, soon, {}, silence?.silence.opened)
      break
    case "withdrawObjection":
      ask({ type: what, objection: which + 1 }, by)
      break
    case "recordCheck": {
      const { running } = context()
      const asked = nth(running?.checks ?? [])
      if (asked) walked.record(asked)
      break
    }
    case "confirm":
      if (!context().running) ask({ type: what, field: "path", value: which % 2 ? "one" : "two" }, by)
      break
    default:
      ask({ type: what }, by)
  }
}

/** What was not done of the draft that is agreed, or of the one that a meeting amended, read from what happened alone. */
function missing({ log, context, path }: Walk, checks: readonly AskedCheck[]): string[] {
  const { agreed, objections } = context()
  const { id, steps } = path()
  const since = log.slice(log.findLastIndex(({ type }) => type === "Reopened") + 1)
  const drafts = sameDraft(since, steps, agreed?.draft ?? 0)
  const stood = standing(since, steps).filter((each) => each.path === id)
  const untaken = steps.filter(
    ({ is, kept }, index) =>
      !stood.some(
        ({ type, step, draft }) => step === index && takes[is].includes(type) && (kept || drafts.includes(draft)),
      ),
  )
  const unchecked = checks.filter(({ id, is, by, renewed }) => {
    const records = log.filter(
      ({ type, event, draft }) =>
        type === "CheckRecorded" && (event.check as { of: string }).of === id && (!renewed || drafts.includes(draft)),
    )
    return is === "signOff" ? !by.every((office) => records.some((each) => each.by.office === office)) : !records.length
  })
  return [
    ...untaken.map(({ id, is }) => `${is} ${id}`),
    ...unchecked.map(({ id }) => id),
    ...objections.filter(({ status }) => status === "open").map(({ text }) => text),
  ]
}

const takes: Record<Step["is"], string[]> = {
  record: ["StepTaken", "Agreed"],
  meeting: ["StepTaken", "Agreed"],
  clearance: ["DraftCleared"],
  silence: ["StepPassed", "SilencePassed"],
}

/** That draft and those before it that meetings amended to it. */
function sameDraft(log: readonly Happened[], steps: readonly Step[], draft: number): number[] {
  const amended = log.some(
    ({ event, step }) =>
      event.draft === draft && event.type !== "DraftAdded" && steps[step]?.is === "meeting" && event.text,
  )
  return amended ? [draft, ...sameDraft(log, steps, draft - 1)] : [draft]
}

/** What was not taken back by a correction: of its outcome, and of what came after it or of the steps that rested on it. */
function standing(log: readonly Happened[], steps: readonly Step[]): Happened[] {
  let left: Happened[] = []
  for (const each of log) {
    const { corrects, from } = each.event
    const undone = steps.findIndex(({ id }) => id === from)
    if (each.type === "OutcomeRetracted") left = left.filter(({ version }) => version < Number(corrects))
    else if (each.type === "StepsRetracted" && undone >= 0)
      left = left.filter(({ version, step }) => version <= Number(corrects) || step < undone)
    else left.push(each)
  }
  return left
}
