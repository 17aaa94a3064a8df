import { canonical } from "@demarche/plan-file/canonical"
import { Proposed } from "@demarche/workflows/planCommands"
import * as z from "zod"
import { DocumentReading } from "./planDocument.ts"

const Entries = z.array(z.looseObject({ id: z.string() }))

/**
 * The fields of an amendment of a plan without what entries of its lists say beside what an amendment takes, where that is what
 * the plan is read to say now: whoever sends a list back as it was read changes nothing by it.
 */
export function withoutAsRead(body: Record<string, unknown>, reading: DocumentReading): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(body).flatMap(([field, sent]) => {
      const read: unknown = Reflect.get(reading, field)
      if (sent === null && read === null) return []
      const { success, data = [] } = Entries.safeParse(sent)
      return [[field, success ? entriesWithout(besides.get(field) ?? [], data, read) : sent]]
    }),
  )
}

const CarriedFields = z.array(z.looseObject({ of: z.string(), fields: z.record(z.string(), z.unknown()) }))

/** The same of a proposed amendment, of each of its changes that amends the plan itself. */
export function changesWithoutAsRead({ changes, ...body }: Record<string, unknown>, reading: DocumentReading) {
  const { success, data = [] } = CarriedFields.safeParse(changes)
  const carried = data.map((change) =>
    change.of === "plan" ? { ...change, fields: withoutAsRead(change.fields, reading) } : change,
  )
  return { ...body, changes: success ? carried : changes }
}

function entriesWithout(names: readonly string[], sent: z.infer<typeof Entries>, read: unknown): unknown[] {
  const stands = new Map(
    Entries.catch([])
      .parse(read)
      .map((entry) => [entry.id, entry]),
  )
  return sent.map((entry) => {
    const standing = stands.get(entry.id)
    const isAsRead = (name: string) => names.includes(name) && canonical(entry[name]) === canonical(standing?.[name])
    return Object.fromEntries(Object.entries(entry).filter(([name]) => !isAsRead(name)))
  })
}

/** What a reading says of each entry of a list beside what an amendment takes of it. */
const besides = new Map(
  Object.entries(DocumentReading.shape).map(([field, read]) => {
    const taken = namesIn(Reflect.get(Proposed.shape, field))
    return [field, namesIn(read).filter((name) => !taken.includes(name))]
  }),
)

/** The names of the fields of an entry of a list. */
function namesIn(list: unknown): string[] {
  if (list instanceof z.ZodOptional || list instanceof z.ZodDefault) return namesIn(list.unwrap())
  return list instanceof z.ZodArray && list.element instanceof z.ZodObject ? Object.keys(list.element.shape) : []
}
