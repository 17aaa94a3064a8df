import { and, type MachineContext } from "xstate"

/** The arguments of a guard. */
interface GuardArgs<Context, E> {
  context: Context
  event: E
}
type GuardPredicate<Context, E> = (args: GuardArgs<Context, E>) => boolean

/** Marks a guard that reads what the caller fills in: `explain` asks at most whether it can hold at all. */
export function readsPayload<Args, Held extends boolean>(guard: (args: Args) => Held) {
  return Object.assign((args: Args) => guard(args), { payload: true as const })
}

/**
 * Marks a guard that reads who acts, with which command and on which facts, and nothing of the instance. It is asked before
 * all others, and where it fails nothing else is told.
 */
export function readsActor<Act>(guard: (act: Act) => boolean) {
  return Object.assign(({ event }: { event: Act }) => guard(event), { actor: true as const })
}

/**
 * Makes `reads(EVENT, guard, possible?)` for a machine with that context and those events: a guard that reads the fields of one
 * event, or of each of a list. It reads the payload, and transitions of other events cannot use it. `possible` says whether it
 * can hold at all, whatever is filled in (such as which objection, where there is none); by default it can.
 */
export function reading<Context, E extends { type: string }>() {
  return <const Type extends E["type"]>(
    types: Type | readonly Type[],
    guard: GuardPredicate<Context, Extract<E, { type: Type }>>,
    possible?: GuardPredicate<Context, Pick<E, keyof E>>,
  ): GuardPredicate<Context, E> & { payload: true; reads: readonly Type[] } =>
    Object.assign(
      readsPayload(guard as never), // defineWorkflow makes sure that no other event comes here, which XState's types cannot say
      { reads: typeof types === "string" ? [types] : types, ...(possible && { possible }) },
    )
}

/** The guard of a transition that only exists to refuse: it never holds. */
export const never = (): false => false

/**
 * Makes the transitions of a machine with those rules: `to(target, ...rules)`, `inPlace(...rules)`, and
 * `refused(rule, target?)` for one that only exists to refuse. Each asks the rule `first`, then the others in order, and
 * evolves the context. For what time decides there is `elapsed(target)`, which asks no rule.
 */
export function transitions<Rules extends Record<string, (args: never) => boolean>, const First extends Named<Rules>>(
  _rules: Rules,
  first: First,
) {
  type Name = Named<Rules>
  type Guarded<Also extends readonly Name[]> = GuardedTransition<
    First | Also[number],
    ReadableByAll<Rules, First | Also[number]>
  >

  function inPlace<Also extends readonly Name[]>(...also: Also): Guarded<Also> {
    const names: string[] = [first, ...also]
    const guard = and(names) as Guarded<Also>["guard"] // XState's `and` forgets which names it was given
    return { guard, actions: "evolve" }
  }
  function to<Also extends readonly Name[]>(target: string, ...also: Also): Guarded<Also> & { target: string } {
    return { target, ...inPlace(...also) }
  }
  function refused<Code extends Refusing<Rules>>(code: Code, target?: string): Guarded<[Code]> & { target?: string } {
    return target === undefined ? inPlace(code) : to(target, code)
  }
  return { to, inPlace, refused }
}

/** The transition of an event that time decides. It asks no rule. */
export function elapsed(target: string): { target: string; actions: "evolve" } {
  return { target, actions: "evolve" }
}

/** A transition that `on` accepts only for events that each of its rules can read. */
interface GuardedTransition<Names extends string, Type extends string> {
  guard: {
    (args: GuardArgs<MachineContext, { type: Type }>, params: unknown): boolean
    /** Where XState looks for the names of a combined guard. */
    _out_TGuard?: { type: Names; params: undefined }
  }
  actions: "evolve"
}

type Named<Rules> = keyof Rules & string
/** The types of the events that a rule can read. */
type ReadableEvents<Rule> = Rule extends { reads: readonly (infer Type)[] } ? Type : string
/** Those that each of several rules can read. */
type ReadableByAll<Rules, Names extends Named<Rules>> = (
  Names extends Names
    ? (type: ReadableEvents<Rules[Names]>) => void
    : never
) extends (type: infer Type) => void
  ? Type & string
  : never
type Refusing<Rules> = {
  [Name in Named<Rules>]: Rules[Name] extends (args: never) => false ? Name : never
}[Named<Rules>]

/** The type of a group of transitions that states share, from what `setup` returns. */
export type Transitions<Setup extends { createStateConfig: (config: never) => unknown }> = NonNullable<
  Parameters<Setup["createStateConfig"]>[0]["on"]
>

/** Per event, the function that computes what it changes in the context. */
export type Evolve<Context, E extends { type: string }> = {
  [Type in E["type"]]: (context: Context, event: Extract<E, { type: Type }>) => Partial<Context>
}

/** For an event that changes nothing in the context. */
export const unchanged = (): object => ({})

/** The functions of `evolve` as the one that XState's `assign` takes. */
export function evolving<Context, E extends { type: string }>(evolve: Evolve<Context, E>) {
  return ({ context, event }: GuardArgs<Context, E>): Partial<Context> => {
    const { type }: { type: E["type"] } = event
    const change: (context: Context, event: never) => Partial<Context> = evolve[type]
    return change(context, event as never) // `type` picked the function of this event
  }
}

/** The public names of a machine's states: all but `new` and those of `Unnamed`. */
export type PublicState<Value, Unnamed extends string = never> = Value extends string
  ? Exclude<Value, "new" | Unnamed>
  : { [Key in keyof Value & string]: Key extends Unnamed ? PublicState<Value[Key], Unnamed> : Key }[keyof Value &
      string]
