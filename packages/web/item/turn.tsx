import { instantDayText, listText, translate } from "@demarche/i18n"
import type { ItemKind } from "@demarche/workplan"
import { untilText } from "../names.ts"
import type { ShownItem } from "./shownItem.ts"

/** Whose turn it is, with what is asked and until when, and who else is awaited. */
export function WhoseTurn<K extends ItemKind>({ visit, plan, reading, names }: ShownItem<K>) {
  const { language } = visit
  const { turn, awaited } = reading
  const others = awaited.filter((each) => each !== turn?.holder).map(names.nameOf)
  return (
    <p>
      <strong>{translate(language, "item.turn.title")}</strong>
      {" – "}
      {turn === null ? (
        translate(language, "item.turn.nobody")
      ) : (
        <>
          <bdi>{names.nameOf(turn.holder)}</bdi>, {translate(language, `item.turn.asked.${turn.asked}`)}
          {", "}
          {turn.until
            ? translate(language, "item.turn.until", { until: untilText(language, plan, turn.until) })
            : translate(language, "item.turn.since", { since: instantDayText(language, turn.since, plan.zone) })}
        </>
      )}
      {others.length > 0 && (
        <>
          <br />
          <small>{translate(language, "item.turn.awaited", { who: listText(language, others) })}</small>
        </>
      )}
    </p>
  )
}
