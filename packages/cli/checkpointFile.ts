import type { Language } from "@demarche/words"
import { Trouble } from "./exits.ts"
import { textOf } from "./files.ts"
import type { Io } from "./io.ts"
import { saying } from "./saying.ts"

/** Where a checkpoint and the public half of the key that signed it are. */
export interface CheckpointFiles {
  checkpoint: string
  key: string
}

/**
 * What a record is to be held against: the checkpoint of that file, by the key of that other.
 * @throws Trouble `unreadable` where a file cannot be read, is no checkpoint, or holds no such key.
 */
export async function heldAgainst(io: Io, { checkpoint, key }: CheckpointFiles, language: Language) {
  await io.prepare()
  const { against, checkpointIn, publicKeyIn } = await import("@demarche/functions/house/against")
  const said = saying(language).checkpoint
  const text = await textOf(checkpoint, language)
  const publicKey = publicKeyIn(await textOf(key, language))
  if (!publicKey) throw new Trouble("unreadable", [said.noKey(key)])
  const kept = read(() => checkpointIn(text), said.none(checkpoint))
  return { at: kept.at, streams: kept.streams, ...against(kept, publicKey) }
}

function read<T>(parse: () => T, otherwise: string): T {
  try {
    return parse()
  } catch (error) {
    throw new Trouble("unreadable", [otherwise, ...(error as Error).message.split("\n").map((rule) => `  ${rule}`)])
  }
}
