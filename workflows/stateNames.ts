import type { PublicState } from "@demarche/engine/definition"
import type { StateValueFrom } from "xstate"
import type * as workflows from "./index.ts"

/** The states that have no name of their own although others are within them, as their charts mark them. */
interface Unnamed {
  activity: "open"
}

/** The states that a chart can be in, as XState writes them. */
type ValueOf<Workflow extends keyof typeof workflows> = StateValueFrom<(typeof workflows)[Workflow]["machine"]>
type UnnamedIn<Workflow> = Workflow extends keyof Unnamed ? Unnamed[Workflow] : never

/** The public names of a workflow's states, or of several workflows', as their charts have them. */
export type StateName<Workflow extends keyof typeof workflows> = Workflow extends keyof typeof workflows
  ? PublicState<ValueOf<Workflow>, UnnamedIn<Workflow>>
  : never

/** The names of the states within those. */
export type SubstateName<Workflow extends keyof typeof workflows> = Workflow extends keyof typeof workflows
  ? Within<ValueOf<Workflow>, UnnamedIn<Workflow>>
  : never

type Within<Value, Outer> = Value extends string
  ? never
  : {
      [Key in keyof Value & string]: Key extends Outer ? Within<Value[Key], Outer> : Innermost<Value[Key]>
    }[keyof Value & string]
type Innermost<Value> = Value extends string ? Value : Innermost<Value[keyof Value]>
