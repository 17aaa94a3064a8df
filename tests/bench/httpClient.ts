import { spawn } from "node:child_process"
import { once } from "node:events"
import { Agent, request } from "node:http"
import { fileURLToPath } from "node:url"
import { KEY, streamOf } from "./fixture.ts"
import { perSecond } from "./measure.ts"

export const CLIENTS = [1, 16]

/** A server of `httpServer.ts` as its own process, killed when its block ends. */
export async function serving(kind: "ours" | "raw", ...args: string[]) {
  const file = fileURLToPath(new URL("httpServer.ts", import.meta.url))
  const child = spawn(process.execPath, ["--import", "tsx", file, kind, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  const [said] = await once(child.stdout, "data")
  return {
    url: String(said).trim(),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL")
      await once(child, "close")
    },
  }
}

/** That many clients on kept connections, each of which waits for its answer before it asks again. */
export function commandsOver(clients: number, streams: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const count = clients === 1 ? 250 : 800
  let round = 0
  return {
    async rate(url: string): Promise<number> {
      const name = `${clients}.${++round}.${process.hrtime.bigint()}`
      let next = 0
      const client = async () => {
        for (let index = next++; index < count; index = next++)
          await assignOwner(agent, url, streamOf(index % streams), `${name}.${index}`)
      }
      return perSecond(count, () => Promise.all(Array.from({ length: clients }, client)))
    },
    [Symbol.dispose]: () => agent.destroy(),
  }
}

function assignOwner(agent: Agent, url: string, stream: string, id: string): Promise<void> {
  const body = JSON.stringify({ owner: "cameroon" })
  const headers = {
    Authorization: `Bearer ${KEY}`,
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
    "Idempotency-Key": id,
  }
  const path = `${url}/api/activities/${stream.slice("activity:".length)}/transitions/assignOwner`
  return new Promise((resolve, reject) => {
    const sent = request(path, { method: "POST", agent, headers }, (response) => {
      let text = ""
      response.setEncoding("utf8").on("data", (chunk) => {
        text += chunk
      })
      response.on("end", () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`${response.statusCode} ${text}`)),
      )
    })
    sent.on("error", reject).end(body)
  })
}
