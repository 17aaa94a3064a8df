import type { DynamodbOptions } from "@demarche/store/dynamodb"
import { memoryStore } from "@demarche/store/memory"
import { sqliteStore } from "@demarche/store/sqlite"
import { Instant } from "@demarche/workflows/terms"
import * as z from "zod"
import type { Trust } from "./api/tokenDoor.ts"
import type { Bus, ReadImage } from "./house/bus.ts"
import { type House, houseOf, type Store } from "./house/house.ts"
import { jsonLog, type Log } from "./house/log.ts"
import type { Post } from "./house/post.ts"
import { type Hooks, hooksOf } from "./house/webhooks.ts"

/** Where a record on DynamoDB is: its tables and, where it is not AWS, the address of what stands in for it. */
const Tables = z.object({
  EVENTS_TABLE: z.string("is not set"),
  VIEWS_TABLE: z.string("is not set"),
  TEXTS_TABLE: z.string("is not set"),
  DYNAMODB_ENDPOINT: z.url({ protocol: /^https?$/, error: "is no http address" }).optional(),
})

/** Where people reach the pages. */
const Home = z.url({ protocol: /^https?$/, error: "is no http address" }).transform((url) => new URL(url).origin)

/** What the stacks tell each function. */
const CloudConfiguration = Tables.extend({
  BUS_NAME: z.string(),
  CHECKPOINT_BUCKET: z.string().optional(),
  CHECKPOINT_KEY: z.string().optional(),
  ORIGIN: Home.optional(),
  LETTER_KEY: z.string().optional(),
  MAIL_FROM: z.string().optional(),
  MAIL_CONFIGURATION: z.string().optional(),
  SWEEP_SEGMENTS: z.coerce.number().int().min(1).default(1),
  JWT_ISSUER: z.url({ protocol: /^https$/, error: "is no https address" }).optional(),
  JWT_AUDIENCES: z
    .string()
    .min(1)
    .transform((list) => list.split(","))
    .optional(),
}).refine(({ JWT_ISSUER, JWT_AUDIENCES }) => !JWT_ISSUER === !JWT_AUDIENCES, {
  path: ["JWT_AUDIENCES"],
  error: "goes with JWT_ISSUER: set both or neither",
})

/** Read once, so that zod need not compile a parser for it. @throws Error that names each variable and its rule. */
function read<T>(schema: z.ZodType<T>, given: Record<string, string | undefined>): T {
  const parsed = schema.safeParse(given, { jitless: true })
  if (parsed.success) return parsed.data
  throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"))
}

/**
 * What the local host is told from outside; an option of the command line goes before the environment.
 * @throws Error that names each variable and its rule.
 */
export function configuration(given: Record<string, string | undefined> = process.env) {
  const Configuration = z
    .object({
      PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
      HOST: z.string().default("127.0.0.1"),
      DATA_DIR: z.string().optional(),
      DEMO_NOW: Instant.default("2026-06-05T12:00:00+02:00"),
      LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
      SMTP_URL: z.url({ protocol: /^smtps?$/, error: "is no smtp address" }).optional(),
      MAIL_FROM: z.string().optional(),
      PUBLIC_URL: Home.optional(),
      LETTER_KEY: z.string().min(16).optional(),
      WEBHOOKS_INWARD: z.stringbool().default(false),
    })
    .refine(({ SMTP_URL, MAIL_FROM }) => !SMTP_URL || MAIL_FROM, {
      path: ["MAIL_FROM"],
      error: "goes with SMTP_URL: set it",
    })
  return read(Configuration, given)
}

/** The store of one machine: SQLite in that folder, or memory, which the demo forgets. */
export function openStore(folder: string | undefined) {
  return folder === undefined ? memoryStore() : sqliteStore(folder)
}

/**
 * The store on the tables that the environment names, as the functions have them; `client` is what DynamoDB's client is
 * told beside their place.
 * @throws Error that names each variable and its rule.
 */
export async function openTables(
  given: Record<string, string | undefined>,
  client: NonNullable<DynamodbOptions["client"]>,
): Promise<Store & AsyncDisposable> {
  const env = read(Tables, given)
  const { dynamodbStore } = await import("@demarche/store/dynamodb")
  return dynamodbStore({ ...placed(env), client })
}

function placed({ EVENTS_TABLE, VIEWS_TABLE, TEXTS_TABLE, DYNAMODB_ENDPOINT }: z.infer<typeof Tables>) {
  return {
    tables: { events: EVENTS_TABLE, views: VIEWS_TABLE, texts: TEXTS_TABLE },
    ...(DYNAMODB_ENDPOINT && { endpoint: DYNAMODB_ENDPOINT }),
  }
}

/** What a Lambda handler works with. */
export interface Cloud {
  house: House
  readImage: ReadImage
  /** Loaded by the handlers that speak to it, so that no other one waits for its client. */
  bus(): Promise<Bus>
  vault(): Promise<{ keep(key: string, body: string): Promise<void> }>
  signingKey: string
  /** How letters go out; asked for when there is one, so that a minute without letters loads nothing to send them. */
  post(): Promise<Post>
  /** How webhooks are called; the functions that call are told the key, and no others. */
  hooks(): Promise<Hooks>
  /** Signs the links in letters. */
  letterKey: string | undefined
  segments: number
  /** Whose tokens let people in; nobody's where the stage names no issuer. */
  trust: Trust | undefined
  log: Log
}

async function cloud(): Promise<Cloud> {
  const env = read(CloudConfiguration, process.env)
  const { JWT_ISSUER: issuer, JWT_AUDIENCES: audiences } = env
  const dynamodb = await import("@demarche/store/dynamodb")
  const clock = () => new Date().toISOString()
  const store = dynamodb.dynamodbStore(placed(env))
  return {
    house: houseOf(store, clock),
    readImage: dynamodb.commitOf,
    bus: once(async () => (await import("./cloud/eventBridge.ts")).eventBridge(env.BUS_NAME)),
    vault: once(async () => (await import("./cloud/bucket.ts")).bucket(env.CHECKPOINT_BUCKET ?? "")),
    signingKey: env.CHECKPOINT_KEY ?? "",
    post: once(() => posted(env)),
    hooks: once(() => hooked(env)),
    letterKey: env.LETTER_KEY,
    segments: env.SWEEP_SEGMENTS,
    trust: issuer && audiences ? { issuer, audiences } : undefined,
    log: jsonLog((line) => process.stdout.write(line), clock),
  }
}

async function posted({
  ORIGIN,
  LETTER_KEY,
  MAIL_FROM,
  MAIL_CONFIGURATION,
}: z.infer<typeof CloudConfiguration>): Promise<Post> {
  const { sesMailer } = await import("@demarche/mail/ses")
  const set = z.object({
    ORIGIN: z.string(),
    LETTER_KEY: z.string(),
    MAIL_FROM: z.string(),
    MAIL_CONFIGURATION: z.string(),
  })
  const { ORIGIN: home, LETTER_KEY: key, ...mail } = read(set, { ORIGIN, LETTER_KEY, MAIL_FROM, MAIL_CONFIGURATION })
  return { mailer: sesMailer({ from: mail.MAIL_FROM, configurationSet: mail.MAIL_CONFIGURATION }), home, key }
}

async function hooked({ LETTER_KEY }: z.infer<typeof CloudConfiguration>): Promise<Hooks> {
  const { LETTER_KEY: key } = read(z.object({ LETTER_KEY: z.string() }), { LETTER_KEY })
  const caller = once(async () => (await import("@demarche/mail/webhook")).webhookCaller())
  return hooksOf({ call: async (call) => (await caller()).call(call) }, key)
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
