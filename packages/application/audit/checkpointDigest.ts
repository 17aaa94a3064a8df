import { createHash } from "node:crypto"

/** SHA-256 of the lines, each ended by a line feed; base64url. */
export function digestOf(lines: string[]): string {
  return createHash("sha256")
    .update(lines.map((line) => `${line}\n`).join(""))
    .digest("base64url")
}

/** What a checkpoint's signature covers. */
export function signedBytes(at: string, digest: string): Buffer {
  return Buffer.from(`${at}\n${digest}\n`)
}
