import { EngineError } from "../errors.ts"
import { initial, type Snapshot, step, view } from "../fold.ts"
import { TIME_COMMAND } from "../metadata.ts"
import type { ActInstants, Command, Event, EventMetadata, Metadata, View, Workflow } from "../workflow.ts"

/** A past event, with those fields of its act that the test sets. */
export type Given = Event & Partial<EventMetadata> & Record<string, unknown>

/** A command as `decide` gets it. */
export type Asked = Command & Record<string, unknown>

/**
 * Given / when / then for one workflow: `given(...events).when(command, act?).then(...events)`, `.rejected(...codes)` or
 * `.ends(state, substate?)`. Only the fields that the test names are compared. It needs no store and no clock.
 */
export function scenario<M extends Metadata>(workflow: Workflow<M>, defaults: M & Omit<ActInstants, "version">) {
  return function given(...past: Given[]) {
    let snapshot = initial(workflow)
    for (const [index, event] of past.entries())
      snapshot = step(workflow, snapshot, {
        command: emitterOf(workflow, event.type),
        ...defaults,
        version: index + 1,
        ...event,
      })
    return {
      when: (command: Asked, act: Partial<EventMetadata<M>> = {}) =>
        outcome(workflow, snapshot, command, { ...defaults, command: command.type, version: past.length + 1, ...act }),
      ends: (state: string, substate?: string) => expectState(view(workflow, snapshot), state, substate),
    }
  }
}

function emitterOf({ emits }: Workflow, type: string): string {
  return Object.keys(emits).find((command) => emits[command]?.includes(type)) ?? TIME_COMMAND
}

function outcome(workflow: Workflow, before: Snapshot, command: Asked, act: EventMetadata) {
  let events: Event[] = []
  let after = before
  let refused: string[] | undefined
  try {
    events = workflow.decide(view(workflow, before), command, act).map((event) => workflow.Event.parse(event))
    for (const event of events) after = step(workflow, after, { ...event, ...act })
  } catch (error) {
    if (!(error instanceof EngineError) || error.refusal.code !== "rejected") throw error
    refused = error.refusal.failing
    after = before
  }
  const result = {
    // biome-ignore lint/suspicious/noThenProperty: given / when / then is the form these tests are read in
    then(...expected: (Partial<Event> & Record<string, unknown>)[]) {
      if (refused) throw new Error(`refused by ${refused.join(", ")}, expected ${JSON.stringify(expected)}`)
      const got = events.map((event, index) => pick(event, Object.keys(expected[index] ?? event)))
      equal(got, expected)
      return result
    },
    rejected(...codes: string[]) {
      if (!refused) throw new Error(`not refused: ${JSON.stringify(events)}`)
      equal(refused, codes)
      return result
    },
    ends(state: string, substate?: string) {
      expectState(view(workflow, after), state, substate)
      return result
    },
  }
  return result
}

function expectState({ state, substate }: View, ...expected: [string, string?]): void {
  equal([state, substate], expected.length === 1 ? [...expected, undefined] : expected)
}

function pick(event: Event, fields: string[]): Record<string, unknown> {
  const all: Record<string, unknown> = { ...event }
  return Object.fromEntries(fields.map((field) => [field, all[field]]))
}

function equal(got: unknown, expected: unknown): void {
  const [a, b] = [got, expected].map((side) => JSON.stringify(side))
  if (a !== b) throw new Error(`got ${a}, expected ${b}`)
}
