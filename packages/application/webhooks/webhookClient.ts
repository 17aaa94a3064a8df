import { type IncomingHttpHeaders, request as overHttp } from "node:http"
import { request as overTls } from "node:https"
import { useAgent } from "request-filtering-agent"
import { Webhook } from "standardwebhooks"

/** One call of a webhook (https://www.standardwebhooks.com). */
export interface WebhookCall {
  url: string
  /** The same at every attempt, so that the receiver recognises a duplicate. */
  id: string
  /** `whsec_` and 24 to 64 bytes in base64; it is signed with each. */
  secrets: string[]
  /** JSON. */
  body: string
}

/** What came of a call. */
export interface WebhookResponse {
  /** The receiver answered 2xx. */
  taken: boolean
  /** Its status, or why there was none. */
  said: string
  /** The receiver wants to be called no more (410). */
  gone?: true
  /** For so many milliseconds the receiver does not want to be called (RFC 9110, Retry-After). */
  pause?: number
}

/** Calls webhooks, and never throws: what kept a call from being made is in the answer. */
export interface WebhookClient {
  call(call: WebhookCall): Promise<WebhookResponse>
}

export interface WebhookClientOptions {
  /** How long a receiver has for its answer, in milliseconds. */
  patience?: number
  /** Addresses of this machine and of private networks are called too, without which no webhook can be pointed at them. */
  inward?: boolean
}

/** A caller over HTTP. It follows no redirect, and reads of an answer only its status. */
export function createWebhookClient({ patience = 15_000, inward = false }: WebhookClientOptions = {}): WebhookClient {
  return {
    call({ url, id, secrets, body }) {
      const now = new Date()
      const headers = {
        "Content-Type": "application/json",
        "Content-Length": Buffer.byteLength(body),
        "User-Agent": "Demarche",
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(now.getTime() / 1_000)),
        "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(" "),
      }
      const signal = AbortSignal.timeout(patience)
      const agent = useAgent(url, { allowPrivateIPAddress: inward })
      const open = url.startsWith("https:") ? overTls : overHttp
      return new Promise((resolve) => {
        open(url, { method: "POST", headers, signal, agent })
          .on("response", (response) => {
            resolve(responseOf(response.statusCode ?? 0, response.headers, now))
            response.destroy()
          })
          .on("upgrade", (response, socket) => {
            resolve(responseOf(response.statusCode ?? 0, response.headers, now))
            socket.destroy()
          })
          .on("error", (error: NodeJS.ErrnoException) => {
            const why = error.message || error.code || error.name
            resolve({ taken: false, said: signal.aborted ? `no answer within ${patience / 1_000} s` : why })
          })
          .on("close", () => resolve({ taken: false, said: "no answer" }))
          .end(body)
      })
    },
  }
}

function responseOf(status: number, headers: IncomingHttpHeaders, now: Date): WebhookResponse {
  const pause = pauseOf(headers["retry-after"], now)
  return {
    taken: status >= 200 && status < 300,
    said: String(status),
    ...(status === 410 && { gone: true }),
    ...(pause !== undefined && { pause }),
  }
}

/** Seconds, or a date. */
function pauseOf(text: string | undefined, now: Date): number | undefined {
  if (text === undefined) return undefined
  const milliseconds = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now.getTime()
  return milliseconds > 0 ? milliseconds : undefined
}
