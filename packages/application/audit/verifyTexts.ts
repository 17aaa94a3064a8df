import { type Commit, type Finding, findingOf, TEXT_MEDIA } from "@demarche/engine"
import { kindOf, type StoredText, scopeOf } from "@demarche/event-store"
import { erasedBy } from "@demarche/workplan"
import type { Application } from "../application.ts"

/** How many texts that a scan did not come upon are asked for at a time. */
const READS = 16

/** Where the record first names a text. */
interface FirstNaming {
  stream: string
  version: number
  scope: string
}

/**
 * Compares the texts with the record, in one pass: call `see` with every commit; then `findings` reads every text. Each must
 * be the one whose hash it has, in the plan of the commit that names it, and no text that is named may be gone unless the
 * record says that it was erased.
 */
export function textsVerifier({ workflows, world }: Application) {
  const named = new Map<string, FirstNaming>()
  /** The hashes that are erased, each with the plan whose record says so. */
  const erased = new Set<string>()

  function see({ stream, version, events }: Commit): void {
    const scope = scopeOf(stream)
    const fields = workflows.get(kindOf(stream))?.named
    for (const { value } of events) {
      const gone = erasedBy(value)
      if (gone !== undefined) erased.add(`${scope} ${gone}`)
      else
        for (const field of fields?.get(value.type) ?? []) {
          const hash = value[field]
          if (typeof hash === "string" && !named.has(hash)) named.set(hash, { stream, version, scope })
        }
    }
  }

  async function findings(): Promise<Finding[]> {
    const found: Finding[] = []
    const seen = new Set<string>()
    const add = (hash: string, fault: "text" | "lost" | "unreadable", what: string) => {
      const { stream, version } = named.get(hash) ?? { stream: "", version: 0 }
      found.push({ stream, version, fault, detail: `the text ${hash} ${what}` })
    }
    const judge = (hash: string, text: StoredText | "erased" | undefined) => {
      const place = named.get(hash)
      if (typeof text === "object") {
        if (text.media !== TEXT_MEDIA) add(hash, "text", `is kept as ${text.media}`)
        else if (place && place.scope !== text.scope) add(hash, "text", `is kept under another plan, ${text.scope}`)
      } else if (place && !erased.has(`${place.scope} ${hash}`))
        add(hash, "lost", text ? "was erased, and the record does not say so" : "is not there, and was never erased")
    }
    const damaged = (error: Parameters<typeof findingOf>[0]) => {
      const hash = error.damage && "text" in error.damage ? error.damage.text : undefined
      if (hash === undefined) found.push(findingOf(error))
      else {
        seen.add(hash)
        const altered = error.damage?.fault === "hash"
        add(hash, altered ? "text" : "unreadable", altered ? "was altered" : "cannot be read")
      }
    }
    for await (const text of world.texts.scan(damaged)) {
      const hash = "erased" in text ? text.erased : text.hash
      seen.add(hash)
      judge(hash, "erased" in text ? "erased" : text)
    }
    const left = [...named.keys()].filter((hash) => !seen.has(hash))
    for (let from = 0; from < left.length; from += READS)
      await Promise.all(left.slice(from, from + READS).map(async (hash) => judge(hash, await world.texts.get(hash))))
    return found
  }

  return { see, findings }
}
