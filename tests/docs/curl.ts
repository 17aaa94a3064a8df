import { spawn } from "node:child_process"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { listening } from "../server/server.ts"

export const root = fileURLToPath(new URL("../..", import.meta.url))
export const bin = join(root, "node_modules/.bin")
/** What a reader's shell knows: our commands, English, and no colours. */
export const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, PORT: "0", NO_COLOR: "1", LC_ALL: "C" }

/** Where the documents say the demo listens. */
export const SHOWN = "http://127.0.0.1:3000"

/** The demo of that folder on a free port, as `npm start` starts it. */
export async function demo(cwd: string): Promise<{ url: string; stop(): Promise<void> }> {
  const server = spawn(join(bin, "tsx"), ["packages/server/start.ts"], { cwd, env })
  const url = await listening(server)
  return {
    url,
    async stop() {
      const gone = new Promise((resolve) => server.once("exit", resolve))
      server.kill("SIGTERM")
      await gone
    },
  }
}

/** What one curl command of a document is answered. */
// biome-ignore lint/suspicious/noExplicitAny: an answer is whatever the test looks at
export async function request(command: string, base: string): Promise<any> {
  const [, url = ""] = command.match(new RegExp(`${SHOWN}([^\\s']*)`)) ?? []
  const headers = Object.fromEntries(
    [...command.matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name = "", value = ""]) => [name, value]),
  )
  const [, method = "GET"] = command.match(/-X (\w+)/) ?? []
  const [, body] = command.match(/-d '([^']*)'/) ?? []
  const response = await fetch(base + url, { method, headers, ...(body && { body }) })
  const answer = await response.json()
  return response.status === 503 && url === "/api/demo/clock" ? arrived(base, JSON.parse(body ?? "").now) : answer
}

/** The demo's clock goes on to where it was sent, also where the way there takes longer than a request may. */
async function arrived(base: string, instant: string): Promise<{ now: string }> {
  const now = async () => ((await (await fetch(`${base}/healthz`)).json()) as { now: string }).now
  while (Date.parse(await now()) < Date.parse(instant)) await new Promise((resolve) => setTimeout(resolve, 50))
  return { now: await now() }
}
