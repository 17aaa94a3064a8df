import { createHash } from "node:crypto"

/** SHA-256, base64url, of the lines, each with a line feed at its end. */
export function digestOf(lines: string[]): string {
  return createHash("sha256")
    .update(lines.map((line) => `${line}\n`).join(""))
    .digest("base64url")
}

/** The bytes that a checkpoint's signature covers. */
export function signedBytes(at: string, digest: string): Buffer {
  return Buffer.from(`${at}\n${digest}\n`)
}
