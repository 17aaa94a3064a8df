import type { Mark, Marks } from "../ports.ts"
import type { DynamodbTable } from "./table.ts"

const key = ({ scope, person }: Pick<Mark, "scope" | "person">) => ({ pk: { S: scope }, sk: { S: person } })

/** Marks in a table of their own, `pk` the scope and `sk` the person, which no backup takes. */
export function dynamodbMarks(table: DynamodbTable): Marks {
  return {
    async get(of) {
      const item = await table.get(key(of))
      return item && { scope: of.scope, person: of.person, seen: String(item.seen?.S) }
    },
    async put({ seen, ...of }) {
      await table.put(
        { ...key(of), seen: { S: seen } },
        {
          ConditionExpression: "attribute_not_exists(pk) OR seen < :seen",
          ExpressionAttributeValues: { ":seen": { S: seen } },
        },
      )
    },
    async erase(of) {
      await table.write([{ DeleteRequest: { Key: key(of) } }])
    },
    /** Whoever opened the client closes it. */
    async [Symbol.asyncDispose]() {},
  }
}
