import type { MineReading } from "@demarche/http/responses"
import { dayText, dueText, translate } from "@demarche/i18n"
import { untilText } from "../names.ts"
import { ItemSentence } from "./itemSentence.tsx"
import type { Home } from "./reader.ts"

/** The dates of the next 30 days; where there are none, the first after them. */
export function Dates({ home }: { home: Home }) {
  const { language } = home.visit
  const { dates, person } = home.mine
  const title = translate(language, person === null ? "mine.dates.ahead" : "mine.dates.title")
  return (
    <section aria-labelledby="dates">
      <h2 id="dates">{title}</h2>
      {dates.length === 0 ? (
        <p>
          {translate(language, "mine.dates.none")} <NextDate home={home} />
        </p>
      ) : (
        <ul class="list">
          {dates.map((each) => (
            <li>
              <DateLine home={home} dated={each} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** The first date to come. */
export function NextDate({ home }: { home: Home }) {
  const { visit, mine } = home
  const next = mine.dates[0] ?? mine.next
  if (!next) return <>{translate(visit.language, "mine.noDate")}</>
  return (
    <>
      {translate(visit.language, "mine.next")} <DateLine home={home} dated={next} />
    </>
  )
}

function DateLine({ home, dated }: { home: Home; dated: MineReading["dates"][number] }) {
  const { visit, plan } = home
  const { id, date } = dated
  const args = { when: whenText(home, date) }
  return <ItemSentence visit={visit} plan={plan} text={`mine.dates.${date.kind}`} args={args} id={id} of={dated} />
}

function whenText({ visit: { language }, plan }: Home, date: MineReading["dates"][number]["date"]): string {
  if ("closes" in date) return untilText(language, plan, date.closes)
  const { from, to } = date
  if (date.kind === "due") return dueText(language, { ...date, on: to, rule: date })
  if (from === to) return dayText(language, from)
  return translate(language, "mine.dates.days", { from: dayText(language, from), to: dayText(language, to) })
}
