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
 * The current generation of the views and the one being rebuilt, in one item that every process reads. A reader may cache
 * the item for `grace` milliseconds; a replaced generation is therefore kept complete for twice as long before it is dropped.
 */
export function generations(table: DynamodbTable, grace: number, { sleep }: TimeSource) {
  let known: { since: number; standing: CurrentGeneration } | undefined

  function standing(item: Item | undefined): CurrentGeneration {
    const { current, next } = item ?? {}
    return { current: Number(current?.N ?? FIRST), next: next?.N === undefined ? undefined : Number(next.N) }
  }

  /** Reads the item, uncached. Writers always do, or a rebuild would miss their rows. */
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
    /** Opens a new generation; one that is open already is superseded. Resolves to its number. */
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
    /** Makes the open generation current and waits until no reader uses the old one. False where it is no longer open. */
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
    /** Closes the open generation without using it. False where it is no longer open. */
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
