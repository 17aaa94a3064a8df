import type { Application } from "@demarche/application/application"
import type { Env } from "@demarche/http/authentication"
import { type NewsRequest, pulseOf } from "@demarche/http/news"
import { invalid } from "@demarche/http/requestBody"
import { Hono } from "hono/tiny"
import type { PageRequest } from "../respond.ts"
import type { Visit } from "../visit.ts"
import { instantOf, versionAt } from "./version.ts"

/** What open pages ask, below a language: whether something was recorded since the version in `If-None-Match`, and what of it is for the reader. */
export function newsRoutes(application: Application, visitIn: (c: PageRequest) => Visit) {
  return new Hono<Env>()
    .get("/plans/:plan/pulse", async (c) => {
      const { beats, upTo } = await pulseOf(application, asked(c, c.req.param("plan")))
      return c.body(null, beats ? 200 : 304, { ETag: versionAt(upTo) })
    })
    .get("/plans/:plan/news", async (c) => {
      const { newsFor } = await import("./news.ts")
      const news = await newsFor(visitIn(c), asked(c, c.req.param("plan")))
      return news ? c.json(news) : c.body(null, 204)
    })
}

/** @throws ProblemError `invalid` without a version. */
function asked(c: PageRequest, plan: string): NewsRequest {
  const since = instantOf(c.req.header("If-None-Match"))
  if (since === undefined) throw invalid("If-None-Match", "is the version that the page names")
  return { plan, item: c.req.query("item"), since }
}
