import { commitOfCommand } from "@demarche/application/commitOfCommand"
import { shownTo } from "@demarche/application/disclosure"
import { entryOf } from "@demarche/http/historyEntry"
import { requestId } from "@demarche/http/itemRoutes"
import type { HistoryEntry } from "@demarche/http/responses"
import { instantText, translate } from "@demarche/i18n"
import { amendmentCode } from "@demarche/workflows/ownItems"
import { at } from "@demarche/workplan"
import * as z from "zod"
import { possibleOn } from "../item/acts.tsx"
import { type EntryReading, entrySentence, withPeopleIn } from "../item/entrySentence.ts"
import { namesFor } from "../item/itemNames.ts"
import { kindOfItem, shownItem } from "../item/shownItem.ts"
import { formAddress, itemPath, type Page, type PageMaker, planPath } from "../page.ts"
import { href, planOf } from "../visit.ts"
import { LabelledFact } from "../written.tsx"
import { type ActPlace, placeOfItem, placeOfPlan } from "./actPlace.ts"
import { mayRecur } from "./decision.ts"

/** Where a receipt is looked for, what its sentence is written with, and whether the same act may be recorded once more. */
type ReceiptPlace = EntryReading & ActPlace & { again: boolean }

/** What became of a form on an item that was sent under a key: its receipt, or that nothing was recorded. */
export const itemReceiptPage: PageMaker = async (visit, { id = "", key = "" }) => {
  const kind = await kindOfItem(visit, id)
  const found = await shownItem(visit, kind, id)
  const { plan, names } = found
  const possible = await possibleOn(found)
  const again = possible.some(({ name, allowed }) => allowed && name === visit.query.act)
  return receiptPage({ visit, plan, names, again, ...placeOfItem(kind, id) }, key)
}

/** The same of a form on a plan itself, or of one that began a request. */
export const planReceiptPage: PageMaker = async (visit, { plan: id = "", key = "" }) => {
  const plan = await planOf(visit, id)
  const names = await namesFor(visit, plan)
  const request = placeOfItem("request", requestId(id, key))
  const begun = await visit.application.world.events.head(request.stream)
  const again = mayRecur(visit.query.act)
  return receiptPage({ visit, plan, names, again, ...(begun ? request : placeOfPlan(id)) }, key)
}

async function receiptPage(place: ReceiptPlace, key: string): Promise<Page> {
  const { visit, plan, stream, code, back, entry, again } = place
  const { language, application } = visit
  const commit = await commitOfCommand(application, stream, key)
  const shown = commit && shownTo(plan.reader.sees(stream), commit)
  if (!shown) return nothingRecorded(place)
  const recorded = entryOf(shown)
  const { version, occurredAt, recordedAt, hash } = recorded
  const number = translate(language, "item.history.numberOf", { code, number: version })
  return {
    title: translate(language, "decide.receipt", { number }),
    plan,
    main: (
      <>
        <h1>{translate(language, "decide.receipt", { number })}</h1>
        <p class="headline" role="status">
          <bdi>{entrySentence(await withPeopleIn(place, [recorded]), recorded)}</bdi>
        </p>
        <dl class="facts">
          <LabelledFact label={translate(language, "item.entry.recorded")}>
            {instantText(language, recordedAt, plan.zone)}
          </LabelledFact>
          {occurredAt !== recordedAt && (
            <LabelledFact label={translate(language, "item.entry.happened")}>
              {instantText(language, occurredAt, plan.zone)}
            </LabelledFact>
          )}
          <LabelledFact label={translate(language, "item.entry.hash")}>
            <code>{hash}</code>
          </LabelledFact>
        </dl>
        <p class="acts">
          <a class="main" href={href(visit, back)}>
            {translate(language, "decide.done")}
          </a>
          <a href={href(visit, entry(version))}>{number}</a>
          {amendmentsIn(recorded).map((number) => (
            <a href={href(visit, itemPath(`${plan.id}.${amendmentCode(number)}`))}>
              {translate(language, "decide.toAmendment")}
            </a>
          ))}
          {again && visit.query.act && (
            <a href={href(visit, formAddress(back, visit.query.act), againWith(place, recorded))}>
              {translate(language, "decide.another")}
            </a>
          )}
          <a href={href(visit, planPath(plan.id))}>{translate(language, "decide.home")}</a>
        </p>
      </>
    ),
  }
}

const Proposal = z.object({ type: z.literal("AmendmentProposed"), amendment: z.int() })

/** The numbers of the amendments that an entry proposes. */
function amendmentsIn({ events }: HistoryEntry): number[] {
  return events.flatMap((event) => Proposal.safeParse(event).data?.amendment ?? [])
}

/** What the next decision of the same meeting has in common with this one: what it rests on, and when it happened. */
function againWith({ plan }: ReceiptPlace, { mandate, occurredAt, recordedAt }: HistoryEntry): Record<string, string> {
  const then = at(occurredAt, plan.zone).toPlainDateTime()
  const earlier = occurredAt !== recordedAt
  return {
    ...(mandate && { mandate }),
    ...(earlier && {
      "occurredAt.day": then.toPlainDate().toString(),
      "occurredAt.time": then.toPlainTime().toString({ smallestUnit: "minute" }),
    }),
  }
}

function nothingRecorded({ visit, plan, back }: ReceiptPlace): Page {
  const { language } = visit
  const title = translate(language, "decide.nothing")
  return {
    title,
    plan,
    status: 404,
    main: (
      <>
        <h1>{title}</h1>
        <p>{translate(language, "decide.goBack")}</p>
        <p class="acts">
          <a href={href(visit, back)}>{translate(language, "decide.done")}</a>
        </p>
      </>
    ),
  }
}
