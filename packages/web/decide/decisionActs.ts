import type { Application } from "@demarche/application/application"
import type { ApiOptions } from "@demarche/http/app"
import type { Env } from "@demarche/http/authentication"
import { Hono } from "hono/tiny"
import type { PageRequest } from "../respond.ts"
import type { Visit } from "../visit.ts"

/** What responds to the forms, loaded when the first is sent. */
const responding = () => import("./formResponse.ts")

/** What the forms of decisions do, below a language: show the form again, say what would be recorded, record it. */
export function decisionActs(application: Application, { log }: ApiOptions, visitIn: (c: PageRequest) => Visit) {
  const site = { application, log, visitIn }
  return new Hono<Env>()
    .post("/items/:id/record/:act", async (c) => {
      const { id, act } = c.req.param()
      return (await responding()).respondOnItem(c, site, id, act)
    })
    .post("/plans/:plan/record/:act", async (c) => {
      const { plan, act } = c.req.param()
      return (await responding()).respondOnPlan(c, site, plan, act)
    })
}
