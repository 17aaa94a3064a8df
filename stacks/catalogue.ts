/** A pattern for commits of those kinds of stream. */
export const commitsOf = (kind: readonly (string | { "anything-but": readonly string[] })[]) => commits({ kind })

/** A pattern for commits with one of those events. */
export const commitsWith = (types: readonly string[]) => commits({ types: [...new Set(types)] })

const commits = (data: object) => ({ source: ["demarche"], detailType: ["Commit"], detail: { data } })
