import { bodyOf, type Reaction } from "@demarche/workplan"
import type { Application } from "../application.ts"
import { textBody } from "../textBody.ts"

/**
 * The reactions that redact the letters of a plan that say a text, such as the name of a person, which is itself about to be
 * erased. None where it is erased already: they were redacted before it.
 */
export async function lettersNaming({ world, views }: Application, plan: string, hash: string): Promise<Reaction[]> {
  const said = await world.texts.get(hash)
  if (typeof said !== "object" || said.scope !== plan) return []
  const found: Reaction[] = []
  for (const row of await views.list({ kind: "notice", scope: plan })) {
    const { letter } = bodyOf(row, "notice").state.context
    const text = letter && (await textBody(world.texts, letter))
    if (letter && text && says(text, said.body))
      found.push({
        stream: row.stream,
        command: { type: "redact", text: letter },
        reason: "It says what was redacted.",
      })
  }
  return found
}

/** Whether a letter says a text, word for word, wherever its lines are broken: "Li" is not said by "list". */
export function says(letter: string, text: string): boolean {
  const words = wordsOf(text)
  return words === "" ? letter.includes(text) : ` ${wordsOf(letter)} `.includes(` ${words} `)
}

function wordsOf(text: string): string {
  return (text.normalize("NFC").match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(" ")
}
