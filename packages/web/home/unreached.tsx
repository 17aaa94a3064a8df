import { instantText, translate } from "@demarche/i18n"
import { type Home, nameIn } from "./reader.ts"

/** Whom no letter reaches, and which letters fail: for those who can do something about it. */
export function UnreachedSection({ home }: { home: Home }) {
  const { visit, plan, mine } = home
  const { language } = visit
  const { unreached, letters } = mine
  if ((unreached?.length ?? 0) + (letters?.length ?? 0) === 0) return <></>
  return (
    <section aria-labelledby="reach">
      <h2 id="reach">{translate(language, "mine.reach.title")}</h2>
      <ul class="list">
        {(unreached ?? []).map(({ who, why }) => (
          <li>{translate(language, `mine.reach.why.${why}`, { who: nameIn(home, who) })}</li>
        ))}
        {(letters ?? []).map(({ recipient, why, notBefore }) => (
          <li>
            {translate(language, "mine.reach.letter", {
              who: nameIn(home, recipient),
              why: why ?? undefined,
              instant: instantText(language, notBefore, plan.readerZone),
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}
