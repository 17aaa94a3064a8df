import { createHash, randomBytes, timingSafeEqual } from "node:crypto"

/** A secret that nobody can guess: 256 random bits, base64url. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url")
}

/** What is kept of a secret of 256 bits: its SHA-256, base64url. */
export function secretHash(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url")
}

/** Whether two secrets, or what is kept of them, are the same; how long it takes tells nobody where they differ. */
export function secretsMatch(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)]
  return first.length === second.length && timingSafeEqual(first, second)
}
