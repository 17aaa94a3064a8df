import { createHash, createPrivateKey, createPublicKey, sign, verify } from "node:crypto"
import type { Commit } from "@demarche/engine"
import type { House } from "./house.ts"

/** The heads of every stream at a moment, digested and signed: what a re-chained or shortened record is found out by. */
export interface Checkpoint {
  at: string
  streams: number
  /** SHA-256, base64url, of the sorted lines `stream version hash`, each ended by a line feed. */
  digest: string
  heads: string[]
  /** Ed25519 over `at` and `digest`, base64url. */
  signature: string
}

/** Reads every head and signs their digest with an Ed25519 private key (PEM, PKCS 8). */
export async function checkpoint(house: House, privateKey: string): Promise<Checkpoint> {
  const heads = new Map<string, string>()
  for await (const commit of house.world.events.scan()) heads.set(commit.stream, lineOf(commit))
  const lines = [...heads.values()].sort()
  const at = house.world.clock()
  const digest = digestOf(lines)
  const signature = sign(null, signed(at, digest), createPrivateKey(privateKey)).toString("base64url")
  return { at, streams: lines.length, digest, heads: lines, signature }
}

/** What a record has against a checkpoint: the streams that are shorter or other than they were, or the checkpoint itself. */
export async function against(
  house: House,
  { at, digest, heads, signature }: Checkpoint,
  publicKey: string,
): Promise<string[]> {
  const whole =
    digestOf(heads) === digest &&
    verify(null, signed(at, digest), createPublicKey(publicKey), Buffer.from(signature, "base64url"))
  if (!whole) return ["the checkpoint itself was altered"]
  const now = new Set<string>()
  for await (const commit of house.world.events.scan()) now.add(lineOf(commit))
  return heads.filter((head) => !now.has(head))
}

function lineOf({ stream, version, hash }: Commit): string {
  return `${stream} ${version} ${hash}`
}

function digestOf(lines: string[]): string {
  return createHash("sha256")
    .update(lines.map((line) => `${line}\n`).join(""))
    .digest("base64url")
}

function signed(at: string, digest: string): Buffer {
  return Buffer.from(`${at}\n${digest}\n`)
}
