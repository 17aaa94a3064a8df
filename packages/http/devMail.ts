import type { outbox } from "@demarche/mail/outbox"
import { usualLanguage } from "@demarche/workflows/languages"
import { html } from "hono/html"
import { Hono } from "hono/tiny"
import type { Env } from "./authentication.ts"
import { ProblemError } from "./problem.ts"

export type Outbox = ReturnType<typeof outbox>

/** All that a framed letter may do: open its links, each in a window of which nothing of this holds, so that forms can be sent there. */
const POPUPS = "allow-popups allow-popups-to-escape-sandbox"

/** `/dev/mail`, in demo mode only: the letters that would have been sent, each in a sandboxed frame. */
export function devMail(letters: Outbox) {
  const letter = (id: string) => {
    const found = letters.messages().find((kept) => String(kept.id) === id)
    if (!found) throw new ProblemError("unknown", `there is no letter ${id}`)
    return found
  }
  return new Hono<Env>()
    .get("/", (c) =>
      c.html(
        page(
          "Letters",
          html`<h1>Letters <small>that would have been sent</small></h1>
<p>A letter that is due is here within a minute: <a href="/dev/mail">look again</a>, or <a href="/clock">move the clock</a>.</p>
<table><tr><th>when</th><th>to</th><th>subject</th></tr>${letters
            .messages()
            .map(
              ({ id, to, subject, sent }) =>
                html`<tr><td>${sent.slice(0, 16).replace("T", " ")} UTC</td><td>${to.name} <small>${to.address}</small></td><td><a href="/dev/mail/${id}">${subject}</a></td></tr>`,
            )}</table>`,
        ),
      ),
    )
    .get("/:id{[0-9]+}", (c) => {
      const { id, to, subject, sent, text } = letter(c.req.param("id"))
      return c.html(
        page(
          subject,
          html`<p><a href="/dev/mail">Letters</a></p><h1>${subject}</h1>
<p>${sent.slice(0, 16).replace("T", " ")} UTC, to ${to.name} &lt;${to.address}&gt;. <a href="/dev/mail/${id}/eml" download>The file</a></p>
<iframe sandbox="${POPUPS}" title="${subject}" src="/dev/mail/${id}/html" width="100%" height="640"></iframe>
<h2>As plain text</h2><pre>${text}</pre>`,
        ),
      )
    })
    .get("/:id{[0-9]+}/html", (c) => {
      c.header("Content-Security-Policy", `default-src 'none'; style-src 'unsafe-inline'; sandbox ${POPUPS}`)
      return c.html(inFrame(letter(c.req.param("id")).html))
    })
    .get("/:id{[0-9]+}/eml", (c) => {
      const { id, eml } = letter(c.req.param("id"))
      const headers = { "Content-Type": "message/rfc822", "Content-Disposition": `attachment; filename="${id}.eml"` }
      return c.body(eml, 200, headers)
    })
}

/** A letter whose links open windows of their own: our pages are shown in no frame. */
function inFrame(letter: string): string {
  return letter.replace("<head>", '<head><base target="_blank">')
}

function page(title: string, body: unknown) {
  return html`<!doctype html>
<html lang="${usualLanguage}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<link rel="stylesheet" href="/assets/plain.css"></head>
<body><main>${body}</main></body></html>`
}
