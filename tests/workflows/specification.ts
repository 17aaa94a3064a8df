import {
  type ActInstants,
  type Command,
  type Definition,
  defineWorkflow,
  type Event,
  type EventMetadata,
  initial,
  type Metadata,
  type Snapshot,
  step,
  view,
  type Workflow,
} from "@demarche/engine"
import { type Asked, type Given, scenario } from "@demarche/engine/testing/scenario"
import { expect } from "vitest"
import type { AnyStateNode, StateValue } from "xstate"

/**
 * Given / when / then for one workflow, as the engine's `scenario`, and a tally of what its file has told: which rules
 * were seen refusing and seen satisfied, which commands were taken, which states were reached.
 */
export function specification<C extends Command, E extends Event, Context, M extends Metadata>(
  name: string,
  definition: Definition<C, E, Context, M>,
  defaults: M & Omit<ActInstants, "version">,
) {
  const workflow = defineWorkflow(name, definition)
  const told = { refused: new Set<string>(), satisfied: new Set<string>(), taken: new Set<string>() }
  const reached = new Set<string>()
  let asked: string[] = []
  for (const [rule, guard] of workflow.guards) {
    const holds: typeof guard.holds = (context, event) => {
      const held = guard.holds(context, event)
      if (held) asked.push(rule)
      return held
    }
    workflow.guards.set(rule, { ...guard, holds })
  }

  /** Stories whose acts all have those fields, and that count for the same tally. */
  function under(more: Partial<M>) {
    const known = { ...defaults, ...more }
    const begin = scenario(workflow, known)

    /** The history so far; `when` takes the command as the schema reads it, so a story cannot ask what no caller could. */
    function given(...past: Given[]) {
      const story = begin(...past)
      return {
        ends(state: string, substate?: string) {
          story.ends(state, substate)
          reached.add(placeOf(state, substate))
        },
        when(command: Asked, act?: Partial<EventMetadata<M>>) {
          asked = []
          const outcome = story.when(workflow.commands.get(command.type)!.parse(command) as Asked, act)
          const satisfied = asked
          const line = {
            // biome-ignore lint/suspicious/noThenProperty: given / when / then is the form these tests are read in
            then(...events: Parameters<typeof outcome.then>) {
              outcome.then(...events)
              told.taken.add(command.type)
              for (const rule of satisfied) told.satisfied.add(rule)
              return line
            },
            rejected(...codes: string[]) {
              outcome.rejected(...codes)
              for (const code of codes) told.refused.add(code)
              return line
            },
            ends(state: string, substate?: string) {
              outcome.ends(state, substate)
              reached.add(placeOf(state, substate))
              return line
            },
          }
          return line
        },
      }
    }

    /** The snapshot that the history leads to. */
    function foldOf(...past: Given[]): Snapshot {
      return past.reduce((snapshot, event, index) => {
        const command = Object.keys(workflow.emits).find((each) => workflow.emits[each]?.includes(event.type)) ?? "time"
        return step(workflow, snapshot, { command, ...known, version: index + 1, ...event })
      }, initial(workflow))
    }

    return { given, foldOf }
  }

  /** Fails where a rule, a command or a state has not been told; `unsatisfiable` are the rules that refuse whatever comes. */
  function expectAllTold({ unsatisfiable = [] }: { unsatisfiable?: string[] } = {}) {
    const without = (all: Iterable<string>, seen: Set<string>) => [...all].filter((each) => !seen.has(each))
    const rules = [...workflow.guards.keys()]
    expect({
      neverRefused: without(rules, told.refused),
      neverSatisfied: without(rules, told.satisfied),
      neverTaken: without(workflow.commands.keys(), told.taken),
      neverReached: without(places(workflow), reached),
    }).toEqual({ neverRefused: [], neverSatisfied: unsatisfiable, neverTaken: [], neverReached: [] })
  }

  return { workflow, under, ...under({}), expectAllTold }
}

function placeOf(state: string, substate?: string): string {
  return substate ? `${state}, ${substate}` : state
}

/** Every place an instance can be in but the beginning, as `view` names it. */
function places(workflow: Workflow): string[] {
  return leavesOf(workflow).flatMap(({ path }) => {
    const value = path.reduceRight<StateValue>((inner, key) => (inner ? { [key]: inner } : key), "")
    const { state, substate } = view(workflow, { value, context: undefined })
    return state ? [placeOf(state, substate)] : []
  })
}

function leavesOf({ machine }: Workflow): AnyStateNode[] {
  const nodes = (node: AnyStateNode): AnyStateNode[] => [node, ...Object.values(node.states).flatMap(nodes)]
  return nodes(machine.root).filter(({ type }) => type === "atomic")
}
