import { createPublicKey, type KeyObject, verify } from "node:crypto"
import type { Commit } from "@demarche/engine"
import { Utc } from "@demarche/workflows/terms"
import * as z from "zod"
import { digestOf, signedBytes } from "./checkpointDigest.ts"

/** The most faults of a file's form that are reported. */
const MAX_ISSUES = 5
const HEAD = /^(?<stream>\S+) (?<version>[1-9]\d*) (?<hash>[\w-]{43})$/

/** The heads of every stream at a moment, digested and signed: what a re-chained or shortened record is found out by. */
export const Checkpoint = z.object({
  /** When every head had been read: each of them stood in the record then. */
  at: Utc,
  streams: z.int(),
  /** SHA-256, base64url, of the heads, each ended by a line feed. */
  digest: z.string(),
  /** A line a stream, `stream version hash`, sorted. */
  heads: z.array(z.string().regex(HEAD, "is not “stream version hash”")),
  /** Ed25519 over `at` and `digest`, each ended by a line feed; base64url. */
  signature: z.string(),
})
export type Checkpoint = z.infer<typeof Checkpoint>

/** The checkpoint that a file's text is. @throws Error that names, a line each, the first places that are not so and their rules. */
export function parseCheckpoint(text: string): Checkpoint {
  const parsed = Checkpoint.safeParse(jsonIn(text))
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map(({ path, message }) =>
    [...(path.length ? [path.join(".")] : []), message].join(": "),
  )
  throw new Error(lines.slice(0, MAX_ISSUES).join("\n"))
}

/** The Ed25519 public key that a PEM text holds, or undefined where it holds none; a private key is none. */
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
 * One thing that a record, or the checkpoint itself, has against it. `digest`: the heads are not those that were digested.
 * `signature`: it is not that key's over this digest and instant. `replaced`: the version has another hash.
 * `missing`: the version is not there, nor any from `version` to `until` that stood there then.
 */
export interface CheckpointFault {
  kind: "tampered" | "truncated"
  /** Empty, and the version 0, where it is the checkpoint itself. */
  stream: string
  version: number
  until?: number
  fault: "digest" | "signature" | "replaced" | "missing"
}

/**
 * Holds a record against a checkpoint while it is read once: `see` is shown every commit, then `failing` names each stream
 * that is shorter or other than it was. A checkpoint that does not hold itself says nothing about the record.
 */
export function verifyCheckpoint(checkpoint: Checkpoint, publicKey: KeyObject) {
  const fault = faultOf(checkpoint, publicKey)
  const heads = new Map(checkpoint.heads.map(headOf))
  const last = new Map<string, number>()
  const found = new Map<string, string>()
  return {
    see({ stream, version, hash }: Commit): void {
      const head = heads.get(stream)
      if (!head) return
      last.set(stream, Math.max(version, last.get(stream) ?? 0))
      if (head.version === version) found.set(stream, hash)
    },
    failing(): CheckpointFault[] {
      if (fault) return [{ kind: "tampered", stream: "", version: 0, fault }]
      return [...heads].flatMap(([stream, { version, hash }]): CheckpointFault[] => {
        const now = found.get(stream)
        if (now === hash) return []
        if (now !== undefined) return [{ kind: "tampered", stream, version, fault: "replaced" }]
        const first = Math.min((last.get(stream) ?? 0) + 1, version)
        return [{ kind: "truncated", stream, version: first, until: version, fault: "missing" }]
      })
    },
  }
}

function faultOf({ at, streams, digest, heads, signature }: Checkpoint, publicKey: KeyObject) {
  if (digestOf(heads) !== digest || heads.length !== streams) return "digest"
  const held = verify(null, signedBytes(at, digest), publicKey, Buffer.from(signature, "base64url"))
  return held ? undefined : "signature"
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
