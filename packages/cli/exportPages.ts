import { send } from "./request.ts"
import type { Session } from "./transport.ts"

/** The pages of a plan's export, each NDJSON, newest commit first. */
export async function* exportPages(session: Session, plan: string): AsyncGenerator<string> {
  let path: string | undefined = `/api/history/export?${new URLSearchParams({ plan })}`
  while (path) {
    const response: Response = await send(session, "GET", path)
    yield await response.text()
    path = response.headers.get("Link")?.match(/<([^>]+)>; rel="next"/)?.[1]
  }
}

/** The export's lines, page after page. */
export async function* exportedLines(session: Session, plan: string): AsyncGenerator<string> {
  for await (const page of exportPages(session, plan)) yield* page.split("\n")
}

/** The lines of a file. Only a line feed ends one, since texts may contain the other line separators of Unicode. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true })
  let rest = ""
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n")
    rest = lines.pop() ?? ""
    yield* lines
  }
  yield rest + decoder.decode()
}
