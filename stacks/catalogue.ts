import * as workflows from "@demarche/workflows"
import { activity, notice, output, plan, request } from "@demarche/workflows"

type Kind = keyof typeof workflows

/** A workflow as its events name themselves. */
interface Catalogue<Name extends string> {
  Event: { options: { shape: { type: { value: Name } } }[] }
}

/** The kinds of stream there are, without those. */
export function kindsBut(...others: Kind[]): Kind[] {
  return (Object.keys(workflows) as Kind[]).filter((kind) => !others.includes(kind))
}

/** Names of a workflow's events, all where none is given. One that it does not have does not compile. */
export function eventsOf<Name extends string>({ Event }: Catalogue<Name>, ...names: NoInfer<Name>[]): Name[] {
  return names.length > 0 ? names : Event.options.map(({ shape }) => shape.type.value)
}

/** What people are written to about, and the letters that are due. */
export const written = [
  ...[activity, output, plan, request].flatMap((workflow) => eventsOf<string>(workflow)),
  ...eventsOf(notice, "NoticeQueued", "NoticeReleased"),
]

/** A pattern for commits of one of those kinds. */
export const commitsOf = (kind: string[]) => commits({ kind })

/** A pattern for commits that hold one of those events. */
export const commitsWith = (types: readonly string[]) => commits({ types: [...new Set(types)] })

const commits = (data: object) => ({ source: ["demarche"], detailType: ["Commit"], detail: { data } })
