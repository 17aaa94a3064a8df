/** What a schema finds wrong with a value, as zod tells it. */
export interface SchemaFault {
  /** What it says in English. */
  message: string
  code?: string | undefined
  expected?: string | undefined
  values?: readonly unknown[] | undefined
  origin?: string | undefined
  minimum?: number | bigint | undefined
  maximum?: number | bigint | undefined
  format?: string | undefined
  keys?: readonly string[] | undefined
}
