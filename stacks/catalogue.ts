import * as workflows from "@demarche/workflows"

type Kind = keyof typeof workflows

/** The kinds of stream there are, without those. */
export function kindsBut(...others: Kind[]): Kind[] {
  return (Object.keys(workflows) as Kind[]).filter((kind) => !others.includes(kind))
}

/** A pattern for commits of one of those kinds. */
export const commitsOf = (kind: readonly string[]) => commits({ kind })

/** A pattern for commits that hold one of those events. */
export const commitsWith = (types: readonly string[]) => commits({ types: [...new Set(types)] })

const commits = (data: object) => ({ source: ["demarche"], detailType: ["Commit"], detail: { data } })
