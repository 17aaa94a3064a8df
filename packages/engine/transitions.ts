import { and, type MachineContext } from "xstate"

/** What a guard of XState gets. */
interface Case<Context, E> {
  context: Context
  event: E
}
type Guard<Context, E> = (args: Case<Context, E>) => boolean

/** Marks a guard that reads what the caller fills in, so that it is not asked before that is given. */
export function readsPayload<Args, Held extends boolean>(guard: (args: Args) => Held) {
  return Object.assign((args: Args) => guard(args), { payload: true as const })
}

/**
 * `reads(EVENT, guard)`: a guard of a machine with that context and those events that reads the fields of one event, or of
 * each of a list. It reads the payload, and no transition of another event may ask it.
 */
export function reading<Context, E extends { type: string }>() {
  return <const Type extends E["type"]>(
    types: Type | readonly Type[],
    guard: Guard<Context, Extract<E, { type: Type }>>,
  ): Guard<Context, E> & { payload: true; reads: readonly Type[] } =>
    Object.assign(
      readsPayload(guard as never), // XState's types cannot say that no other event comes here: defineWorkflow sees to it
      { reads: typeof types === "string" ? [types] : types },
    )
}

/** The guard of a transition that only exists to refuse: nothing satisfies it. */
export const never = (): false => false

/**
 * The transitions of a machine with those rules. Each asks the rule `first`, then the others in order, and evolves the
 * context: `to(target, ...rules)`, `inPlace(...rules)`, and `refused(rule, target?)` for what is only there to be refused.
 * `elapsed(target)` is for what time decides, which nobody need be allowed.
 */
export function transitions<Rules extends Record<string, (args: never) => boolean>, const First extends Named<Rules>>(
  _rules: Rules,
  first: First,
) {
  type Name = Named<Rules>
  type Guarded<Also extends readonly Name[]> = Transition<First | Also[number], AskedOf<Rules, First | Also[number]>>

  function inPlace<Also extends readonly Name[]>(...also: Also): Guarded<Also> {
    const names: string[] = [first, ...also]
    // XState's `and` forgets which names it was given.
    return { guard: and(names) as Guarded<Also>["guard"], actions: "evolve" }
  }
  function to<Also extends readonly Name[]>(target: string, ...also: Also): Guarded<Also> & { target: string } {
    return { target, ...inPlace(...also) }
  }
  function refused<Code extends Refusing<Rules>>(code: Code, target?: string): Guarded<[Code]> & { target?: string } {
    return target === undefined ? inPlace(code) : to(target, code)
  }
  return { to, inPlace, refused }
}

/** The transition that time takes by itself: nobody need be allowed. */
export function elapsed(target: string): { target: string; actions: "evolve" } {
  return { target, actions: "evolve" }
}

/** Under a key of `on` it is accepted only where each of its rules may be asked of that event. */
interface Transition<Names extends string, Type extends string> {
  guard: {
    (args: Case<MachineContext, { type: Type }>, params: unknown): boolean
    /** By this XState knows the names of a combined guard. */
    _out_TGuard?: { type: Names; params: undefined }
  }
  actions: "evolve"
}

type Named<Rules> = keyof Rules & string
/** The types of the events that a rule may be asked of. */
type Asked<Rule> = Rule extends { reads: readonly (infer Type)[] } ? Type : string
/** Those that all of several rules may be asked of. */
type AskedOf<Rules, Names extends Named<Rules>> = (
  Names extends Names
    ? (type: Asked<Rules[Names]>) => void
    : never
) extends (type: infer Type) => void
  ? Type & string
  : never
type Refusing<Rules> = {
  [Name in Named<Rules>]: Rules[Name] extends (args: never) => false ? Name : never
}[Named<Rules>]

/** The groups of transitions that the states of a machine may share, by what `setup` made of its types. */
export type Transitions<Setup extends { createStateConfig: (config: never) => unknown }> = NonNullable<
  Parameters<Setup["createStateConfig"]>[0]["on"]
>

/** Per event, what it changes in the context. */
export type Evolve<Context, E extends { type: string }> = {
  [Type in E["type"]]: (context: Context, event: Extract<E, { type: Type }>) => Partial<Context>
}

/** Of an event that changes nothing in the context. */
export const unchanged = (): object => ({})

/** What XState's `assign` takes. */
export function evolving<Context, E extends { type: string }>(evolve: Evolve<Context, E>) {
  return ({ context, event }: Case<Context, E>): Partial<Context> => {
    const change: (context: Context, event: never) => Partial<Context> = evolve[event.type as E["type"]]
    return change(context, event as never)
  }
}

/** The public names of a machine's states: `new` has none, nor has any other that is named here. */
export type PublicState<Value, Unnamed extends string = never> = Value extends string
  ? Exclude<Value, "new" | Unnamed>
  : { [Key in keyof Value & string]: Key extends Unnamed ? PublicState<Value[Key], Unnamed> : Key }[keyof Value &
      string]
