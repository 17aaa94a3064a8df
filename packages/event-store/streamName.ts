import { crc32 } from "node:zlib"

/** The kind in a stream's name, `kind:plan.item` or `kind:plan`. */
export function kindOf(stream: string): string {
  return stream.split(":", 1)[0] ?? ""
}

/** The plan's id in a stream's name, `kind:plan.item` or `kind:plan`; empty where the name has no colon. */
export function planOf(stream: string): string {
  const colon = stream.indexOf(":")
  return colon < 0 ? "" : (stream.slice(colon + 1).split(".", 1)[0] ?? "")
}

/** What stands behind the kind in a stream's name: `plan.item` or `plan`. */
export function idOf(stream: string): string {
  return stream.slice(kindOf(stream).length + 1)
}

/** A commit's name, `stream@version`: what its announcement is called, and what another commit is caused by. */
export function commitId({ stream, version }: { stream: string; version: number }): string {
  return `${stream}@${version}`
}

/** The number by which a scan shares out streams: a stream belongs to the segment `shareOf(stream) % segments`. */
export function shareOf(stream: string): number {
  return crc32(stream)
}

/** Orders names by their UTF-8 bytes, as databases do. */
export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
