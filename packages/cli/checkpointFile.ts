import type { Language } from "@demarche/i18n"
import { CliError } from "./exits.ts"
import { textOf } from "./files.ts"
import type { Io } from "./io.ts"
import { messages } from "./messages.ts"

/** The files of a checkpoint and of the public key that verifies it. */
export interface CheckpointFiles {
  checkpoint: string
  key: string
}

/**
 * Reads the checkpoint and the public key and prepares the comparison with a record.
 * @throws CliError `unreadable` where a file cannot be read, is not a checkpoint, or contains no Ed25519 public key.
 */
export async function openCheckpoint(io: Io, { checkpoint, key }: CheckpointFiles, language: Language) {
  await io.prepare()
  const { verifyCheckpoint, parseCheckpoint, parsePublicKey } = await import(
    "@demarche/application/audit/verifyCheckpoint"
  )
  const said = messages(language).checkpoint
  const text = await textOf(checkpoint, language)
  const publicKey = parsePublicKey(await textOf(key, language))
  if (!publicKey) throw new CliError("unreadable", [said.noKey(key)])
  const kept = read(() => parseCheckpoint(text), said.none(checkpoint))
  return { at: kept.at, streams: kept.streams, ...verifyCheckpoint(kept, publicKey) }
}

function read<T>(parse: () => T, otherwise: string): T {
  try {
    return parse()
  } catch (error) {
    const rules = error instanceof Error ? error.message.split("\n") : []
    throw new CliError("unreadable", [otherwise, ...rules.map((rule) => `  ${rule}`)])
  }
}
