import type { Env } from "@demarche/http/authentication"
import type { Context } from "hono"
import { type Page, standsAlone } from "./page.ts"
import type { Visit } from "./visit.ts"

/** A request for a page, or of one of its forms. */
export type PageRequest = Context<Env>

/** What is behind a letter's link is its reader's: no cache keeps it, and no search engine. */
const OF_ONE_READER = { "Cache-Control": "private, no-store", "X-Robots-Tag": "noindex" }

/** Answers with a page in its frame, which is loaded when the first page is asked for. */
export async function respondWithPage(
  c: PageRequest,
  visit: Visit,
  page: Page,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const { document } = await import("./frame.tsx")
  return c.html(document(visit, page), page.status ?? 200, { ...headers, ...(standsAlone(visit) && OF_ONE_READER) })
}
