import { gzip } from "node:zlib"
import type { Context } from "hono"
import { createMiddleware } from "hono/factory"
import type { Env } from "./authentication.ts"

/** The least that is compressed, in bytes. */
const LEAST = 1024

/** What is text; a calendar, which programs fetch by a token of their own, goes out as it is, and so does what is packed already. */
const TEXT =
  /^(?:text\/(?:html|css|csv|javascript|markdown)|application\/(?:[a-z]+\+)?(?:json|yaml|x-ndjson)|image\/svg\+xml)\b/

/** Answers with gzip to who takes it (docs/decisions/0032-what-compresses-where.md). A strong ETag becomes a weak one: the bytes are others. */
export const compressed = createMiddleware<Env>(async (c, next) => {
  await next()
  const { headers, status } = c.res
  const tag = headers.get("ETag")
  const weak = tag?.startsWith('"') ? `W/${tag}` : undefined
  if (status === 304 && weak && c.req.header("If-None-Match")?.includes(weak)) c.header("ETag", weak)
  const fits = TEXT.test(headers.get("Content-Type") ?? "") && !headers.has("Content-Encoding")
  if (!fits || !takesGzip(c) || isChosenElsewhere(c)) return
  const body = Buffer.from(await c.res.arrayBuffer())
  const small = body.length < LEAST
  c.res = new Response(small ? body : await gzipped(body), c.res)
  if (small) return
  c.header("Content-Encoding", "gzip")
  if (weak) c.header("ETag", weak)
})

/** Compressed off this thread, so that nobody waits for it. */
function gzipped(body: Buffer): Promise<Buffer<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    gzip(body, (error, packed) => (error ? reject(error) : resolve(packed)))
  })
}

function takesGzip(c: Context): boolean {
  return (c.req.header("Accept-Encoding") ?? "").split(",").some((each) => {
    const [coding, weight = "q=1"] = each.split(";").map((part) => part.trim().toLowerCase())
    return coding === "gzip" && Number(weight.replace("q=", "")) > 0
  })
}

/**
 * Whether the page of another site may have made a browser ask this with a person's cookie. From the length of what is
 * compressed, who listens could learn whether their guess stands in it (BREACH).
 */
function isChosenElsewhere(c: Context): boolean {
  return c.req.header("Cookie") !== undefined && !["same-origin", "none"].includes(c.req.header("Sec-Fetch-Site") ?? "")
}
