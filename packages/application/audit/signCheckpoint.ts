import { createPrivateKey, sign } from "node:crypto"
import type { World } from "@demarche/engine"
import { isStoreError } from "@demarche/event-store"
import { digestOf, signedBytes } from "./checkpointDigest.ts"
import type { Checkpoint } from "./verifyCheckpoint.ts"

/**
 * Reads all heads and signs their digest with an Ed25519 private key (PEM, PKCS 8). Commits that cannot be read are reported
 * to `damaged`, where it is given, and the other heads signed. @throws StoreError `damaged` where it is not given.
 */
export async function signCheckpoint(
  { events, clock }: Pick<World, "events" | "clock">,
  privateKey: string,
  damaged?: (error: unknown) => void,
): Promise<Checkpoint> {
  const heads = new Map<string, string>()
  try {
    for await (const { stream, version, hash } of events.scan()) heads.set(stream, `${stream} ${version} ${hash}`)
  } catch (error) {
    if (!damaged || !isStoreError(error, "damaged")) throw error
    damaged(error)
  }
  const lines = [...heads.values()].sort()
  const at = clock()
  const digest = digestOf(lines)
  const signature = sign(null, signedBytes(at, digest), createPrivateKey(privateKey)).toString("base64url")
  return { at, streams: lines.length, digest, heads: lines, signature }
}
