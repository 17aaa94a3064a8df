import { once } from "node:events"
import { createServer, type IncomingHttpHeaders } from "node:http"
import type { AddressInfo } from "node:net"
import { vi } from "vitest"

/** What a stand-in was asked. */
export interface Asked {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
}

export interface Answered {
  status?: number
  headers?: Record<string, string>
  body?: unknown
}

/**
 * A service of AWS over HTTP, as far as one of its clients sees it; `answer` says what it answers, and what it was asked is
 * kept. The client finds it by the SDK's own environment variable, which ends in the service's name.
 */
export async function awsServer(service: "EVENTBRIDGE" | "S3", answer: (asked: Asked) => Answered) {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { method = "", url = "", headers } = request
    const call = { method, path: url, headers, body: Buffer.concat(chunks).toString() }
    asked.push(call)
    const { status = 200, headers: answered, body } = answer(call)
    response.writeHead(status, answered)
    response.end(body === undefined || typeof body === "string" ? body : JSON.stringify(body))
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  vi.stubEnv(`AWS_ENDPOINT_URL_${service}`, `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  vi.stubEnv("AWS_REGION", "eu-central-1")
  vi.stubEnv("AWS_ACCESS_KEY_ID", "nobody")
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "nothing")
  return {
    asked,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await once(server, "close")
    },
  }
}
