import { createHash } from "node:crypto"

/** How many commands back a repeated id is known. */
export const REMEMBERED_COMMANDS = 64

/**
 * The ids of a stream's last 64 commands, newest last, carried in its head: 12 bytes each (9 of the id's SHA-256, 3 of
 * its body's), which base64url writes as 16 characters. An entry's position gives its version.
 */
const ENTRY = 16
const ID = 12
const LENGTH = REMEMBERED_COMMANDS * ENTRY
const NONE = "A".repeat(ENTRY)

export interface CommandIdentity {
  id: string
  /** The fingerprint of the request, by which another request with the same id is told apart. */
  body: string
}

/** The ring after one more commit. A commit without an id takes a place as well. */
export function addCommandId(ring: string, identity: CommandIdentity | undefined): string {
  return (ring + (identity ? entry(identity) : NONE)).slice(-LENGTH)
}

/**
 * Whether the ring is one that could follow `previous`, where that is known: with its entries, and then one of this id. What
 * it keeps of the newest body is the one thing that nothing else says.
 */
export function followsRing(ring: string, previous: string | undefined, id: string | undefined): boolean {
  const [before, last] = [ring.slice(0, -ENTRY), ring.slice(-ENTRY)]
  if (previous !== undefined && before !== previous.slice(-(LENGTH - ENTRY))) return false
  if (id === undefined) return last === NONE
  return last.length === ENTRY && last.startsWith(digest(id).slice(0, ID))
}

/** The version at which the id was used, and whether with the same body; `undefined` if it is not in the ring. */
export function findCommandId(
  ring: string,
  head: number,
  identity: CommandIdentity,
): { version: number; same: boolean } | undefined {
  const wanted = entry(identity)
  for (let at = ring.length - ENTRY; at >= 0; at -= ENTRY) {
    if (ring.startsWith(wanted.slice(0, ID), at))
      return { version: head - (ring.length - ENTRY - at) / ENTRY, same: ring.startsWith(wanted, at) }
  }
  return undefined
}

function entry({ id, body }: CommandIdentity): string {
  return digest(id).slice(0, ID) + digest(body).slice(0, ENTRY - ID)
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url")
}
