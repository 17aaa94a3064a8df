import type { Application } from "@demarche/application/application"
import { TEXT_MEDIA } from "@demarche/engine"
import { type StoredText, sealText } from "@demarche/event-store"
import { mayRead } from "@demarche/workflows/offices"
import { bodyOf } from "@demarche/workplan"
import { Hono } from "hono/tiny"
import * as z from "zod"
import { actorOf, type Claim, clearanceIn, type Env } from "./authentication.ts"
import { DOCX, draftText } from "./draftText.ts"
import { ProblemError } from "./problem.ts"
import { bodyBytes, invalid, valid } from "./requestBody.ts"

/** The largest text, in bytes. */
export const TEXT = 2 * 1024 * 1024

/** `/api/texts`: texts by their hashes; a draft is uploaded first and then added by its hash. */
export function textRoutes(application: Application) {
  return new Hono<Env>()
    .post("/", async (c) => {
      const { plan } = valid(z.object({ plan: z.string().max(64) }), c.req.query())
      await actorOf(application, c.get("claim"), plan)
      const type = (c.req.header("Content-Type") ?? "").split(";")[0]?.trim().toLowerCase() ?? ""
      const body = await draftText(type, await bodyBytes(c), TEXT)
      if (body === undefined)
        throw new ProblemError("media-type", undefined, { accepts: ["text/markdown", "text/plain", DOCX] })
      if (body.trim() === "") throw invalid("", "holds no text")
      const text = sealText({ scope: plan, media: TEXT_MEDIA, body }, application.world.salt)
      await application.world.texts.put(text)
      return c.json({ hash: text.hash }, 201, { Location: `/api/texts/${text.hash}` })
    })
    .get("/:hash", async (c) => {
      const text = await application.world.texts.get(c.req.param("hash"))
      if (text === "erased") throw new ProblemError("erased")
      if (!text || !(await mayReadText(application, text, c.get("claim"))))
        throw new ProblemError("unknown", "there is no such text")
      return c.body(text.body, 200, { "Content-Type": `${text.media}; charset=utf-8`, ETag: `"${text.hash}"` })
    })
}

/** A text is as visible as the events that refer to it; until one does, office holders of the plan may read it. */
async function mayReadText(
  application: Application,
  { scope: plan, hash }: StoredText,
  claim: Claim | undefined,
): Promise<boolean> {
  const clearance = await clearanceIn(application, claim, plan)
  const rows = await Promise.all(
    ["activity", "output", "request", "import"].map((kind) => application.views.list({ kind, scope: plan })),
  )
  const named = rows.flat().flatMap((row) => bodyOf(row).texts.filter((text) => text.hash === hash))
  const may = mayRead(clearance)
  return named.length > 0 ? named.some(({ visibility }) => may({ visibility })) : clearance !== "public"
}
