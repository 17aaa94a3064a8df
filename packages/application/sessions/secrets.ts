import { createHmac } from "node:crypto"
import type { StreamName } from "@demarche/event-store"

/** Crockford's base 32: no letter in it is taken for a digit, or for another letter. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
const LENGTH = 8

/** The stream of an address, whichever way its letters are written; the name is an HMAC, and tells the address to nobody. */
export function addressStream(mailbox: string, key: string): StreamName<"session"> {
  const name = createHmac("sha256", key).update(`address ${mailbox.toLowerCase()}`).digest("hex")
  return `session:${name.slice(0, 32)}`
}

/** The stream of an account at an issuer, by `iss` and `sub`; the name is an HMAC, and tells the account to nobody. */
export function identityStream(issuer: string, subject: string, key: string): StreamName<"session"> {
  const name = createHmac("sha256", key).update(`identity ${JSON.stringify([issuer, subject])}`)
  return `session:${name.digest("hex").slice(0, 32)}`
}

/** What is kept of a person for whom an account is tied: an HMAC, which tells the person to nobody. */
export function holderHash(plan: string, person: string, key: string): string {
  return createHmac("sha256", key).update(`holder ${plan} ${person}`).digest("base64url")
}

/** The stream of whoever runs the installation, by which no address comes in. */
export function operatorStream(key: string): StreamName<"session"> {
  return `session:${createHmac("sha256", key).update("operator").digest("hex").slice(0, 32)}`
}

/**
 * The code that goes with a salt: eight characters of 40 bits. Code and link are made of the salt and the key, so that whoever
 * writes the letter makes them again, and the record holds neither.
 */
export function codeOf(salt: string, key: string): string {
  const bits = createHmac("sha256", key).update(`code ${salt}`).digest().readUIntBE(0, 5)
  return Array.from({ length: LENGTH }, (_, place) => ALPHABET[Math.floor(bits / 32 ** place) % 32]).join("")
}

/** The secret of the link that goes with a salt: 256 bits, base64url. */
export function linkSecretOf(salt: string, key: string): string {
  return createHmac("sha256", key).update(`link ${salt}`).digest("base64url")
}

/** What is kept of a code: an HMAC under the key, since 40 bits alone could be tried one by one. */
export function codeHash(code: string, salt: string, key: string): string {
  return createHmac("sha256", key).update(`typed ${salt} ${code}`).digest("base64url")
}

/** A code as somebody typed it, in any case, with spaces or hyphens, or with letters that look like its digits; undefined where it can be none. */
export function typedCode(text: string): string | undefined {
  const code = text
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1")
  return code.length === LENGTH && [...code].every((each) => ALPHABET.includes(each)) ? code : undefined
}
