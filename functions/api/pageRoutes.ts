import type { Body } from "@demarche/workplan"
import { Hono } from "hono"
import { html } from "hono/html"
import { planContext } from "../house/act.ts"
import type { House } from "../house/house.ts"
import type { Caller } from "./doors.ts"
import { listItems } from "./items.ts"

const states = ["planned", "consulting", "drafting", "agreed", "deferred", "notPursued", "cancelled", "superseded"]

/** `/`: the plans, their activities by state, and where the rest is, until the pages proper stand in its place. */
export function pageRoutes(house: House, demo: boolean) {
  return new Hono<Caller>().get("/", async (c) => {
    const rows = (await house.views.list({ kind: "plan" })).filter(({ body }) => (body as Body).public !== "importing")
    const plans = await Promise.all(
      rows.map(async ({ plan, body }) => ({
        plan,
        title: String((body as Body).planned.title),
        activities: await listItems(house, "activity", plan, undefined, "public"),
        people: demo ? (await planContext(house, plan)).people : [],
      })),
    )
    return c.html(html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Demarche</title>
<link rel="stylesheet" href="/assets/plain.css"></head>
<body>
<header><h1>Demarche</h1><p>The work plans kept here, as they stand at ${house.world.clock()}.</p>
<p><a href="/api/docs">The API</a> · <a href="/api/openapi.json">OpenAPI 3.1</a> · <a href="/healthz">Health</a></p></header>
<main>
${plans.length === 0 ? html`<p>No plan has been imported yet. Send one: <code>POST /api/plans</code>.</p>` : ""}
${plans.map(
  ({ plan, title, activities, people }) => html`<section><h2>${title}</h2>
<p><a href="/api/plans/${plan}">The plan</a> · <a href="/api/activities?plan=${plan}">Activities</a> · <a href="/api/outputs?plan=${plan}">Outputs</a> · <a href="/api/history?plan=${plan}">The record</a></p>
${states.map((state) => {
  const there = activities.filter((activity) => activity.state === state)
  return there.length === 0
    ? ""
    : html`<h3>${state} <small>(${there.length})</small></h3><ul>${there.map(
        ({ id, code, title, substate, due }) =>
          html`<li><a href="/api/activities/${id}"><b>${code}</b></a> ${title}${substate ? html` <em>${substate}</em>` : ""}${due?.overdue ? html` <strong>overdue</strong>` : ""}</li>`,
      )}</ul>`
})}
${
  people.length > 0
    ? html`<h3>Act as one of them <small>(demo)</small></h3><form method="post" action="/api/demo/sign-in">${people.flatMap(
        ({ id, offices }) =>
          [...new Set(offices.map(({ office }) => office))].map(
            (office) => html`<button name="as" value="${id}:${office}">${id} <small>${office}</small></button> `,
          ),
      )}</form>`
    : ""
}</section>`,
)}
</main>
</body></html>`)
  })
}

/** The one style sheet of the plain pages; no inline style, so that the content policy can forbid it. */
export const PLAIN_CSS = `:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
h1,h2{line-height:1.2}h3{margin-bottom:.25rem}ul{padding-left:1.2rem}small{font-weight:400;opacity:.75}code,pre{font-family:ui-monospace,monospace;font-size:.9em}
pre{overflow-x:auto;padding:.5rem;border:1px solid #8884}table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid #8884}
button{font:inherit;margin:.15rem 0;padding:.2rem .5rem}strong{color:#b3261e}@media(prefers-color-scheme:dark){strong{color:#ff8a80}a{color:#8ab4f8}}`
