import {
  defineWorkflows,
  explain,
  failingGuards,
  NOT_NOW,
  restore,
  type Snapshot,
  type Workflow,
} from "@demarche/engine"
import * as definitions from "@demarche/workflows"
import { adminOnlyStreams } from "@demarche/workflows/catalogue"
import type { ActMetadata } from "@demarche/workflows/metadata"
import { clearance, may } from "@demarche/workflows/offices"
import { Office } from "@demarche/workflows/terms"
import { expect, test } from "vitest"
import type { AnyStateNode } from "xstate"

const workflows = [...defineWorkflows(definitions)] as [string, Workflow<ActMetadata>][]
const instants = { at: "2026-06-01T08:00:00.000Z", version: 9 }

/** The workflow in each of its states, with a context that `change` makes of the initial one. */
function everyState(workflow: Workflow, change: (context: object) => object = (same) => same): Snapshot[] {
  const leaves = (node: AnyStateNode): AnyStateNode[] =>
    node.type === "compound" ? Object.values(node.states).flatMap(leaves) : node.type === "history" ? [] : [node]
  const context = change(workflow.machine.config.context as object)
  return leaves(workflow.machine.root).map((leaf) =>
    restore(workflow, {
      value: leaf.path.reduceRight<object | string>((inner, key) => (inner === "" ? key : { [key]: inner }), ""),
      context,
    }),
  )
}

/** Whether any transition of the state, which everybody sees, takes the event. */
function takesEvent(workflow: Workflow, snapshot: Snapshot, type: string): boolean {
  const act = { type, command: "", by: { office: "secretariat" }, facts: {}, ...instants }
  return failingGuards(workflow, snapshot, act, true)[0] !== NOT_NOW
}

test.each(workflows)(
  "K2.2 whose office may not take a command of %s hears that alone, in every state",
  (_, workflow) => {
    for (const snapshot of everyState(workflow))
      for (const office of Office.options)
        for (const mandated of [true, false]) {
          const by = { person: "somebody", office, onBehalfOf: "austria" }
          const told = explain(workflow, snapshot, { by, facts: { mandated }, ...instants })
          for (const { name, failing } of told) {
            const barred = office !== "clock" && !(mandated && may(workflow.name, name, office))
            const takes = (workflow.emits[name] ?? []).some((type) => takesEvent(workflow, snapshot, type))
            if (barred) expect([office, name, failing]).toEqual([office, name, [takes ? "OFFICE" : NOT_NOW]])
          }
        }
  },
)

/** What hidden events have put into an activity's state, in two ways that a reader of that clearance cannot tell apart. */
const hidden = {
  public: (who: string) => ({
    objections: [{ party: who, draft: 1, paragraphs: [who], text: who, status: "open" }],
    ...answers(who),
    ...inChathamHouse(who),
  }),
  committee: inChathamHouse,
  restricted: () => ({}),
}

function answers(who: string) {
  const silence = { draft: 1, opened: "2026-05-20", until: { at: "2026-06-09T16:00:00.000Z" } }
  return { silence: { ...silence, addressees: ["austria", "brazil"], supported: [who], unreached: [who] } }
}

function inChathamHouse(who: string) {
  const closes = { at: "2026-06-09T16:00:00.000Z" }
  return { rounds: [{ closes, invited: ["austria", "brazil"], answered: [who], unreached: [who], chathamHouse: true }] }
}

test.each(workflows)(
  "K2.2 no rule of %s that an office hears reads what its clearance does not cover",
  (name, workflow) => {
    if (adminOnlyStreams.includes(name)) return
    const payload = {
      round: 1,
      objection: 1,
      check: { of: "consent" },
      text: "t",
      until: { at: "" },
      closes: { at: "" },
      offices: [],
    }
    for (const office of Office.options)
      for (const party of ["austria", "brazil"]) {
        const by = { person: "somebody", office, party }
        const heard = (who: string) =>
          everyState(workflow, (context) => ({ ...context, ...hidden[clearance[office]](who) })).map((snapshot) =>
            Object.entries(workflow.emits).flatMap(([command, types]) =>
              may(name, command, office)
                ? types.map((type) =>
                    failingGuards(workflow, snapshot, {
                      ...{ type, command, by, facts: { mandated: true }, ...instants, ...payload },
                    }),
                  )
                : [],
            ),
          )
        expect([office, heard("brazil")]).toEqual([office, heard("austria")])
      }
  },
)
