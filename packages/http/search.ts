import type { Application } from "@demarche/application/application"
import { shownTo } from "@demarche/application/disclosure"
import { inPieces } from "@demarche/application/inPieces"
import { readActivity } from "@demarche/application/readActivity"
import { shownText } from "@demarche/application/shownTexts"
import { asItWas, type Past } from "@demarche/engine"
import type { StreamName } from "@demarche/event-store"
import type { ItemKind, Readings } from "@demarche/workplan"
import type { PlanReader } from "./authentication.ts"
import { entryOf, historyOf } from "./historyEntry.ts"

/** For whom is searched, and as of when. */
interface Searcher {
  past: Past | undefined
  reader: PlanReader
}

/**
 * The items each word of which stands in the title or code, a draft or a reason that was given, as far as the reader may read
 * them today. Case and accents do not count. Texts are read only of items whose title does not hold all words.
 */
export async function mentioning<K extends ItemKind>(
  application: Application,
  kind: K,
  items: Readings[K][],
  q: string,
  searcher: Searcher,
): Promise<Readings[K][]> {
  const words = folded(q).split(/\s+/).filter(Boolean)
  const found = await inPieces(items, async (item) =>
    (await mentions(application, kind, item, words, searcher)) ? [item] : [],
  )
  return found.flat()
}

async function mentions<K extends ItemKind>(
  application: Application,
  kind: K,
  item: Readings[K],
  words: string[],
  searcher: Searcher,
): Promise<boolean> {
  const { code, title, titles } = item
  let missing = without(words, [code, title, ...Object.values(titles ?? {})].join(" "))
  for (const source of [draftsOf, reasonsOf]) {
    if (missing.length === 0) return true
    missing = (await source(application, kind, item, searcher)).reduce(without, missing)
  }
  return missing.length === 0
}

type SearchedTexts = (
  application: Application,
  kind: ItemKind,
  item: Readings[ItemKind],
  searcher: Searcher,
) => Promise<string[]>

/** The texts of an activity's drafts, in whatever language. */
const draftsOf: SearchedTexts = async (application, kind, item, { reader }) => {
  const hashes = "drafts" in item ? item.drafts.flatMap(({ versions }) => versions.map(({ text }) => text)) : []
  const activity = hashes.length > 0 ? await readActivity(application, item.id) : undefined
  if (!activity) return []
  const texts = hashes.map((hash) => shownText(application, activity, hash, reader.sees(`${kind}:${item.id}`)))
  return (await Promise.all(texts)).flatMap((text) => text ?? [])
}

/** The reasons that were given for what happened. */
const reasonsOf: SearchedTexts = async (application, kind, { id }, { past, reader }) => {
  const stream: StreamName = `${kind}:${id}`
  const all = await historyOf(application, stream)
  const commits = past?.view === "as-it-was" ? asItWas(all, past.asOf) : all
  return commits
    .filter(({ recorded }) => past?.view !== "as-known" || recorded <= past.asOf)
    .flatMap((commit) => {
      const shown = shownTo(reader.sees(stream), commit)
      return (shown && entryOf(shown).reason) ?? []
    })
}

/** Those of the words that a text does not hold. */
function without(words: string[], text: string): string[] {
  const held = folded(text)
  return words.filter((word) => !held.includes(word))
}

function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
}
