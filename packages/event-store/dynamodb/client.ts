import { setTimeout as sleep } from "node:timers/promises"
import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb"

/** How patience is measured and how waiting is done, in milliseconds. */
export interface TimeSource {
  now(): number
  sleep(milliseconds: number): Promise<unknown>
}

export const machineTimer: TimeSource = { now: () => performance.now(), sleep }

/** Where the tables are. Region and credentials come from the environment unless `client` has them. */
export interface DynamodbOptions {
  tables: { events: string; views: string; texts: string }
  /** The address of a stand-in, where it is not AWS. */
  endpoint?: string
  /** More of what the SDK's client can be told; how often it tries is ours to say. */
  client?: DynamoDBClientConfig
  /** For so many milliseconds a call is tried again that was throttled or not answered. */
  patience?: number
  /** For so many milliseconds a reader may go by a generation of the views that has been replaced. */
  grace?: number
  /** The machine's own, unless told otherwise. */
  timer?: TimeSource
}

/** A hung connection ends, so that it can be tried again. */
const requestHandler = { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true }

/** The SDK's own retries are off: with ours they would multiply. */
export function openClient({ endpoint, client }: Pick<DynamodbOptions, "endpoint" | "client">): DynamoDBClient {
  return new DynamoDBClient({ requestHandler, ...client, ...(endpoint && { endpoint }), maxAttempts: 1 })
}
