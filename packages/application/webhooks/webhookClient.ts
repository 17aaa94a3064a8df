import { type IncomingHttpHeaders, request as overHttp } from "node:http"
import { request as overTls } from "node:https"
import { useAgent } from "request-filtering-agent"
import { Webhook } from "standardwebhooks"

/** One call of a webhook, as of https://www.standardwebhooks.com. */
export interface WebhookCall {
  url: string
  /** The same on every retry, so that the receiver can detect it. */
  id: string
  /** Each `whsec_` and 24 to 64 bytes in base64; the call is signed with all of them. */
  secrets: string[]
  /** JSON. */
  body: string
}

/** The result of a call. */
export interface WebhookResponse {
  /** The status was 2xx. */
  taken: boolean
  /** The status, or why there was none. */
  said: string
  /** The status was 410: the receiver does not want to be called again. */
  gone?: true
  /** The Retry-After of the response (RFC 9110), in milliseconds. */
  pause?: number
}

/** Calls webhooks. It never throws: the result says why a call failed. */
export interface WebhookClient {
  call(call: WebhookCall): Promise<WebhookResponse>
}

export interface WebhookClientOptions {
  /** The timeout of a call, in milliseconds. */
  patience?: number
  /** Allows addresses of this machine and of private networks, which are blocked by default. */
  inward?: boolean
}

/** A client that follows no redirects and ignores the body of a response. */
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

/** Retry-After in seconds or as a date, as milliseconds from `now`. */
function pauseOf(text: string | undefined, now: Date): number | undefined {
  if (text === undefined) return undefined
  const milliseconds = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now.getTime()
  return milliseconds > 0 ? milliseconds : undefined
}
