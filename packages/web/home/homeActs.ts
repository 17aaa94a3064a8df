import type { Application } from "@demarche/application/application"
import { execute } from "@demarche/application/execute"
import { textBody } from "@demarche/application/textBody"
import type { ApiOptions } from "@demarche/http/app"
import { pastOf } from "@demarche/http/asOf"
import { claimantOf, type Env } from "@demarche/http/authentication"
import { makeFeed } from "@demarche/http/feedRoutes"
import { forgetSeen, markSeen } from "@demarche/http/mineRoutes"
import { findPlan } from "@demarche/http/planRoutes"
import { ProblemError } from "@demarche/http/problem"
import { formBody, formLists, valid } from "@demarche/http/requestBody"
import { SeenBody } from "@demarche/http/seenBody"
import { Hono } from "hono/tiny"
import { planPath } from "../page.ts"
import { type PageRequest, respondWithPage } from "../respond.ts"
import { actingAs, href, type Visit } from "../visit.ts"

/** What the forms of somebody's own pages do, below a language. */
export function homeActs(application: Application, { marks, home }: ApiOptions, visitIn: (c: PageRequest) => Visit) {
  const app = new Hono<Env>()
  const leadTo = (c: PageRequest, path: string, query = {}) =>
    c.redirect(href({ language: visitIn(c).language, query: {} }, path, query), 303)

  if (marks) {
    app.post("/plans/:plan/seen", async (c) => {
      const plan = c.req.param("plan")
      const { upTo } = valid(SeenBody, await formBody(c))
      await markSeen(application, marks, await visitIn(c).visitor.claimIn(plan), plan, upTo)
      return leadTo(c, planPath(plan))
    })
    app.post("/plans/:plan/forget", async (c) => {
      const plan = c.req.param("plan")
      await forgetSeen(application, marks, await visitIn(c).visitor.claimIn(plan), plan)
      return leadTo(c, planPath(plan))
    })
  }

  app.post("/plans/:plan/calendar", async (c) => {
    const plan = c.req.param("plan")
    const visit = visitIn(c)
    const claim = await visit.visitor.claimIn(plan)
    const made = await makeFeed(application, { claim, plan, home, correlation: c.get("correlation"), dryRun: false })
    const { calendarPageWith } = await import("./calendarPage.tsx")
    return respondWithPage(c, visit, await calendarPageWith(visit, plan, made.address))
  })

  app.post("/plans/:plan/me", async (c) => {
    const plan = c.req.param("plan")
    const form = await formLists(c)
    const visit = actingAs(visitIn(c), form.as?.[0])
    const { by, mandateImplied } = await claimantOf(application, await visit.visitor.claimIn(plan), plan)
    const { context } = await application.planSnapshot(plan, true)
    const ofReader = ({ id }: { id: string }) => id === by.person
    const person = context.people.find(ofReader)
    if (!person) throw new ProblemError("forbidden", "a key has no page of its own")
    const made = pastOf({ ...(form.made?.[0] && { asOf: form.made[0] }) }, visit.now)
    const shown = (made && (await findPlan(application, plan, made)).context.people.find(ofReader)) ?? person
    const { personChanges } = await import("./personChanges.ts")
    const salutation = shown.salutation && (await textBody(application.world.texts, shown.salutation))
    const changes = personChanges(form, { zone: context.zone, salutation, shown }, person)
    const command = { type: "updatePerson", person: by.person, ...changes }
    const correlation = c.get("correlation")
    if (Object.keys(changes).length > 0)
      await execute(application, {
        plan,
        stream: `plan:${plan}`,
        command,
        by,
        mandateImplied,
        correlation,
        dryRun: false,
      })
    return leadTo(c, "/me", { saved: plan })
  })
  return app
}
