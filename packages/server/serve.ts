import { randomUUID } from "node:crypto"
import type { Logger } from "@demarche/application/logger"
import { createSessions } from "@demarche/application/sessions/sessions"
import type { OpenIdSettings } from "@demarche/application/settings"
import type { Marks } from "@demarche/event-store"
import type { ApiOptions } from "@demarche/http/app"
import { apiKeyAuth, demoAuth } from "@demarche/http/authentication"
import type { Outbox } from "@demarche/http/devMail"
import type { Rates } from "@demarche/http/rateLimits"
import { createSite } from "@demarche/web/site"
import { serve as listen } from "@hono/node-server"
import { Cron } from "croner"
import type { MovableClock } from "./clocks.ts"
import { advanceTo, type Host } from "./host.ts"
import { shippedPlans } from "./shippedPlans.ts"

/** A running server. */
export interface Served {
  url: string
  /** Refuses new requests, waits for those in flight and for a running tick, stops the consumers, closes the store. */
  stop(): Promise<void>
}

/**
 * Options of a server: the log, its public base URL, the key for action links, what people have seen, the issuer by which people come
 * in and, in demo mode, the clock and the outbox. With `strict`, people come in as elsewhere although the clock can be moved.
 */
export interface ServerOptions {
  reporter: Logger
  home: string
  letterKey?: string
  demo?: MovableClock
  strict?: boolean
  letters?: Outbox
  /** Whether letters leave, or are shown in the outbox. */
  mails?: boolean
  marks?: Marks
  openId?: OpenIdSettings
}

/** What a caller has per minute. */
export const rates: Rates = { read: 1_200, write: 600 }

/** The API settings of a local host: API keys are always accepted, sign-in without a credential only in the demo. */
export function apiOptionsOf(
  hosted: Host,
  { reporter, home, letterKey, demo, strict = false, letters, mails = false, marks, openId }: ServerOptions,
): ApiOptions {
  return {
    authenticators: [apiKeyAuth(hosted.application), ...(demo && !strict ? [demoAuth] : [])],
    rates,
    home,
    ...(letterKey && { letterKey, sessions: createSessions(hosted.application, letterKey) }),
    ...{ mails, plans: shippedPlans },
    ...(marks && { marks }),
    ...(openId && { openId }),
    ...(demo && {
      demo: {
        admits: !strict,
        now: demo.now,
        moveTo: (instant) =>
          advanceTo(hosted, demo, instant, (error) => reporter.error({ error }, "the clock failed on its way")),
        ...(letters && { letters }),
      },
    }),
    addressOf: ({ env }) => env?.incoming?.socket?.remoteAddress,
    milliseconds: () => performance.now(),
    work: hosted.work,
    log: (error, correlation) => reporter.error({ error, correlation }, "a request failed"),
  }
}

/** Serves the API of a host over HTTP and runs its schedule every minute. */
export async function serve(
  hosted: Host,
  { hostname, port, ...options }: { hostname: string; port: number } & ServerOptions,
): Promise<Served> {
  const app = createSite(hosted.application, apiOptionsOf(hosted, options))
  const server = await new Promise<ReturnType<typeof listen>>((resolve, reject) => {
    const server = listen({ fetch: app.fetch, hostname, port }, () => resolve(server))
    server.once("error", reject)
  })
  let minute = Promise.resolve()
  const minutes = new Cron("* * * * *", { protect: true }, () => {
    const failed = (error: unknown) => options.reporter.error({ error }, "the clock failed")
    minute = hosted.schedule.tick(randomUUID()).then(() => {}, failed)
    return minute
  })
  const address = server.address()
  return {
    url: `http://${hostname}:${typeof address === "object" && address ? address.port : port}`,
    async stop() {
      minutes.stop()
      const idle = setInterval(() => "closeIdleConnections" in server && server.closeIdleConnections(), 50)
      await new Promise((resolve) => server.close(resolve))
      clearInterval(idle)
      await minute
      await hosted.stop()
    },
  }
}
