import { findItem } from "@demarche/http/items"
import { noticePage, ownOnly, reminderPage } from "@demarche/http/noticeRoutes"
import { instantText, lineText, reminderText, translate } from "@demarche/i18n"
import { usualLanguage } from "@demarche/workflows/languages"
import { peopleNames } from "../names.ts"
import { type PageMaker, planPath } from "../page.ts"
import { href, type PlanVisit, planOf, type Visit } from "../visit.ts"

/** How far ahead reminders are worked out, in milliseconds, and how many letters are shown at the most. */
const AHEAD = 92 * 86_400_000
const MOST = 100

/** A reminder of an output, sent or planned, with its letter. */
interface Reminder {
  /** What tells it from the others on its page. */
  key: string
  /** The instant (UTC) at which it was sent, or will be. */
  at: string
  recipient: string
  kind: string
  step: string | null
  letter: string | null
}

/** The reminders of an output, sent and planned: the reader's own, all for those who run the plan; and one letter in full. */
export const remindersPage: PageMaker = async (visit, { plan: id = "", code: asked = "" }) => {
  const { application, language, home, query, past, visitor } = visit
  const plan = await planOf(visit, id)
  const about = `${id}.${asked}`
  const mine = await ownOnly(application, await visitor.claimIn(id), id)
  const { code } = (await findItem(application, "output", about, past, plan.reader.sees)).reading
  const from = past?.asOf ?? visit.now
  const until = new Date(Date.parse(from) + AHEAD).toISOString()
  const [letters, reminders] = await Promise.all([
    noticePage(application, { plan: id, about, status: "sent", limit: MOST }, past, mine),
    reminderPage(
      application,
      { plan: id, about, asOf: past?.asOf, until, limit: MOST, letters: query.letter ? "true" : "false" },
      mine,
      home,
    ),
  ])
  const sent = letters.items
    .filter(({ step }) => step !== null)
    .map((each): Reminder => ({ ...each, key: each.id, at: each.since }))
    .toSorted((one, other) => (one.at < other.at ? 1 : -1))
  const planned = reminders.items.map((each): Reminder => {
    const { notBefore: at, recipient, step } = each
    return { ...each, key: [at, recipient, step].join(" "), at }
  })
  const shown = [...sent, ...planned].find(({ key }) => key === query.letter)
  const isWrittenTo = (id: string) => [...sent, ...planned].some(({ recipient }) => recipient === id)
  const names = await peopleNames(application, plan, isWrittenTo)
  const title = translate(language, "outputs.reminders.title", { code })
  const path = `${planPath(id, "outputs")}/${code}`
  return {
    title: shown ? `${title}, ${sentenceOf(visit, plan, names, shown)}` : title,
    plan,
    section: "outputs",
    main: (
      <>
        <h1>{title}</h1>
        <p class="acts">
          <a href={href(visit, planPath(id, "outputs"))}>{translate(language, "outputs.reminders.back")}</a>
        </p>
        {mine !== undefined && <p class="hint">{translate(language, "outputs.reminders.own")}</p>}
        {shown?.letter && (
          <section aria-labelledby="letter">
            <h2 id="letter">{translate(language, "outputs.reminders.letter")}</h2>
            <p class="quiet">{sentenceOf(visit, plan, names, shown)}</p>
            <div class="text" lang={languageOf(plan, shown)}>
              {shown.letter}
            </div>
          </section>
        )}
        {(
          [
            ["planned", "nonePlanned", planned],
            ["sent", "noneSent", sent],
          ] as const
        ).map(([heading, none, list]) => (
          <section aria-labelledby={heading}>
            <h2 id={heading}>{translate(language, `outputs.reminders.${heading}`)}</h2>
            {list.length === 0 ? (
              <p>{translate(language, `outputs.reminders.${none}`)}</p>
            ) : (
              <ul class="list">
                {list.map((each) => (
                  <li>
                    {each.letter || !past ? (
                      <a href={`${href(visit, path, { letter: each.key })}#letter`}>
                        {sentenceOf(visit, plan, names, each)}
                      </a>
                    ) : (
                      sentenceOf(visit, plan, names, each)
                    )}
                  </li>
                ))}
              </ul>
            )}
          </section>
        ))}
      </>
    ),
  }
}

/** When it is sent, what it says and to whom. */
function sentenceOf(
  { language }: Visit,
  { zone }: PlanVisit,
  names: ReadonlyMap<string, string>,
  each: Reminder,
): string {
  const to = translate(language, "outputs.reminders.to", { name: names.get(each.recipient) ?? each.recipient })
  return lineText([instantText(language, each.at, zone), reminderText(language, each), to])
}

function languageOf({ context }: PlanVisit, { recipient }: Reminder): string {
  return context.people.find(({ id }) => id === recipient)?.language ?? usualLanguage
}
