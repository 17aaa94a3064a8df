import type { TimeSource } from "./client.ts"
import type { DynamodbTable, Item } from "./table.ts"

const KEY = { pk: { S: "generations" }, sk: { S: "generations" } }
const FIRST = 1
const NAMES = { "#current": "current", "#next": "next" }

/** The generation that is read, and the one being rebuilt. */
export interface CurrentGeneration {
  current: number
  next: number | undefined
}

/**
 * Which generations the views have, in one item that every process sees. Readers may go by what they read up to `grace`
 * milliseconds ago; so a generation that is no longer current is kept for twice as long, whole, and only then dropped.
 */
export function generations(table: DynamodbTable, grace: number, { sleep }: TimeSource) {
  let known: { since: number; standing: CurrentGeneration } | undefined

  function standing(item: Item | undefined): CurrentGeneration {
    const { current, next } = item ?? {}
    return { current: Number(current?.N ?? FIRST), next: next?.N === undefined ? undefined : Number(next.N) }
  }

  /** As it is now; a writer must not go by less, or a rebuild would miss what it writes. */
  async function read(): Promise<CurrentGeneration> {
    const asked = Date.now()
    const found = standing(await table.get(KEY))
    known = { since: asked, standing: found }
    return found
  }

  return {
    read,
    async current(): Promise<number> {
      const fresh = known && Math.abs(Date.now() - known.since) < grace
      return (known && fresh ? known.standing : await read()).current
    },
    /** Opens the next generation, in the place of one that is open already. */
    async begin(): Promise<number> {
      const item = await table.update({
        Key: KEY,
        UpdateExpression:
          "SET #last = if_not_exists(#last, :first) + :one, #next = if_not_exists(#last, :first) + :one",
        ExpressionAttributeNames: { "#last": "last", "#next": "next" },
        ExpressionAttributeValues: { ":first": { N: String(FIRST) }, ":one": { N: "1" } },
      })
      return Number(item?.next?.N)
    },
    /** Makes the open generation the current one, and waits until nobody goes by the old. False where it is no longer open. */
    async swap(own: number): Promise<boolean> {
      const item = await table.update({
        Key: KEY,
        UpdateExpression: "SET #current = :own REMOVE #next",
        ConditionExpression: "#next = :own",
        ExpressionAttributeNames: NAMES,
        ExpressionAttributeValues: { ":own": { N: String(own) } },
      })
      const { current } = await read()
      if (!item && current !== own) return false
      await sleep(2 * grace)
      return true
    },
    /** False where it is no longer open. */
    async abandon(own: number): Promise<boolean> {
      const item = await table.update({
        Key: KEY,
        UpdateExpression: "REMOVE #next",
        ConditionExpression: "#next = :own",
        ExpressionAttributeNames: { "#next": "next" },
        ExpressionAttributeValues: { ":own": { N: String(own) } },
      })
      return item !== undefined
    },
  }
}
