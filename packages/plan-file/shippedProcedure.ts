import { ProcedureFile } from "./procedureFile.ts"
import { shipped } from "./procedures/shipped.ts"
import { readSource } from "./source.ts"

const read = new Map<string, ProcedureFile>()

/** The rules of procedure that come with the product under that id; undefined where there are none. */
export function shippedProcedure(id: string): ProcedureFile | undefined {
  const text = Object.hasOwn(shipped, id) ? shipped[id] : undefined
  if (text && !read.has(id)) read.set(id, ProcedureFile.parse(readSource(text, "yaml").value))
  return read.get(id)
}

/** The ids of the rules of procedure that come with the product. */
export const shippedIds = Object.keys(shipped)
