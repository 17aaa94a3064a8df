import type { ApiOptions } from "@demarche/http/app"
import type { Env } from "@demarche/http/authentication"
import { formBody } from "@demarche/http/requestBody"
import { LanguageTag } from "@demarche/workflows/terms"
import { Hono } from "hono/tiny"
import { type PageRequest, respondWithPage } from "../respond.ts"
import type { Visit } from "../visit.ts"

/** What the forms behind the links of letters do, below a language: once each, in the office that the letter was addressed to. */
export function answerActs({ letterKey }: ApiOptions, visitIn: (c: PageRequest) => Visit) {
  const app = new Hono<Env>()
  if (!letterKey) return app
  return app.post("/answer/:token", async (c) => {
    const { text = "", paragraphs = "", ticked, writtenIn, ...other } = await formBody(c)
    const visit = visitIn(c)
    const { answerPageAfter } = await import("./answerPage.tsx")
    const isTicked = ticked === "yes" || other["List-Unsubscribe"] === "One-Click" // as a mail program says it (RFC 8058)
    const { data: tag } = LanguageTag.safeParse(writtenIn)
    const sent = { text, writtenIn: tag, paragraphs, ticked: isTicked, correlation: c.get("correlation") }
    return respondWithPage(c, visit, await answerPageAfter(visit, c.req.param("token"), sent))
  })
}
