import { crc32 } from "node:zlib"
import { StoreError } from "./errors.ts"

/**
 * The name of a stream: `kind:id`, where the id is its scope or begins with it, as `scope.item`. The scope is what lists
 * and the views' record are asked for by.
 */
export type StreamName<Kind extends string = string> = `${Kind}:${string}`

export const StreamName = {
  /**
   * The text as the name of a stream.
   * @throws StoreError `malformed` where no kind or no id stands on either side of its first colon.
   */
  parse(text: string): StreamName {
    const colon = text.indexOf(":")
    const [kind, id] = [text.slice(0, Math.max(colon, 0)), text.slice(colon + 1)]
    if (kind === "" || id === "") throw new StoreError("malformed", `${JSON.stringify(text)} is not \`kind:id\``)
    return `${kind}:${id}`
  },
}

/** The kind in a stream's name: `loan` of `loan:main.17`. */
export function kindOf(stream: StreamName): string {
  return stream.slice(0, stream.indexOf(":"))
}

/** The id in a stream's name: `main.17` of `loan:main.17`. */
export function idOf(stream: StreamName): string {
  return stream.slice(stream.indexOf(":") + 1)
}

/** The scope in a stream's name, which is all of its id before the first point: `main` of `loan:main.17`. */
export function scopeOf(stream: StreamName): string {
  return idOf(stream).split(".", 1)[0] ?? ""
}

/** The code in a stream's name, which is all of its id behind the first point: `17` of `loan:main.17`. */
export function codeOf(stream: StreamName): string {
  return idOf(stream).slice(scopeOf(stream).length + 1)
}

/** A commit's name, `stream@version`: the id of its message, and what another commit names as its cause. */
export function commitId({ stream, version }: { stream: StreamName; version: number }): string {
  return `${stream}@${version}`
}

/** The number by which a scan divides streams: a stream belongs to the segment `shareOf(stream) % segments`. */
export function shareOf(name: string): number {
  return crc32(name)
}

/** Compares names by their UTF-8 bytes, as databases do. */
export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
