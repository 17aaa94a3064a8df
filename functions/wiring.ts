import { memoryStore } from "@demarche/store/memory"
import { sqliteStore } from "@demarche/store/sqlite"
import { Instant } from "@demarche/workflows/terms"
import * as z from "zod"
import { bucket } from "./cloud/bucket.ts"
import { eventBridge } from "./cloud/eventBridge.ts"
import type { Bus, ReadImage } from "./house/bus.ts"
import { type House, houseOf } from "./house/house.ts"
import { jsonLog, type Log } from "./house/log.ts"

/** What the stacks tell each function. */
const CloudConfiguration = z.object({
  EVENTS_TABLE: z.string(),
  VIEWS_TABLE: z.string(),
  TEXTS_TABLE: z.string(),
  BUS_NAME: z.string(),
  CHECKPOINT_BUCKET: z.string().optional(),
  CHECKPOINT_KEY: z.string().optional(),
  SWEEP_SEGMENTS: z.coerce.number().int().min(1).default(1),
  DYNAMODB_ENDPOINT: z.url().optional(),
})

/** @throws Error that names each variable and its rule. */
function read<T>(schema: z.ZodType<T>, given: Record<string, string | undefined>): T {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"))
}

/**
 * What the local host is told from outside; an option of the command line goes before the environment.
 * @throws Error that names each variable and its rule.
 */
export function configuration(given: Record<string, string | undefined> = process.env) {
  const Configuration = z.object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    HOST: z.string().default("127.0.0.1"),
    DATA_DIR: z.string().optional(),
    DEMO_NOW: Instant.default("2026-06-05T12:00:00+02:00"),
    LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  })
  return read(Configuration, given)
}

/** The store of one machine: SQLite in that folder, or memory, which the demo forgets. */
export function openStore(folder: string | undefined) {
  return folder === undefined ? memoryStore() : sqliteStore(folder)
}

/** What a Lambda handler works with. */
export interface Cloud {
  house: House
  readImage: ReadImage
  /** Loaded by the handlers that speak to it, so that no other one waits for its client. */
  bus(): Promise<Bus>
  vault(): Promise<{ keep(key: string, body: string): Promise<void> }>
  signingKey: string
  segments: number
  log: Log
}

async function cloud(): Promise<Cloud> {
  const env = read(CloudConfiguration, process.env)
  const dynamodb = await import("@demarche/store/dynamodb")
  const clock = () => new Date().toISOString()
  const store = dynamodb.dynamodbStore({
    tables: { events: env.EVENTS_TABLE, views: env.VIEWS_TABLE, texts: env.TEXTS_TABLE },
    ...(env.DYNAMODB_ENDPOINT && { endpoint: env.DYNAMODB_ENDPOINT }),
  })
  return {
    house: houseOf(store, clock),
    readImage: dynamodb.commitOf,
    bus: once(() => eventBridge(env.BUS_NAME)),
    vault: once(() => bucket(env.CHECKPOINT_BUCKET ?? "")),
    signingKey: env.CHECKPOINT_KEY ?? "",
    segments: env.SWEEP_SEGMENTS,
    log: jsonLog((line) => process.stdout.write(line), clock),
  }
}

/** The cloud's wiring, made once a function instance. @throws Error that names a variable the stacks did not set. */
export const wired = once(cloud)

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
