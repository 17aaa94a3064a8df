import { shownTo } from "@demarche/application/disclosure"
import { readActivity } from "@demarche/application/readActivity"
import { type ShownDraft, shownDraft } from "@demarche/application/shownTexts"
import { draftHtml } from "@demarche/http/draftHtml"
import { entryOf, historyOf } from "@demarche/http/historyEntry"
import { findItem, planOfItem } from "@demarche/http/items"
import { dueInferred, itemWording } from "@demarche/http/itemWording"
import { ProblemError } from "@demarche/http/problem"
import type { HistoryEntry } from "@demarche/http/responses"
import {
  deadlineText,
  dueText,
  eventText,
  instantText,
  officeText,
  ruleText,
  stateText,
  translate,
} from "@demarche/i18n"
import type { RecordReader } from "@demarche/workflows/offices"
import type { ItemKind, Readings } from "@demarche/workplan"
import { itemPath, type PageMaker } from "../page.ts"
import { href, type PlanVisit, planOf, type Visit } from "../visit.ts"
import { Papers } from "./papers.tsx"

const kinds: readonly ItemKind[] = ["activity", "output", "request"]

/** One item: where it stands, its draft, and everything that happened to it. */
export const itemPage: PageMaker = async (visit, { id = "" }) => {
  const { application, language, past, query } = visit
  const plan = await planOf(visit, planOfItem(id))
  const { sees } = plan.reader
  for (const kind of kinds) {
    if (!(await application.world.events.head(`${kind}:${id}`))) continue
    const { reading } = await findItem(application, kind, id, past, sees)
    const entries = (await historyOf(application, `${kind}:${id}`)).flatMap((commit) => {
      const shown = shownTo(sees(commit.stream), commit)
      return shown ? [entryOf(shown)] : []
    })
    const { code, title } = reading
    const draft = kind === "activity" ? await draftOn(visit, id, query.draft, sees(`activity:${id}`)) : undefined
    const symbol = "symbol" in reading ? reading.symbol : null
    const papers = "papers" in reading ? (reading.papers ?? []) : []
    return {
      title: `${code} ${title}`,
      plan,
      main: (
        <>
          <h1>
            <small>{code}</small>{" "}
            <bdi lang={plan.lang} class="words">
              {title}
            </bdi>
          </h1>
          {symbol && (
            <p>
              <bdi>{symbol}</bdi>
            </p>
          )}
          {factsOf(visit, plan, reading).map((line) => (
            <p>{line}</p>
          ))}
          {itemWording(language, reading, plan.fields)}
          {draft && draftHtml(language, draft.shown, "confidential")}
          {draft && draft.drafts > 1 && <OtherDrafts visit={visit} id={id} draft={draft} />}
          {papers.length > 0 && <Papers language={language} plan={plan} papers={papers} />}
          <h2>{translate(language, "home.record")}</h2>
          <ul class="list">
            {entries.toReversed().flatMap((entry) => {
              const said = sentenceOf(visit, plan, entry)
              return said ? [<li>{said}</li>] : []
            })}
          </ul>
        </>
      ),
    }
  }
  throw new ProblemError("unknown", `there is no item ${id}`)
}

/** Where an item stands, a line each: its state, its deadline, its date, and the rule of that. */
function factsOf({ language }: Visit, { context }: PlanVisit, reading: Readings[ItemKind]): string[] {
  const names = new Map(context.meetings.map(({ id, title }) => [id, title]))
  const kind = "kind" in reading ? reading.kind : undefined
  const due = "due" in reading ? reading.due : undefined
  const silence = "silence" in reading ? reading.silence : null
  const lines = [
    [stateText(language, { ...reading, kind })],
    silence ? [`${translate(language, "letters.labels.deadline")} ${deadlineText(language, silence.until)}`] : [],
    due === undefined
      ? []
      : [
          dueText(language, due),
          due?.overdue && translate(language, "home.overdue"),
          "annotations" in reading && dueInferred(reading) && translate(language, "wording.inferred"),
        ],
    [
      due && ruleText(language, due.rule, names),
      "modality" in reading && reading.modality === "notTakenUp" && translate(language, "due.notTakenUp"),
    ],
  ]
  return lines.map((line) => line.filter(Boolean).join(" · ")).filter((line) => line !== "")
}

/** A draft of an activity as a reader may read it, and how many drafts there are. */
interface DraftOnPage {
  shown: ShownDraft
  drafts: number
}

/** The draft of that number, or the newest; undefined where there is none. */
async function draftOn(
  { application }: Visit,
  id: string,
  named: string | undefined,
  reader: RecordReader,
): Promise<DraftOnPage | undefined> {
  const activity = await readActivity(application, id)
  const drafts = activity?.view.context.drafts.length ?? 0
  const number = named === undefined ? drafts : Number(named)
  if (!activity || !Number.isInteger(number) || number < 1 || number > drafts) return undefined
  return { shown: await shownDraft(application, activity, number, reader), drafts }
}

/** Links to the drafts that are not shown. */
function OtherDrafts({ visit, id, draft: { shown, drafts } }: { visit: Visit; id: string; draft: DraftOnPage }) {
  const others = Array.from({ length: drafts }, (_, index) => index + 1).filter((number) => number !== shown.draft)
  if (others.length === 0) return <></>
  return (
    <p>
      {others.map((draft) => (
        <>
          <a href={href(visit, itemPath(id), { draft })}>
            {translate(visit.language, "answer.read.draft", { draft })}
          </a>{" "}
        </>
      ))}
    </p>
  )
}

/** What a commit tells this reader; undefined where they may see none of it. */
function sentenceOf(
  { language }: Visit,
  { zone, procedure }: PlanVisit,
  { occurredAt, actor, events }: HistoryEntry,
): string | undefined {
  const who = actor && actor.office !== "clock" ? officeText(language, actor.office, procedure.offices) : ""
  const what = events.flatMap((event) => ("type" in event ? [eventText(language, event, { zone })] : []))
  if (what.length === 0) return undefined
  return `${instantText(language, occurredAt, zone)}: ${[who, what.join("; ")].filter(Boolean).join(" ")}`
}
