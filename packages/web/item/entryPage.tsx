import { historyPage } from "@demarche/http/historyEntry"
import { textsOfEntry } from "@demarche/http/itemTexts"
import { ProblemError } from "@demarche/http/problem"
import type { HistoryEntry } from "@demarche/http/responses"
import { communicationText, instantText, translate } from "@demarche/i18n"
import { codeIn } from "@demarche/workflows/terms"
import { itemPath, type Page, type PageMaker, planHistoryPath } from "../page.ts"
import { href, planOf } from "../visit.ts"
import { LabelledFact, Original, ReadText, TitledSection } from "../written.tsx"
import { actorText, type EntryReading, entrySentence, withPeopleIn } from "./entrySentence.ts"
import { namesFor } from "./itemNames.ts"
import { kindOfItem, shownItem } from "./shownItem.ts"

/** An entry of a record: its stream, the address of the whole, that of each entry, and the newest of them. */
interface EntryPlace extends EntryReading {
  stream: Parameters<typeof historyPage>[1]
  code: string
  path: string
  entryPath(version: number): string
  newest: number
}

/** One entry of an item's record. */
export const itemEntryPage: PageMaker = async (visit, { id = "", number = "" }) => {
  const kind = await kindOfItem(visit, id)
  const { plan, names, standing } = await shownItem(visit, kind, id)
  return entryPage(number, {
    ...{ visit, plan, names, stream: `${kind}:${id}`, code: codeIn(id), path: itemPath(id) },
    entryPath: (version) => itemPath(id, version),
    newest: standing.commit.version,
  })
}

/** One entry of a plan's own record. */
export const planEntryPage: PageMaker = async (visit, { plan: id = "", number = "" }) => {
  const plan = await planOf(visit, id)
  return entryPage(number, {
    ...{ visit, plan, names: await namesFor(visit, plan), stream: `plan:${id}`, code: id, path: planHistoryPath(id) },
    entryPath: (version) => planHistoryPath(id, version),
    newest: plan.version,
  })
}

async function entryPage(number: string, entryPlace: EntryPlace): Promise<Page> {
  const { visit, plan, stream, code, newest } = entryPlace
  const { application, language, past } = visit
  const version = /^[1-9]\d{0,8}$/.test(number) ? Number(number) : 0
  const asked = { limit: "1", ...(version > 1 && { next: String(version - 1) }) }
  const { items } = version > 0 ? await historyPage(application, stream, asked, past, plan.reader.sees) : { items: [] }
  const entry = items.find((each) => each.version === version)
  if (!entry) throw new ProblemError("unknown", `there is no entry ${number} of ${code}`)
  const place = await withPeopleIn(entryPlace, [entry])
  const texts = await textsOfEntry(application, { ...entry, stream }, plan.reader, plan.context.nameKey)
  const lang = entry.writtenIn !== null && { lang: entry.writtenIn }
  const title = translate(language, "item.history.numberOf", { code, number: version })
  return {
    title,
    plan,
    main: (
      <>
        <h1>{title}</h1>
        <p class="headline">
          <bdi>{entrySentence(place, entry)}</bdi>
        </p>
        <Circumstances place={place} entry={entry} />
        {texts.length > 0 && (
          <TitledSection title={translate(language, "item.entry.texts")}>
            {texts.map(({ body }) => (
              <ReadText language={language} text={body === undefined ? undefined : { body, ...lang }} />
            ))}
          </TitledSection>
        )}
        <TitledSection title={translate(language, "item.entry.raw")}>
          <pre dir="ltr">{JSON.stringify(entry, null, 2)}</pre>
        </TitledSection>
        <Neighbours place={place} version={version} newest={newest} />
      </>
    ),
  }
}

/** When an entry happened, was received and recorded; by whom, why, on what; and its hash. */
function Circumstances({ place, entry }: { place: EntryPlace; entry: HistoryEntry }) {
  const { visit, plan } = place
  const { language } = visit
  const { actor, occurredAt, receivedAt, recordedAt, reason, mandate, communication, writtenIn, hash, prev } = entry
  const when = (instant: string) => instantText(language, instant, plan.zone)
  const label = (key: "who" | "happened" | "received" | "recorded" | "reason" | "mandate" | "hash" | "prev") =>
    translate(language, `item.entry.${key}`)
  return (
    <dl class="facts">
      <LabelledFact label={label("who")}>
        {actor ? actorText(place, actor) : translate(language, "item.hidden")}
      </LabelledFact>
      <LabelledFact label={label("happened")}>{when(occurredAt)}</LabelledFact>
      {receivedAt && <LabelledFact label={label("received")}>{when(receivedAt)}</LabelledFact>}
      <LabelledFact label={label("recorded")}>{when(recordedAt)}</LabelledFact>
      {reason && (
        <LabelledFact label={label("reason")}>
          <bdi lang={writtenIn ?? undefined} dir="auto">
            {reason}
          </bdi>{" "}
          {writtenIn && <Original language={language} lang={writtenIn} />}
        </LabelledFact>
      )}
      {mandate && (
        <LabelledFact label={label("mandate")}>
          <bdi dir="auto">{mandate}</bdi>
        </LabelledFact>
      )}
      {communication && (
        <LabelledFact label={translate(language, "item.entry.communication")}>
          <bdi>{communicationText(language, communication)}</bdi>
        </LabelledFact>
      )}
      <LabelledFact label={label("hash")}>
        <code>{hash}</code>
      </LabelledFact>
      {prev && (
        <LabelledFact label={label("prev")}>
          <code>{prev}</code>
        </LabelledFact>
      )}
    </dl>
  )
}

function Neighbours({ place, version, newest }: { place: EntryPlace; version: number; newest: number }) {
  const { visit, path, entryPath } = place
  const { language } = visit
  return (
    <p class="acts">
      {version > 1 && (
        <a href={href(visit, entryPath(version - 1))} rel="prev">
          {translate(language, "item.entry.before")}
        </a>
      )}
      {version < newest && (
        <a href={href(visit, entryPath(version + 1))} rel="next">
          {translate(language, "item.entry.after")}
        </a>
      )}
      <a href={href(visit, path)}>{translate(language, "item.entry.back")}</a>
    </p>
  )
}
