import { idOfEntry } from "@demarche/http/historyEntry"
import type { MineReading } from "@demarche/http/responses"
import { dayText, translate } from "@demarche/i18n"
import { codeIn } from "@demarche/workflows/terms"
import { dayOf } from "@demarche/workplan"
import { actText } from "../item/entrySentence.ts"
import { itemPath, planHistoryPath } from "../page.ts"
import { Form } from "../signIn/signInForms.tsx"
import { href } from "../visit.ts"
import { ItemSentence } from "./itemSentence.tsx"
import type { Home } from "./reader.ts"

/** What others have recorded since the reader said that they had seen it, and the button to say so. */
export function ChangesSeen({ home }: { home: Home }) {
  const { visit, plan, mine } = home
  const { language, now, past } = visit
  const { changed, seen } = mine
  if (!changed) return <></>
  const since = dayText(language, dayOf(changed.since, plan.zone))
  return (
    <section aria-labelledby="changed">
      <h2 id="changed">{translate(language, seen ? "mine.changed.title" : "mine.changed.lately")}</h2>
      {changed.items.length === 0 ? (
        <p>{translate(language, "mine.changed.none", { instant: since })}</p>
      ) : (
        <>
          <p class="quiet">{translate(language, "mine.changed.since", { instant: since })}</p>
          <ul class="list">
            {[...Map.groupBy(changed.items, ({ stream }) => stream).values()].map((entries) => (
              <li>
                <ItemChanges home={home} entries={entries} />
              </li>
            ))}
          </ul>
        </>
      )}
      {changed.more && <p>{translate(language, "mine.changed.more")}</p>}
      {!past && visit.marks && (
        <div class="acts">
          <Form visit={visit} action={`/plans/${plan.id}/seen`}>
            <input type="hidden" name="upTo" value={now} />
            <button type="submit">{translate(language, "mine.changed.seen")}</button>
          </Form>
          {seen && (
            <Form visit={visit} action={`/plans/${plan.id}/forget`}>
              <button type="submit">{translate(language, "mine.changed.forget")}</button>
            </Form>
          )}
        </div>
      )}
    </section>
  )
}

type ChangeEntry = NonNullable<MineReading["changed"]>["items"][number]

/** What has changed of an item, or of the plan: its title once, then a sentence a change. */
function ItemChanges({ home, entries }: { home: Home; entries: readonly ChangeEntry[] }) {
  const { visit, plan } = home
  const [newest] = entries
  if (!newest) return <></>
  const id = idOfEntry(newest)
  return (
    <>
      <ItemSentence visit={visit} plan={plan} text="mine.changed.about" id={id} of={newest} />
      <ul class="plain">
        {entries.map((entry) => (
          <li>
            <ChangedItem home={home} entry={entry} id={id} />
          </li>
        ))}
      </ul>
    </>
  )
}

function ChangedItem({ home, entry, id }: { home: Home; entry: ChangeEntry; id: string }) {
  const { visit, plan } = home
  const { language } = visit
  const { occurredAt, version } = entry
  const number = translate(language, "mine.changed.number", { code: codeIn(id), number: version })
  return (
    <>
      {actText(home, entry)}{" "}
      <small>
        {dayText(language, dayOf(occurredAt, plan.zone))}
        {" · "}
        <a class="state" href={href(visit, id === plan.id ? planHistoryPath(id, version) : itemPath(id, version))}>
          {number}
        </a>
      </small>
    </>
  )
}
