import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { Agent, request } from "node:http"
import { fileURLToPath } from "node:url"
import { keyHash } from "../../functions/api/doors.ts"
import { act } from "../../functions/house/act.ts"
import { PLAN } from "../http/world.ts"
import type { Line } from "./line.ts"
import { byTurns, perSecond } from "./measure.ts"
import { asked, austria, DEPTH, folder, furnish, open, streamOf } from "./stage.ts"

const STREAMS = 100
const ROUNDS = 5
const CLIENTS = [1, 16]
const KEY = `demarche_${"b".repeat(16)}_${"k".repeat(43)}`

/** The same command over HTTP, by a program with a key, beside a server that knows nothing but the same insert. */
export async function http(): Promise<Line[]> {
  using place = folder()
  await furnish(place.path, STREAMS)
  const [commit, answer] = await first(place.path)
  const ours = await start("ours", place.path)
  const raw = await start("raw", place.path, commit, answer)
  try {
    const lines: Line[] = []
    for (const clients of CLIENTS) {
      using agent = keepAlive(clients)
      let round = 0
      const count = clients === 1 ? 250 : 800
      const rate = (url: string) => () =>
        perSecond(count, () => all(agent, url, clients, count, `${clients}.${++round}`))
      const measured = await byTurns(ROUNDS, rate(ours.url), rate(raw.url))
      lines.push({
        what: `command over HTTP, ${clients} ${clients === 1 ? "client" : "clients"} (${DEPTH} prior commits, key, record on)`,
        unit: "/s",
        ours: measured.ours,
        reference: { of: "node:http + JSON.parse + the same insert", value: measured.reference },
        ratio: measured.ratio,
        wanted: { of: "ratio", least: 0.7 },
      })
    }
    return lines
  } finally {
    for (const { child } of [ours, raw]) {
      child.kill("SIGKILL")
      await once(child, "exit")
    }
  }
}

/** Gives the key its office, takes one command, and answers how its commit and its answer read. */
async function first(path: string): Promise<[string, string]> {
  await using bench = open(path)
  const key = {
    type: "addKey",
    hash: keyHash(KEY),
    label: "bench",
    office: "coordinator",
    party: "austria",
    plans: [PLAN],
  }
  const by = { person: "isu", office: "isu", party: "isu" }
  await act(bench.house, { ...asked(`access:${"b".repeat(16)}`, "key"), command: key, by, vouched: true })
  const { commits, hash, events } = await act(bench.house, asked(streamOf(0), "first"))
  const answer = {
    id: streamOf(0),
    version: 11,
    state: "drafting",
    substate: "editing",
    events,
    hash,
    by: austria.person,
  }
  return [JSON.stringify(commits[0]), JSON.stringify(answer)]
}

async function start(kind: string, ...args: string[]): Promise<{ child: ChildProcess; url: string }> {
  const file = fileURLToPath(new URL("httpServer.ts", import.meta.url))
  const child = spawn(process.execPath, ["--import", "tsx", file, kind, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  const [said] = await once(child.stdout, "data")
  return { child, url: String(said).trim() }
}

function keepAlive(maxSockets: number) {
  return Object.assign(new Agent({ keepAlive: true, maxSockets }), {
    [Symbol.dispose](this: Agent) {
      this.destroy()
    },
  })
}

/** `count` commands by that many clients, each of which waits for its answer before it asks again. */
async function all(agent: Agent, url: string, clients: number, count: number, round: string): Promise<void> {
  let next = 0
  const client = async () => {
    for (let index = next++; index < count; index = next++) await post(agent, url, index, `${round}.${index}`)
  }
  await Promise.all(Array.from({ length: clients }, client))
}

function post(agent: Agent, url: string, index: number, id: string): Promise<void> {
  const [, stream] = streamOf(index % STREAMS).split(":")
  const body = JSON.stringify({ owner: `owner ${id}` })
  const headers = {
    Authorization: `Bearer ${KEY}`,
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
    "Idempotency-Key": id,
  }
  return new Promise((resolve, reject) => {
    const path = `${url}/api/activities/${stream}/transitions/assignOwner`
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
