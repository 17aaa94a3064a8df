import { createServer, type IncomingMessage } from "node:http"
import type { AddressInfo } from "node:net"
import { onTestFinished } from "vitest"

// biome-ignore lint/suspicious/noExplicitAny: a body is whatever the operation says
type Json = any

export interface Call {
  operation: string
  body: Json
  /** What the table behind answers. */
  forward(): Promise<GateAnswer>
}

export interface GateAnswer {
  status: number
  body: Json
}

/** Answers a call, or hangs up. */
export type Keeper = (call: Call) => Promise<GateAnswer | "hang up"> | GateAnswer | "hang up"

/** DynamoDB's answer when it refuses. */
export const refusal = (type: string, status = 400, message = `said the gate: ${type}`): GateAnswer => ({
  status,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message },
})

/** A door before DynamoDB that counts the calls and their capacity units, and answers in its place when it is told to. */
export async function gate(behind: string) {
  const calls: { operation: string; units: number; items: number }[] = []
  let keeper: Keeper = ({ forward }) => forward()

  const server = createServer(async (request, response) => {
    const body = JSON.parse(await textOf(request))
    const operation = String(request.headers["x-amz-target"]).split(".")[1] ?? ""
    const call = { operation, units: 0, items: 0 }
    calls.push(call)
    async function forward(): Promise<GateAnswer> {
      const { host, "content-length": length, ...headers } = request.headers as Record<string, string>
      const counting = JSON.stringify({ ...body, ReturnConsumedCapacity: "TOTAL" })
      const answer = await fetch(behind, { method: "POST", headers, body: counting })
      const told = (await answer.json()) as Json
      call.units = told.ConsumedCapacity?.CapacityUnits ?? 0
      call.items = told.ScannedCount ?? 0
      return { status: answer.status, body: told }
    }
    const answer = await keeper({ operation, body, forward })
    if (answer === "hang up") return request.socket.destroy()
    response.writeHead(answer.status, { "content-type": "application/x-amz-json-1.0" })
    response.end(typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })

  return {
    at: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    operations: () => calls.map(({ operation }) => operation),
    /** From now on, and nothing counted yet. */
    keep(next: Keeper = ({ forward }) => forward()) {
      keeper = next
      calls.length = 0
    },
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString()
}
