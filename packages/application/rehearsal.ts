import { type Commit, type Events, encode, type StoredText, type StreamName, type Texts } from "@demarche/event-store"
import { type Application, createApplication } from "./application.ts"

/**
 * The application over the record as it is, whose writes are kept aside and forgotten with it. What takes more than one
 * command is done here first: a refusal of the last of them then comes before the first is written. `onWritten` is told of
 * each commit that would be.
 */
export function rehearsalOf(
  { world, views }: Application,
  onWritten: (commit: Commit) => void = () => {},
): Application {
  const written = new Map<StreamName, Commit[]>()
  const texts = new Map<string, StoredText>()
  const head: Events["head"] = async (stream) => written.get(stream)?.at(-1) ?? world.events.head(stream)
  const events: Events = {
    ...world.events,
    head,
    async append(commit) {
      encode(commit)
      const before = await head(commit.stream)
      if (commit.version !== (before?.version ?? 0) + 1) return "conflict"
      written.set(commit.stream, [...(written.get(commit.stream) ?? []), commit])
      onWritten(commit)
      return "written"
    },
    async *read(stream, { from = 1, to = Number.MAX_SAFE_INTEGER, backwards = false } = {}) {
      const added = (written.get(stream) ?? []).filter(({ version }) => version >= from && version <= to)
      if (backwards) yield* added.toReversed()
      yield* world.events.read(stream, { from, to, backwards })
      if (!backwards) yield* added
    },
  }
  const kept: Texts = {
    ...world.texts,
    put: async (text) => void texts.set(text.hash, text),
    get: async (hash) => texts.get(hash) ?? world.texts.get(hash),
    erase: async (hash) => void texts.delete(hash),
  }
  return createApplication({ events, views, texts: kept }, world.clock, world.salt)
}
