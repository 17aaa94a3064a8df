import type { Application } from "@demarche/application/application"
import { voiceNames } from "@demarche/application/voiceNames"
import { accepts } from "hono/accepts"
import { etag } from "hono/etag"
import { Hono } from "hono/tiny"
import { pastOf } from "./asOf.ts"
import { type Env, sightIn } from "./authentication.ts"
import { listItems } from "./items.ts"
import { livingDocument } from "./livingDocument.ts"
import { livingMarkdown } from "./livingMarkdown.ts"
import { findPlan } from "./planRoutes.ts"
import { languageOf } from "./problem.ts"

const MARKDOWN = "text/markdown"

/** `/api/plans/{plan}/document`: the plan in its document's words, with what the record says of each line; JSON, or Markdown by Accept. */
export function documentRoutes(application: Application) {
  return new Hono<Env>().get("/:plan/document", etag(), async (c) => {
    const plan = c.req.param("plan")
    const past = pastOf(c.req.query(), application.world.clock())
    const claim = c.get("claim")
    const language = languageOf(c)
    const sees = await sightIn(application, claim, plan)
    const found = await findPlan(application, plan, past)
    const [activities, outputs] = await Promise.all([
      listItems(application, "activity", plan, { past, sees }),
      listItems(application, "output", plan, { past, sees }),
    ])
    const asked = { asOf: past?.asOf ?? null, language }
    const { context, fields } = found
    const names = await voiceNames(application, { context, parties: fields.parties }, language)
    const document = await livingDocument({ ...found, names, id: plan, activities, outputs }, asked)
    c.header("Cache-Control", claim ? "private, no-cache" : "no-cache")
    c.header("Vary", "Accept", { append: true })
    const supports = ["application/json", MARKDOWN]
    if (accepts(c, { header: "Accept", supports, default: "application/json" }) !== MARKDOWN) return c.json(document)
    return c.body(await livingMarkdown(language, document), 200, { "Content-Type": `${MARKDOWN}; charset=utf-8` })
  })
}
