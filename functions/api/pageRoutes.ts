import { dueText, instantText, type Language, phrase, sentence } from "@demarche/words"
import type { Body } from "@demarche/workplan"
import { html } from "hono/html"
import { Hono } from "hono/tiny"
import type { House } from "../house/house.ts"
import type { Caller } from "./doors.ts"
import { listItems, type ReadingOf } from "./items.ts"
import { languageOf } from "./problem.ts"

const states = ["planned", "consulting", "drafting", "agreed", "deferred", "notPursued", "cancelled", "superseded"]

/** `/`: the plans, their activities by state, and where the rest is, until the pages proper stand in its place. */
export function pageRoutes(house: House, demo: boolean) {
  return new Hono<Caller>().get("/", async (c) => {
    const language = languageOf(c)
    const rows = (await house.views.list({ kind: "plan" })).filter(({ body }) => (body as Body).public !== "importing")
    const plans = await Promise.all(
      rows.map(async ({ plan, body }) => ({
        plan,
        title: String((body as Body).planned.title),
        activities: await listItems(house, "activity", plan, undefined, "public"),
        lore: (await house.loreOf(plan)).context,
      })),
    )
    return c.html(html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Demarche</title>
<link rel="stylesheet" href="/assets/plain.css"></head>
<body>
<header><h1>Demarche</h1><p><a href="/api/docs">${sentence(language, "home.api")}</a> · <a href="/api/openapi.json">OpenAPI 3.1</a> · <a href="/healthz">${sentence(language, "home.health")}</a></p></header>
<main>
${plans.length === 0 ? html`<p>${sentence(language, "home.empty")}: <code>POST /api/plans</code></p>` : ""}
${plans.map(
  ({ plan, title, activities, lore }) => html`<section><h2 lang="en">${title}</h2>
<p>${sentence(language, "home.asOf", { instant: instantText(language, house.world.clock(), lore.zone) })}</p>
<p><a href="/api/plans/${plan}">${sentence(language, "home.plan")}</a> · <a href="/api/activities?plan=${plan}">${sentence(language, "home.activities")}</a> · <a href="/api/outputs?plan=${plan}">${sentence(language, "home.outputs")}</a> · <a href="/api/history?plan=${plan}">${sentence(language, "home.record")}</a></p>
${states.map((state) =>
  column(
    language,
    state,
    activities.filter((activity) => activity.state === state),
  ),
)}
${demo ? signIn(language, lore.people) : ""}</section>`,
)}
</main>
</body></html>`)
  })
}

function column(language: Language, state: string, activities: ReadingOf<"activity">[]) {
  if (activities.length === 0) return ""
  return html`<h3>${phrase(language, `states.${state}`)} <small>(${activities.length})</small></h3><ul>${activities.map(
    ({
      id,
      code,
      title,
      substate,
      due,
    }) => html`<li><a href="/api/activities/${id}"><b>${code}</b></a> <span lang="en">${title}</span>
<small>${[substate && phrase(language, `substates.${substate}`), dueText(language, due)].filter(Boolean).join(" · ")}</small>${
      due?.overdue ? html` <strong>${sentence(language, "home.overdue")}</strong>` : ""
    }</li>`,
  )}</ul>`
}

function signIn(language: Language, people: { id: string; offices: { office: string }[] }[]) {
  return html`<h3>${sentence(language, "home.actAs")}</h3><form method="post" action="/api/demo/sign-in">${people.flatMap(
    ({ id, offices }) =>
      [...new Set(offices.map(({ office }) => office))].map(
        (office) =>
          html`<button name="as" value="${id}:${office}">${id} <small>${phrase(language, `offices.${office}`)}</small></button> `,
      ),
  )}</form>`
}

/** The one style sheet of the plain pages; no inline style, so that the content policy can forbid it. */
export const PLAIN_CSS = `:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
h1,h2{line-height:1.2}h3{margin-bottom:.25rem}ul{padding-left:1.2rem}li{margin-bottom:.25rem}small{font-weight:400;opacity:.8}code,pre{font-family:ui-monospace,monospace;font-size:.9em}
pre{overflow-x:auto;padding:.5rem;border:1px solid #8884}table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid #8884}
textarea{font:inherit;width:100%;box-sizing:border-box}button{font:inherit;margin:.15rem 0;padding:.2rem .5rem}strong{color:#b3261e}@media(prefers-color-scheme:dark){strong{color:#ff8a80}a{color:#8ab4f8}}`
