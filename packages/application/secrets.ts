import { createHash, randomBytes } from "node:crypto"

/** A secret that nobody can guess: 256 random bits, base64url. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url")
}

/** What is kept of a secret of 256 bits: its SHA-256, base64url. */
export function secretHash(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url")
}
