import { defineWorkflow, defineWorkflows } from "@demarche/engine"
import { type Evolve, reading, type Transitions, transitions, unchanged } from "@demarche/engine/definition"
import { activity, delivery, request } from "@demarche/workflows"
import type { StateName, SubstateName } from "@demarche/workflows/stateNames"
import { type Meta, means, type Types } from "@demarche/workflows/states"
import { setup } from "xstate"

// What tsc refuses of a workflow: it reports a line below that it would accept. Nothing here is run.

type Event = { type: "Asked"; what: string } | { type: "Answered"; how: string } | { type: "SilencePassed" }
type Happening = Event & { facts: { mandated: boolean } }

export function definitions() {
  defineWorkflow("request", request)
  // @ts-expect-error: the decide of another workflow
  defineWorkflow("request", { ...request, decide: delivery.decide })
  // @ts-expect-error: the machine of another workflow
  defineWorkflow("request", { ...request, machine: delivery.machine })
  // @ts-expect-error: the commands of another workflow
  defineWorkflow("request", { ...request, commands: delivery.commands })
  // @ts-expect-error: the events of another workflow
  defineWorkflow("request", { ...request, Event: delivery.Event })
  // @ts-expect-error: deadlines that read another context
  defineWorkflow("request", { ...request, deadlines: activity.deadlines })
  const { submit, ...fewer } = request.commands
  // @ts-expect-error: a command less
  defineWorkflow("request", { ...request, commands: fewer })
  defineWorkflows({ request, delivery })
  // @ts-expect-error: among several, one whose decide is another's
  defineWorkflows({ delivery, request: { ...request, decide: activity.decide } })
}

export function guards() {
  const reads = reading<{ open: boolean }, Happening>()
  reads("Asked", ({ event }) => event.what !== "")
  reads(["Asked", "Answered"], ({ event }) => (event.type === "Asked" ? event.what : event.how) !== "")
  // @ts-expect-error: a field of another event
  reads("Asked", ({ event }) => event.how !== "")
  // @ts-expect-error: an event that there is not
  reads("Askd", () => true)
}

export function charts() {
  const reads = reading<{ open: boolean }, Happening>()
  const rules = {
    OFFICE: () => true,
    NEVER: (): false => false,
    ASKED: reads("Asked", ({ event }) => event.what !== ""),
    EITHER: reads(["Asked", "Answered"], () => true),
  }
  const types: Types<{ open: boolean }, Event> = {}
  const made = setup({ types, guards: rules, actions: { evolve: () => {} } })
  const { to, inPlace, refused } = transitions(rules, "OFFICE")
  const chart = (states: NonNullable<Parameters<typeof made.createMachine>[0]["states"]>) => states

  chart({
    new: { meta: { public: false }, on: { Asked: to("open", "ASKED", "EITHER"), Answered: refused("NEVER") } },
    open: {
      tags: "awaited",
      meta: { holder: "secretariat", deadline: "SilencePassed" },
      on: { Answered: inPlace("EITHER") },
    },
  })
  // @ts-expect-error: a guard that there is not
  to("open", "ASKD")
  // @ts-expect-error: a guard that can be satisfied, on a transition that only refuses
  refused("ASKED")
  // @ts-expect-error: an event that there is not
  chart({ open: { on: { Askd: to("open") } } })
  // @ts-expect-error: a guard that reads another event
  chart({ open: { on: { Answered: to("open", "ASKED") } } })
  // @ts-expect-error: of two guards one that reads another event
  chart({ open: { on: { Answered: to("open", "EITHER", "ASKED") } } })
  // @ts-expect-error: a guard by a name that there is not
  chart({ open: { on: { Asked: { guard: "ASKD" } } } })
  // @ts-expect-error: a tag that there is not
  chart({ open: { tags: "awaitd" } })
  // @ts-expect-error: a holder that there is not
  chart({ open: { meta: { holder: "isuu" } } })
  // @ts-expect-error: nobody holds the pen
  chart({ open: { meta: { column: 1 } } })
  // @ts-expect-error: a deadline that another workflow has
  chart({ open: { meta: { holder: "secretariat", deadline: "KeyExpired" } } })
  // @ts-expect-error: a group of transitions for an event that there is not
  const group = { Askd: inPlace() } satisfies Transitions<typeof made>
  return group
}

export function evolving() {
  const evolve = { Asked: () => ({ open: true }), Answered: unchanged, SilencePassed: unchanged }
  const total: Evolve<{ open: boolean }, Happening> = evolve
  const { Answered, ...fewer } = evolve
  // @ts-expect-error: an event less
  const partial: Evolve<{ open: boolean }, Happening> = fewer
  // @ts-expect-error: a field that the context has not
  const other: Evolve<{ open: boolean }, Happening> = { ...evolve, Asked: () => ({ opn: 1 }) }
  return [total, partial, other]
}

export function reading_() {
  // @ts-expect-error: a tag that there is not
  means({ tags: [] }, "awaitd")
  // @ts-expect-error: a state that activity has not
  const state: StateName<"activity"> = "open"
  // @ts-expect-error: a state within another, which has no public name
  const inner: StateName<"activity"> = "underSilence"
  // @ts-expect-error: a public state, which is within none
  const within: SubstateName<"activity"> = "drafting"
  // @ts-expect-error: a state of another workflow
  const other: StateName<"output" | "plan"> = "planned"
  const named: Record<StateName<"output">, number> = {
    open: 1,
    partlyFulfilled: 2,
    fulfilled: 3,
    notPursued: 4,
    carriedOver: 5,
  }
  const { carriedOver, ...fewer } = named
  // @ts-expect-error: a state less
  const short: Record<StateName<"output">, number> = fewer
  const meta: Meta = { holder: "committee" }
  return [state, inner, within, other, short, meta]
}
