import { TEXT_MEDIA, type World } from "@demarche/engine"
import { sealText, type Texts } from "@demarche/event-store"

/** The text of that hash; undefined where there is none, or it was erased. @throws StoreError as `Texts.get`. */
export async function textBody(texts: Pick<Texts, "get">, hash: string): Promise<string | undefined> {
  const text = await texts.get(hash)
  return typeof text === "object" ? text.body : undefined
}

/** Keeps a text of the plan before an event names it. Resolves to its hash, by which a command names it. */
export async function keepText(
  { world }: { world: Pick<World, "salt" | "texts"> },
  plan: string,
  body: string,
): Promise<string> {
  const text = sealText({ scope: plan, media: TEXT_MEDIA, body }, world.salt)
  await world.texts.put(text)
  return text.hash
}
