import type { Projection, World } from "@demarche/engine"
import { defineWorkflow, EngineError, handle, project, recordElapsed, TIME_QUEUE } from "@demarche/engine"
import { type Events, newSalt, StreamName, type Texts, type Views } from "@demarche/event-store"
import { sqliteStore } from "@demarche/event-store/sqlite"
import { serve } from "@hono/node-server"
import { Hono } from "hono"
import * as definition from "./loan.ts"

const loan = defineWorkflow("loan", definition)
const HTTP = { invalid: 400, unknown: 404, rejected: 422, stale: 412, "key-reused": 422, conflict: 409 } as const

type Store = { events: Events; views: Views; texts: Texts }

/** A library over HTTP. `tick`, called now and then, records what fell due. */
export function library(store: Store, cards: string[], clock = () => new Date().toISOString()) {
  const world: World = { ...store, clock, salt: newSalt }
  /** A book's row, made anew from each of its commits: what a list shows, and by when to look at it again. */
  const projection: Projection = {
    ...store,
    workflows: new Map([["loan", loan]]),
    projects: (kind) => kind === "loan",
    bodyOf: ({ commit, view }) => ({ book: commit.stream, state: view.state, loan: view.context }),
  }
  const app = new Hono()
  app.get("/books", async (c) => {
    const rows = await store.views.list({ kind: "loan" })
    return c.json(rows.map(({ body }) => body))
  })
  app.post("/books/:book/:command", async (c) => {
    const { book, command: type } = c.req.param()
    const by = c.req.header("Library-Card") ?? ""
    const seen = c.req.header("If-Match")
    const request = {
      stream: StreamName.parse(`loan:${book}`),
      command: { ...(await c.req.json()), type },
      by,
      correlation: crypto.randomUUID(),
      ...(seen && { ifMatch: Number(seen) }),
    }
    const facts = () => ({ card: cards.includes(by) ? "valid" : "unknown" }) as const
    const { version, view, commits } = await handle(world, loan, request, facts)
    await project(projection, commits)
    return c.json({ version, state: view.state })
  })
  app.onError((error, c) => {
    if (!(error instanceof EngineError) || error.code === "fault") throw error
    return c.json(error.refusal, error.code === "busy" || error.code === "abandoned" ? 503 : HTTP[error.code])
  })
  async function tick() {
    for (const { stream } of await store.views.due(TIME_QUEUE, clock(), 100))
      await project(projection, await recordElapsed(world, loan, stream, crypto.randomUUID()))
  }
  return { app, tick }
}

if (import.meta.main) {
  const { app, tick } = library(sqliteStore("data"), ["ada"])
  setInterval(tick, 60_000)
  serve({ fetch: app.fetch, port: 3000 })
}
