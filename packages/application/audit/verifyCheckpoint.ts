import { createPublicKey, type KeyObject, verify } from "node:crypto"
import type { Commit } from "@demarche/engine"
import { Utc } from "@demarche/workflows/terms"
import * as z from "zod"
import { digestOf, signedBytes } from "./checkpointDigest.ts"

/** The most issues that an error about a malformed file names. */
const MAX_ISSUES = 5
const HEAD = /^(?<stream>\S+) (?<version>[1-9]\d*) (?<hash>[\w-]{43})$/

/** The heads of all streams at an instant, digested and signed, so that a re-chained or truncated record is detected. */
export const Checkpoint = z.object({
  /** When all heads had been read; each of them was in the record then. */
  at: Utc,
  streams: z.int(),
  /** SHA-256, base64url, of the heads, each ended by a line feed. */
  digest: z.string(),
  /** One line per stream, `stream version hash`, sorted. */
  heads: z.array(z.string().regex(HEAD, "is not “stream version hash”")),
  /** Ed25519 over `at` and `digest`, each ended by a line feed; base64url. */
  signature: z.string(),
})
export type Checkpoint = z.infer<typeof Checkpoint>

/** Parses a checkpoint file. @throws Error whose lines name the first invalid fields and their rules. */
export function parseCheckpoint(text: string): Checkpoint {
  const parsed = Checkpoint.safeParse(jsonIn(text))
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map(({ path, message }) =>
    [...(path.length ? [path.join(".")] : []), message].join(": "),
  )
  throw new Error(lines.slice(0, MAX_ISSUES).join("\n"))
}

/** The Ed25519 public key in a PEM text; undefined where there is none, or a private key. */
export function parsePublicKey(pem: string): KeyObject | undefined {
  if (!pem.includes("-----BEGIN PUBLIC KEY-----")) return undefined
  try {
    const key = createPublicKey(pem)
    return key.asymmetricKeyType === "ed25519" ? key : undefined
  } catch {
    return undefined
  }
}

/**
 * One difference between a record and a checkpoint, or a fault of the checkpoint itself. `digest`: it does not match the
 * heads. `signature`: it does not match the key, digest and instant. `replaced`: the version has another hash. `missing`:
 * the versions from `version` to `until`, which existed then, do not. `added`: those versions are dated before it and did not exist then.
 */
export interface CheckpointFault {
  kind: "tampered" | "truncated"
  /** Empty, with version 0, where the fault is the checkpoint's own. */
  stream: string
  version: number
  until?: number
  fault: "digest" | "signature" | "replaced" | "missing" | "added"
}

/** What is written while the heads are read may be missing among them: for longer than any reading takes, in milliseconds. */
const READING = 60 * 60 * 1000

/**
 * Compares a record with a checkpoint in one pass: call `see` with every commit, then `failing` returns each stream that is
 * shorter than it was or differs, or to which something has been added that says it was there before. Of an invalid checkpoint it returns only its own fault.
 */
export function verifyCheckpoint(checkpoint: Checkpoint, publicKey: KeyObject) {
  const fault = faultOf(checkpoint, publicKey)
  const heads = new Map(checkpoint.heads.map(headOf))
  const last = new Map<string, number>()
  const found = new Map<string, string>()
  const added = new Map<string, { version: number; until: number }>()
  const before = new Date(Date.parse(checkpoint.at) - READING).toISOString()
  return {
    see({ stream, version, hash, recorded }: Commit): void {
      const head = heads.get(stream)
      if (version > (head?.version ?? 0) && recorded < before)
        added.set(stream, { version: added.get(stream)?.version ?? version, until: version })
      if (!head) return
      last.set(stream, Math.max(version, last.get(stream) ?? 0))
      if (head.version === version) found.set(stream, hash)
    },
    failing(): CheckpointFault[] {
      if (fault) return [{ kind: "tampered", stream: "", version: 0, fault }]
      const more = [...added].map(
        ([stream, which]) => ({ kind: "tampered", stream, ...which, fault: "added" }) as const,
      )
      const less = [...heads].flatMap(([stream, { version, hash }]): CheckpointFault[] => {
        const now = found.get(stream)
        if (now === hash) return []
        if (now !== undefined) return [{ kind: "tampered", stream, version, fault: "replaced" }]
        const first = Math.min((last.get(stream) ?? 0) + 1, version)
        return [{ kind: "truncated", stream, version: first, until: version, fault: "missing" }]
      })
      return [...less, ...more]
    },
  }
}

function faultOf({ at, streams, digest, heads, signature }: Checkpoint, publicKey: KeyObject) {
  if (digestOf(heads) !== digest || heads.length !== streams) return "digest"
  const valid = verify(null, signedBytes(at, digest), publicKey, Buffer.from(signature, "base64url"))
  return valid ? undefined : "signature"
}

function headOf(line: string): [stream: string, head: { version: number; hash: string }] {
  const { stream = "", version, hash = "" } = HEAD.exec(line)?.groups ?? {}
  return [stream, { version: Number(version), hash }]
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error("is not JSON")
  }
}
