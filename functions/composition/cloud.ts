import { type Application, createApplication } from "@demarche/application/application"
import { jsonLogger, type Logger } from "@demarche/application/logger"
import type { ReadImage } from "@demarche/application/messages/bus"
import { Tables, tableOptions } from "@demarche/application/settings"
import { commitOf, dynamodbStore } from "@demarche/event-store/dynamodb/dynamodbStore"
import type { JwtIssuer } from "@demarche/http/jwtAuth"
import * as z from "zod"
import { read } from "./environment.ts"
import { memo } from "./memo.ts"

/** What the stacks tell every function, and some of them beside. */
const Configuration = Tables.extend({
  LETTER_KEY: z.string().optional(),
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

/** What every Lambda handler may work with; who speaks to the bus, to webhooks or to a mail provider imports those beside. */
export interface CloudComposition {
  application: Application
  readImage: ReadImage
  /** Signs the links in letters. */
  letterKey: string | undefined
  segments: number
  /** Whose tokens let people in; nobody's where the stage names no issuer. */
  trust: JwtIssuer | undefined
  log: Logger
}

/** The cloud's wiring, made once a function instance. @throws Error that names a variable the stacks did not set. */
export const getCloud = memo((): CloudComposition => {
  const env = read(Configuration)
  const { JWT_ISSUER: issuer, JWT_AUDIENCES: audiences } = env
  const clock = () => new Date().toISOString()
  return {
    application: createApplication(dynamodbStore(tableOptions(env)), clock),
    readImage: commitOf,
    letterKey: env.LETTER_KEY,
    segments: env.SWEEP_SEGMENTS,
    trust: issuer && audiences ? { issuer, audiences } : undefined,
    log: jsonLogger((line) => process.stdout.write(line), clock),
  }
})
