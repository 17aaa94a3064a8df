import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { createApi } from "@demarche/http/app"
import { GATHER_MILLISECONDS, host } from "@demarche/server/host"
import { apiOptionsOf } from "@demarche/server/serve"
import { serve } from "@hono/node-server"
import { bareTable } from "./bare.ts"
import { clock, quiet } from "./fixture.ts"

/**
 * A process that serves a folder and says where: `ours`, the API with its consumers, let at no limit but that of the
 * machine, or `raw`, which parses the body, inserts a row as large as a commit, and answers as much.
 */
const [kind = "", folder = "", commit = "", answer = ""] = process.argv.slice(2)

function ours() {
  const hosted = host(sqliteStore(folder), clock, quiet, { gather: GATHER_MILLISECONDS })
  const app = createApi(hosted.application, {
    ...apiOptionsOf(hosted, { reporter: quiet, home: "https://d.example" }),
    rates: { read: 1e9, write: 1e9 },
  })
  return serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 })
}

function raw() {
  const { insert } = bareTable(folder)
  const server = createServer((request, response) => {
    let text = ""
    request.setEncoding("utf8")
    request.on("data", (chunk) => {
      text += chunk
    })
    request.on("end", () => {
      JSON.parse(text)
      insert(commit)
      response.writeHead(200, { "Content-Type": "application/json" })
      response.end(answer)
    })
  })
  return server.listen(0, "127.0.0.1")
}

const server = kind === "ours" ? ours() : raw()
server.once("listening", () => process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`))
