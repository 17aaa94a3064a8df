import { type Application, stateMeans, workflowOf } from "@demarche/application/application"
import type { Workflow } from "@demarche/engine"
import { dueText, instantText, type Language, officeText, translate, translateDynamic } from "@demarche/i18n"
import type { plan as planWorkflow } from "@demarche/workflows"
import { usualLanguage } from "@demarche/workflows/languages"
import { metaOf } from "@demarche/workflows/states"
import { bodyOf, procedureOf, type Readings } from "@demarche/workplan"
import { html } from "hono/html"
import { Hono } from "hono/tiny"
import type { Env } from "./authentication.ts"
import { listItems } from "./items.ts"
import { dueInferred } from "./itemWording.ts"
import { languageOf } from "./problem.ts"

/** `/`: the plans, their activities by state, and links to the rest, until the proper pages exist. */
export function pageRoutes(application: Application, demo: boolean) {
  return new Hono<Env>().get("/", async (c) => {
    const language = languageOf(c)
    const rows = (await application.views.list({ kind: "plan" })).filter(
      (row) => !stateMeans(application, "plan", bodyOf(row).publicState, "incomplete"),
    )
    const plans = await Promise.all(
      rows.map(async (row) => ({
        plan: row.scope,
        title: bodyOf(row, "plan").fields.title,
        lang: bodyOf(row, "plan").fields.language ?? usualLanguage,
        activities: await listItems(application, "activity", row.scope, undefined, () => "public"),
        context: (await application.planSnapshot(row.scope)).context,
      })),
    )
    return c.html(html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Demarche</title>
<link rel="stylesheet" href="/assets/plain.css"></head>
<body>
<header><h1>Demarche</h1><p><a href="/api/docs">${translate(language, "home.api")}</a> · <a href="/api/openapi.json">OpenAPI 3.1</a> · <a href="/healthz">${translate(language, "home.health")}</a></p></header>
<main>
${plans.length === 0 ? html`<p>${translate(language, "home.empty")}: <code>POST /api/plans</code></p>` : ""}
${plans.map(
  ({ plan, title, lang, activities, context }) => html`<section><h2 lang="${lang}">${title}</h2>
<p>${translate(language, "home.asOf", { instant: instantText(language, application.world.clock(), context.zone) })}</p>
<p><a href="/api/plans/${plan}">${translate(language, "home.plan")}</a> · <a href="/api/activities?plan=${plan}">${translate(language, "home.activities")}</a> · <a href="/api/outputs?plan=${plan}">${translate(language, "home.outputs")}</a> · <a href="/api/history?plan=${plan}">${translate(language, "home.record")}</a></p>
${shown(workflowOf(application, "activity")).map((state) =>
  column(
    language,
    state,
    activities.filter((activity) => activity.state === state),
    lang,
  ),
)}
${demo ? signIn(language, context) : ""}</section>`,
)}
</main>
</body></html>`)
  })
}

/** The states in the order in which they are shown: the board's columns, the badges, and what is neither yet. */
function shown({ states }: Workflow): string[] {
  const ranked = (rank: "column" | "badge") =>
    [...states]
      .map(([state, seen]) => ({ state, at: metaOf(seen)[rank] ?? 0 }))
      .filter(({ at }) => at > 0)
      .sort((one, other) => one.at - other.at)
      .map(({ state }) => state)
  return [...new Set([...ranked("column"), ...ranked("badge"), ...states.keys()])]
}

function column(language: Language, state: string, activities: Readings["activity"][], lang: string) {
  if (activities.length === 0) return ""
  return html`<h3>${translateDynamic(language, `states.${state}`)} <small>(${activities.length})</small></h3><ul>${activities.map(
    ({
      id,
      code,
      title,
      substate,
      due,
      annotations,
    }) => html`<li><a href="/api/activities/${id}"><b>${code}</b></a> <span lang="${lang}">${title}</span>
<small>${[
      substate && translateDynamic(language, `substates.${substate}`),
      dueText(language, due),
      dueInferred({ due, annotations }) && translate(language, "wording.inferred"),
    ]
      .filter(Boolean)
      .join(" · ")}</small>${due?.overdue ? html` <strong>${translate(language, "home.overdue")}</strong>` : ""}</li>`,
  )}</ul>`
}

function signIn(language: Language, context: planWorkflow.Context) {
  const { offices: titles } = procedureOf(context)
  return html`<h3>${translate(language, "home.actAs")}</h3><form method="post" action="/api/demo/sign-in">${context.people.flatMap(
    ({ id, offices }) =>
      [...new Set(offices.map(({ office }) => office))].map(
        (office) =>
          html`<button name="as" value="${id}:${office}">${id} <small>${officeText(language, office, titles)}</small></button> `,
      ),
  )}</form>`
}

/** The style sheet of the plain pages; a file of its own, so that the content policy can forbid inline styles. */
export const PLAIN_CSS = `:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
h1,h2{line-height:1.2}h3{margin-bottom:.25rem}ul{padding-left:1.2rem}li{margin-bottom:.25rem}small{font-weight:400;opacity:.8}body{overflow-wrap:anywhere}th{overflow-wrap:normal}.lines{white-space:pre-line}.text{white-space:pre-wrap;unicode-bidi:isolate;padding:.5rem;border:1px solid #8884}code,pre{font-family:ui-monospace,monospace;font-size:.9em}
pre{overflow-x:auto;padding:.5rem;border:1px solid #8884}table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid #8884}
iframe{border:1px solid #8884;box-sizing:border-box}textarea{font:inherit;width:100%;box-sizing:border-box}button{font:inherit;margin:.15rem 0;padding:.2rem .5rem}strong{color:#b3261e}@media(prefers-color-scheme:dark){strong{color:#ff8a80}a{color:#8ab4f8}}`
