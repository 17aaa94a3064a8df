import { type StoredText, sealText } from "@demarche/event-store"
import { EngineError } from "./errors.ts"
import { TextHash } from "./schemas.ts"
import type { Command, Event, Workflow } from "./workflow.ts"
import type { World } from "./world.ts"

/** The media type of every text. */
export const TEXT_MEDIA = "text/markdown"

/** A command with hashes in place of its texts: the texts to store, and the hashes that the caller gave. */
export interface ExtractedTexts {
  command: Command
  added: StoredText[]
  referenced: { path: string; hash: string }[]
}

/** Replaces the texts of a command by their hashes. A field that already is a hash stays. */
export function extractTexts({ salt }: World, workflow: Workflow, command: Command, scope: string): ExtractedTexts {
  const fields: Command & Record<string, unknown> = { ...command }
  const extracted: ExtractedTexts = { command: fields, added: [], referenced: [] }
  for (const path of workflow.texts.get(command.type) ?? []) {
    const body = fields[path]
    if (typeof body !== "string") continue
    if (TextHash.safeParse(body).success) {
      extracted.referenced.push({ path, hash: body })
      continue
    }
    const text = sealText({ scope, media: TEXT_MEDIA, body }, salt)
    extracted.added.push(text)
    fields[path] = text.hash
  }
  return extracted
}

/**
 * Checks that the hashes that the caller gave name texts of the scope.
 * @throws EngineError `invalid` with the path of one that does not
 */
export async function assertTextsExist(
  { texts, scopeName = "scope" }: World,
  { referenced }: ExtractedTexts,
  scope: string,
): Promise<void> {
  for (const { path, hash } of referenced) {
    const known = await texts.get(hash)
    if (typeof known !== "object" || known.scope !== scope)
      throw new EngineError({
        code: "invalid",
        errors: [{ path, message: `no text of this ${scopeName} has that hash` }],
      })
  }
}

/** Erases the stored texts of a command that had no effect, but for those that `events` name. */
export async function eraseUnused({ texts }: World, { added }: ExtractedTexts, events: Event[] = []): Promise<void> {
  const named = JSON.stringify(events)
  for (const { hash } of added) if (!named.includes(hash)) await texts.erase(hash)
}
