import * as workflows from "@demarche/workflows"

type Workflows = typeof workflows
type Kind = keyof Workflows
type Named<K extends Kind> = Workflows[K]["Event"]["options"][number]["shape"]["type"]["value"][]

/** The kinds of stream there are, without those. */
export function kindsBut(...others: Kind[]): Kind[] {
  return (Object.keys(workflows) as Kind[]).filter((kind) => !others.includes(kind))
}

/** Names of a workflow's events, all of them where none is given. One that the workflow does not have does not compile. */
export function eventsOf<K extends Kind>(kind: K, ...names: Named<K>): string[] {
  return names.length > 0 ? names : workflows[kind].Event.options.map(({ shape }) => shape.type.value)
}

/** A pattern for commits of one of those kinds. */
export const commitsOf = (kind: string[]) => commits({ kind })

/** A pattern for commits that hold one of those events. */
export const commitsWith = (types: string[]) => commits({ types: [...new Set(types)] })

const commits = (data: object) => ({ source: ["demarche"], detailType: ["Commit"], detail: { data } })
