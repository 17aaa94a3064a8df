import { type StoredText, sealText } from "@demarche/event-store"
import { EngineError } from "./errors.ts"
import type { Command, Event, Workflow } from "./workflow.ts"
import type { World } from "./world.ts"

const HASH = /^[A-Za-z0-9_-]{43}$/

/** A command whose long and personal texts are replaced by their hashes: those to put away, and those said to be there. */
export interface ExtractedTexts {
  command: Command
  away: StoredText[]
  there: { path: string; hash: string }[]
}

/** Takes the texts out of a command, salted once for all attempts; one that is a hash stays. */
export function extractTexts({ salt }: World, workflow: Workflow, command: Command, scope: string): ExtractedTexts {
  const fields: Record<string, unknown> = { ...command }
  const lifted: ExtractedTexts = { command: fields as unknown as Command, away: [], there: [] }
  for (const path of workflow.texts.get(command.type) ?? []) {
    const body = fields[path]
    if (typeof body !== "string") continue
    if (HASH.test(body)) {
      lifted.there.push({ path, hash: body })
      continue
    }
    const text = sealText({ scope, media: "text/markdown", body }, salt)
    lifted.away.push(text)
    fields[path] = text.hash
  }
  return lifted
}

/** @throws EngineError `invalid` where a hash given names no text of the scope. */
export async function assertTextsExist({ texts }: World, { there }: ExtractedTexts, scope: string): Promise<void> {
  for (const { path, hash } of there) {
    const known = await texts.get(hash)
    if (typeof known !== "object" || known.scope !== scope)
      throw new EngineError({ code: "invalid", errors: [{ path, message: "no text of this plan has that hash" }] })
  }
}

/** Erases the texts that an attempt stored and no event of its outcome names. */
export async function eraseUnused({ texts }: World, { away }: ExtractedTexts, told: Event[] = []): Promise<void> {
  const named = JSON.stringify(told)
  for (const { hash } of away) if (!named.includes(hash)) await texts.erase(hash)
}
