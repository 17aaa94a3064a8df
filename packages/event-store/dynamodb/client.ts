import { setTimeout as sleep } from "node:timers/promises"
import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb"

/** Measures time and waits, in milliseconds; a test gives its own. */
export interface TimeSource {
  now(): number
  sleep(milliseconds: number): Promise<unknown>
}

export const machineTimer: TimeSource = { now: () => performance.now(), sleep }

/** Where the tables are. Region and credentials come from the environment unless `client` has them. */
export interface DynamodbOptions {
  tables: { events: string; views: string; texts: string; marks?: string }
  /** The endpoint, where it is not AWS. */
  endpoint?: string
  /** Further options of the SDK's client; its retries are always off. */
  client?: DynamoDBClientConfig
  /** For how many milliseconds a throttled or unanswered call is retried. */
  patience?: number
  /** For how many milliseconds a reader caches which generation of the views is current. */
  grace?: number
  /** The machine's own by default. */
  timer?: TimeSource
}

/** Ends a hung connection, so that the call can be retried. */
const requestHandler = { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true }

/** A client without the SDK's own retries, which would multiply ours. */
export function openClient({ endpoint, client }: Pick<DynamodbOptions, "endpoint" | "client">): DynamoDBClient {
  return new DynamoDBClient({ requestHandler, ...client, ...(endpoint && { endpoint }), maxAttempts: 1 })
}
