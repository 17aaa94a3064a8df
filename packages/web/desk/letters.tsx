import { noticePage } from "@demarche/http/noticeRoutes"
import { instantText, translate, translateDynamic } from "@demarche/i18n"
import type { StateName } from "@demarche/workflows/stateNames"
import { peopleNames } from "../names.ts"
import { TextBlock } from "../written.tsx"
import type { Desk } from "./actLinks.tsx"

/** How many letters of each kind the desk shows at the most. */
const LETTERS = 25

/** The letters that failed, then those that wait to be sent, each with what it says where that is written already. */
export async function DeskLetters({ visit, plan }: Desk) {
  const { application, language, past } = visit
  const lettersThat = async (status: StateName<"notice">) => {
    const { items } = await noticePage(application, { plan: plan.id, status, limit: LETTERS }, past, undefined)
    return items.toSorted((one, other) => (one.since < other.since ? 1 : -1))
  }
  const [failed, queued] = await Promise.all([lettersThat("failed"), lettersThat("queued")])
  const letters = [...failed, ...queued]
  const written = new Set(letters.map(({ recipient }) => recipient))
  const names = await peopleNames(application, plan, (id) => written.has(id))
  return (
    <section aria-labelledby="letters">
      <h2 id="letters">{translate(language, "desk.letters")}</h2>
      {letters.length === 0 && <p>{translate(language, "desk.noLetters")}</p>}
      <ul class="list">
        {letters.map(({ status, since, recipient, why, letter }, place) => (
          <li>
            <span class={place < failed.length ? "late" : "quiet"}>
              {place < failed.length && "▲ "}
              {translateDynamic(language, `states.${status}`)}
            </span>{" "}
            {instantText(language, since, plan.readerZone)} · <bdi>{names.get(recipient) ?? recipient}</bdi>
            {why && ` · ${why}`}
            {letter && (
              <details>
                <summary>{translate(language, "desk.readLetter")}</summary>
                <TextBlock>{letter}</TextBlock>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
