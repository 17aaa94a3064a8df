import type { Mark, Marks } from "../ports.ts"

/** Marks in memory, for tests and trials. */
export function memoryMarks(): Marks {
  const marks = new Map<string, Mark>()
  const key = ({ scope, person }: Pick<Mark, "scope" | "person">) => JSON.stringify([scope, person])
  return {
    async get(of) {
      const mark = marks.get(key(of))
      return mark && { ...mark }
    },
    async put(mark) {
      const before = marks.get(key(mark))
      if (!before || before.seen < mark.seen) marks.set(key(mark), { ...mark })
    },
    async erase(of) {
      marks.delete(key(of))
    },
    async [Symbol.asyncDispose]() {},
  }
}
