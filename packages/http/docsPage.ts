import { usualLanguage } from "@demarche/workflows/languages"
import { html } from "hono/html"
import type { Document } from "./openapi.ts"
import type { Parameter } from "./operations.ts"

/** The OpenAPI document as a page: one list, no scripts, no external resources. */
export function docsPage({ info, paths }: Document) {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
  )
  const tags = Map.groupBy(operations, ({ tags: [tag] }) => tag ?? "")
  return html`<!doctype html>
<html lang="${usualLanguage}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>The API of Demarche</title>
<link rel="stylesheet" href="/assets/plain.css"></head>
<body>
<header><h1>The API of ${info.title} <small>${info.version}</small></h1><p class="lines">${info.description}</p>
<p>The full truth is <a href="/api/openapi.json">the OpenAPI 3.1 document</a>. Every GET takes <code>asOf</code> and <code>view</code>;
every refusal is <code>application/problem+json</code>.</p>
<nav>${[...tags.keys()].map((tag) => html`<a href="#${tag}">${tag}</a> `)}</nav></header>
<main>${[...tags].map(
    ([tag, list]) =>
      html`<section id="${tag}"><h2>${tag}</h2>${list.map(
        ({
          method,
          path,
          summary,
          parameters = [],
          requestBody,
        }) => html`<details><summary><code>${method} ${path}</code> ${summary}</summary>
${parametersTable(parameters)}${requestBody ? html`<pre>${JSON.stringify(requestBody, null, 2)}</pre>` : ""}</details>`,
      )}</section>`,
  )}</main>
</body></html>`
}

function parametersTable(parameters: Parameter[]) {
  if (parameters.length === 0) return ""
  return html`<table><tr><th>parameter</th><th>in</th><th>form</th></tr>${parameters.map(
    ({
      name,
      in: location,
      required,
      schema,
    }) => html`<tr><td><code>${name}</code>${required ? " (required)" : ""}</td><td>${location}</td>
<td>${schema.enum?.join(" | ") ?? schema.type ?? ""} ${schema.description ?? ""}</td></tr>`,
  )}</table>`
}
