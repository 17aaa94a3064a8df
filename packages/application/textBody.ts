import type { Texts } from "@demarche/event-store"

/** The text of that hash; undefined where there is none, or it was erased. @throws StoreError as `Texts.get`. */
export async function textBody(texts: Pick<Texts, "get">, hash: string): Promise<string | undefined> {
  const text = await texts.get(hash)
  return typeof text === "object" ? text.body : undefined
}
