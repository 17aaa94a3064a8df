import type { Application } from "@demarche/application/application"
import { shownTo } from "@demarche/application/disclosure"
import { planContext } from "@demarche/application/execute"
import { plannedFields } from "@demarche/application/planned"
import { readActivity } from "@demarche/application/readActivity"
import { type ShownDraft, shownDraft } from "@demarche/application/shownTexts"
import {
  deadlineText,
  dueText,
  eventText,
  instantText,
  type Language,
  officeText,
  ruleText,
  translate,
  translateDynamic,
} from "@demarche/i18n"
import type { plan as planWorkflow } from "@demarche/workflows"
import { usualLanguage } from "@demarche/workflows/languages"
import { type ItemKind, procedureOf, type TextReader } from "@demarche/workplan"
import { html } from "hono/html"
import { Hono } from "hono/tiny"
import { type Env, readerIn } from "./authentication.ts"
import { draftHtml } from "./draftHtml.ts"
import { entryOf, historyOf } from "./historyEntry.ts"
import { findItem, planOfItem } from "./items.ts"
import { dueInferred, itemWording } from "./itemWording.ts"
import { ProblemError } from "./problem.ts"
import type { HistoryEntry } from "./responses.ts"

const kinds: readonly ItemKind[] = ["activity", "output", "request"]

/** `/en/items/{id}`, `/fr/items/{id}`: a plain page of one item, to which letters link, until the proper pages exist. */
export function itemPage(application: Application, language: Language) {
  return new Hono<Env>().get("/items/:id", async (c) => {
    const id = c.req.param("id")
    const plan = planOfItem(id)
    const reader = await readerIn(application, c.get("claim"), plan)
    const { sees } = reader
    const context = await planContext(application, plan)
    const names = new Map(context.meetings.map(({ id, title }) => [id, title]))
    const fields = await plannedFields(application, `plan:${plan}`, "plan")

    for (const kind of kinds) {
      if (!(await application.world.events.head(`${kind}:${id}`))) continue
      const { reading } = await findItem(application, kind, id, undefined, sees)
      const entries = (await historyOf(application, `${kind}:${id}`)).flatMap((commit) => {
        const shown = shownTo(sees(commit.stream), commit)
        return shown ? [entryOf(shown)] : []
      })
      const { code, title, state, substate } = reading
      const due = "due" in reading ? reading.due : undefined
      const symbol = "symbol" in reading ? reading.symbol : null
      const silence = "silence" in reading ? reading.silence : null
      const facts = [
        [
          translateDynamic(language, `states.${state}`, { kind: "kind" in reading ? reading.kind : undefined }),
          substate && translateDynamic(language, `substates.${substate}`),
        ],
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
      const draft =
        kind === "activity"
          ? await draftOn(application, id, c.req.query("draft"), {
              ...reader,
              clearance: sees(`activity:${id}`),
            })
          : undefined
      return c.html(html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${code}</title>
<link rel="stylesheet" href="/assets/plain.css"></head>
<body><main>
<h1><small>${code}</small> <bdi lang="${fields?.language ?? usualLanguage}">${title}</bdi></h1>
${symbol ? html`<p><bdi>${symbol}</bdi></p>` : ""}
${facts
  .map((line) => line.filter(Boolean).join(" · "))
  .filter((line) => line !== "")
  .map((line) => html`<p>${line}</p>`)}
${fields ? itemWording(language, reading, fields) : ""}
${draft ? [draftHtml(language, draft.shown, "confidential"), otherDrafts(language, id, draft)] : ""}
<h2>${translate(language, "home.record")}</h2>
<ul>${entries
        .toReversed()
        .flatMap((entry) => line(language, entry, context) ?? [])
        .map((said) => html`<li>${said}</li>`)}</ul>
</main></body></html>`)
    }
    throw new ProblemError("unknown", `there is no item ${id}`)
  })
}

/** A draft of an activity as a reader may read it, and how many drafts there are. */
interface DraftOnPage {
  shown: ShownDraft
  drafts: number
}

/** The draft of that number, or the newest; undefined where there is none. */
async function draftOn(
  application: Application,
  id: string,
  named: string | undefined,
  reader: TextReader,
): Promise<DraftOnPage | undefined> {
  const activity = await readActivity(application, id)
  const drafts = activity?.view.context.drafts.length ?? 0
  const number = named === undefined ? drafts : Number(named)
  if (!activity || !Number.isInteger(number) || number < 1 || number > drafts) return undefined
  return { shown: await shownDraft(application, activity, number, reader), drafts }
}

/** Links to the drafts that are not shown. */
function otherDrafts(language: Language, id: string, { shown, drafts }: DraftOnPage) {
  const others = Array.from({ length: drafts }, (_, index) => index + 1).filter((number) => number !== shown.draft)
  if (others.length === 0) return ""
  return html`<p>${others.map(
    (draft) =>
      html`<a href="/${language}/items/${id}?draft=${draft}">${translate(language, "answer.read.draft", { draft })}</a> `,
  )}</p>`
}

/** What a commit tells this reader; undefined where they may see none of it. */
function line(
  language: Language,
  { occurredAt, actor, events }: HistoryEntry,
  context: planWorkflow.Context,
): string | undefined {
  const { zone } = context
  const who = actor && actor.office !== "clock" ? officeText(language, actor.office, procedureOf(context).offices) : ""
  const what = events.flatMap((event) => ("type" in event ? [eventText(language, event, { zone })] : []))
  if (what.length === 0) return undefined
  return `${instantText(language, occurredAt, zone)}: ${[who, what.join("; ")].filter(Boolean).join(" ")}`
}
