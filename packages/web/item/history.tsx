import { historyPage } from "@demarche/http/historyEntry"
import type { HistoryEntry } from "@demarche/http/responses"
import { instantText, type Language, translate } from "@demarche/i18n"
import type { ItemKind } from "@demarche/workplan"
import { itemPath } from "../page.ts"
import { href } from "../visit.ts"
import { aroundWords, Original } from "../written.tsx"
import { type EntryReading, entrySentence, withPeopleIn } from "./entrySentence.ts"
import type { ShownItem } from "./shownItem.ts"

/** How many entries a page of a history shows. */
const PAGE = 25

/** A history: its stream, the newest version that is shown of it, and the addresses of the whole and of each entry. */
interface ShownHistory extends EntryReading {
  stream: Parameters<typeof historyPage>[1]
  newest: number
  path: string
  entryPath(version: number): string
}

/** What happened to an item, the newest first, a page at a time. */
export function ItemHistory<K extends ItemKind>({ visit, plan, kind, reading, standing, names }: ShownItem<K>) {
  return HistoryList({
    visit,
    plan,
    names,
    stream: `${kind}:${reading.id}`,
    newest: standing.commit.version,
    path: itemPath(reading.id),
    entryPath: (version) => itemPath(reading.id, version),
  })
}

/** The entries of a stream as sentences, of which `?before=` chooses the page. @throws ProblemError `invalid` for another place. */
export async function HistoryList({ stream, newest, path, entryPath, ...reading }: ShownHistory) {
  const { visit, plan } = reading
  const { application, language, past, query } = visit
  const before = query.before ?? String(newest + 1)
  const asked = { next: before, limit: String(PAGE), order: "newest" }
  const { items, next } = await historyPage(application, stream, asked, past, plan.reader.sees)
  const named = await withPeopleIn(reading, items)
  const [first, last] = [items[0], items.at(-1)]
  return (
    <section id="history">
      <h2>
        {first && last && (next !== null || query.before)
          ? translate(language, "item.history.page", { from: first.version, to: last.version })
          : translate(language, "item.history.title")}
      </h2>
      {items.length === 0 && <p>{translate(language, "item.history.none")}</p>}
      <ol class="list" reversed start={first?.version}>
        {items.map((entry) => (
          <HistoryLine reading={named} entry={entry} address={href(visit, entryPath(entry.version))} />
        ))}
      </ol>
      <p class="acts">
        {query.before && (
          <a href={`${href(visit, path, { before: newerThan(before, newest) })}#history`}>
            {translate(language, "item.history.newer")}
          </a>
        )}
        {next !== null && (
          <a href={`${href(visit, path, { before: next })}#history`}>{translate(language, "item.history.older")}</a>
        )}
      </p>
    </section>
  )
}

/** Where the page of newer entries begins; undefined for the newest. */
function newerThan(before: string, newest: number): number | undefined {
  const at = Number(before) + PAGE
  return at > newest ? undefined : at
}

function HistoryLine({ reading, entry, address }: { reading: EntryReading; entry: HistoryEntry; address: string }) {
  const { visit, plan } = reading
  const { language } = visit
  const { occurredAt, receivedAt, reason, writtenIn, version } = entry
  return (
    <li>
      <span class="quiet">{instantText(language, occurredAt, plan.zone)}</span>{" "}
      <bdi>{entrySentence(reading, entry)}</bdi>
      {receivedAt && (
        <small>
          {" "}
          {translate(language, "item.entry.received")} {instantText(language, receivedAt, plan.zone)}.
        </small>
      )}
      {reason && (
        <small>
          {" "}
          <ReasonGiven language={language} reason={reason} lang={writtenIn ?? undefined} />
        </small>
      )}{" "}
      <a href={address}>{translate(language, "item.history.number", { number: version })}</a>
    </li>
  )
}

/** Why, in words of whoever acted. */
function ReasonGiven({ language, reason, lang }: { language: Language; reason: string; lang: string | undefined }) {
  const [before, after] = aroundWords(language, "item.history.reason", "reason")
  return (
    <>
      {before}
      <bdi lang={lang} dir="auto">
        {reason}
      </bdi>
      {after} {lang !== undefined && <Original language={language} lang={lang} />}
    </>
  )
}
