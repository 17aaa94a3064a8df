import type { Application } from "@demarche/application/application"
import { named } from "@demarche/application/sessions/sessions"
import type { ApiOptions } from "@demarche/http/app"
import type { Env } from "@demarche/http/authentication"
import { beginPlan, introduce, invite, type Newcomer } from "@demarche/http/firstSteps"
import { type ProblemError, tell } from "@demarche/http/problem"
import { formBody, formParts } from "@demarche/http/requestBody"
import { keepSecret } from "@demarche/http/sessionCookies"
import { Hono } from "hono/tiny"
import { type PageRequest, respondWithPage } from "../respond.ts"
import { href, type Visit } from "../visit.ts"

/** The pages with the forms, each loaded when it is first answered with. */
const startPage = () => import("./startPage.tsx")
const peoplePage = () => import("./peoplePage.tsx")

/** What the forms of the first steps do, below a language. */
export function startActs(application: Application, options: ApiOptions, visitIn: (c: PageRequest) => Visit) {
  const app = new Hono<Env>()
  const { sessions, home, mails = false, plans = {} } = options
  if (!sessions) return app
  const leadTo = (c: PageRequest, path: string, query = {}) =>
    c.redirect(href({ language: visitIn(c).language, query: {} }, path, query), 303)

  /** Why what was sent is refused, so that its form says so. @throws the error, where that is not what was typed. */
  async function refusal(c: PageRequest, error: unknown): Promise<ProblemError> {
    const { isRefusal } = await import("./refusal.tsx")
    const { problem } = tell(c, error, visitIn(c).language, () => {})
    if (!isRefusal(problem)) throw error
    return problem
  }

  app.post("/start", async (c) => {
    const { texts, files } = await formParts(c)
    const visit = visitIn(c)
    const shipped = texts.shipped?.at(-1)
    const chosen = shipped && Object.hasOwn(plans, shipped) ? await plans[shipped]?.() : undefined
    const sent = chosen ?? (await files.file?.text()) ?? texts.text?.at(-1) ?? ""
    try {
      const id = await beginPlan(application, c.get("claim"), sent, c.get("correlation"))
      return leadTo(c, "/start", { import: id })
    } catch (error) {
      const problem = await refusal(c, error)
      return respondWithPage(c, visit, await (await startPage()).planPageAfter(visit, { text: sent, problem }))
    }
  })

  app.post("/start/:plan", async (c) => {
    const plan = c.req.param("plan")
    const visit = visitIn(c)
    const typed = await formBody(c)
    const entry = { plan, newcomer: newcomerIn(typed, visit), correlation: c.get("correlation") }
    try {
      keepSecret(c, home, "session", await introduce(application, sessions, c.get("claim"), entry))
      return leadTo(c, `/start/${plan}`)
    } catch (error) {
      const problem = await refusal(c, error)
      return respondWithPage(c, visit, await (await peoplePage()).peoplePageAfter(visit, plan, { typed, problem }))
    }
  })

  app.post("/start/:plan/invite", async (c) => {
    const plan = c.req.param("plan")
    // its form stands there, and so the page in another language or as of another day
    const visit = { ...visitIn(c), path: `/start/${plan}` }
    const typed = await formBody(c)
    const entry = { plan, newcomer: newcomerIn(typed, visit), correlation: c.get("correlation"), mails }
    const page = async (came: object) =>
      respondWithPage(c, visit, await (await peoplePage()).peoplePageAfter(visit, plan, { typed, ...came }))
    try {
      const invited = await invite(application, sessions, await visit.visitor.claimIn(plan), entry)
      if (typeof invited === "string") return page({ said: invited })
      return page({ link: `${home}/${visit.language}/sign-in/link/${named(invited.link)}` })
    } catch (error) {
      return page({ problem: await refusal(c, error) })
    }
  })
  return app
}

function newcomerIn(typed: Record<string, string>, { language }: Visit): Newcomer {
  const { name = "", address = "", office = "", party } = typed
  return { name: name.trim(), address: address.trim(), office, party: party || undefined, language }
}
