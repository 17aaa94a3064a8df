import type { Language } from "@demarche/i18n"
import type { LetterContent } from "@demarche/mail/letter"
import type { notice, plan as planWorkflow } from "@demarche/workflows"
import { may } from "@demarche/workflows/offices"
import { classOf, covers, kindNamed, notifications } from "@demarche/workplan"
import { type ItemPlace, reaches } from "@demarche/workplan/rules/scopes"
import { type ActionLink, type LinkedRound, signActionToken } from "../answers/actionLink.ts"
import type { MailSettings } from "./mailSettings.ts"

interface LinkReader {
  plan: string
  person: planWorkflow.Person
  language: Language
  now: string
  today: string
}

/** The URLs in a letter to one person. */
export interface LetterLinks {
  home: string
  item(id: string): string
  /** What the person may do by a link in that round of the item, if they speak for a party that it asks. */
  actions(
    notice: notice.NoticeFields,
    item: { id: string; place: ItemPlace },
    asked: AskedRound | undefined,
  ): NonNullable<LetterContent["actions"]>
  /** Unsubscribes from the classes of those kinds of notification; undefined where all of them are mandatory. */
  unsubscribe(kinds: string[]): string | undefined
}

/** A round of an item, and the parties that are asked to answer in it. */
export interface AskedRound {
  round: LinkedRound
  parties: readonly string[]
}

/** How long an unsubscribe link works, in milliseconds. */
const YEAR = 366 * 86_400_000

/** The links of a letter to that person, written at `now` (RFC 3339, UTC), which is `today` (ISO 8601) in the plan's zone. */
export function letterLinks(
  { home, key }: MailSettings,
  { plan, person, language, now, today }: LinkReader,
): LetterLinks {
  const link = (action: ActionLink) => `${home}/${language}/answer/${signActionToken(action, key)}`
  return {
    home,
    item: (id) => `${home}/${language}/items/${id}`,
    actions({ kind, step }, { id, place }, asked) {
      const name = kindNamed(kind)
      if (!asked || !name) return []
      const { round, parties } = asked
      const letter = step ? `${kind} ${step}` : kind
      return (notifications[name].actions ?? []).flatMap((does) => {
        const mandate = mandateFor(person, { parties, place, today, does })
        if (!mandate) return []
        const { office, party } = mandate
        const url = link({ does, plan, on: id, person: person.id, office, ...(party && { party }), round, letter })
        return [{ name: does, url }]
      })
    },
    unsubscribe(kinds) {
      const names = kinds.flatMap((kind) => kindNamed(kind) ?? [])
      const classes = [...new Set(names.flatMap((name) => classOf(name) ?? []))].sort()
      const until = new Date(Date.parse(now) + YEAR).toISOString()
      if (classes.length === 0) return undefined
      return link({ does: "unsubscribe", plan, on: classes.join(" "), person: person.id, office: "system", until })
    },
  }
}

interface LinkedAct {
  parties: readonly string[]
  place: ItemPlace
  today: string
  does: ActionLink["does"]
}

/** The office in which a person may do that there today for one of those parties. */
function mandateFor({ offices }: planWorkflow.Person, { parties, place, today, does }: LinkedAct) {
  return offices.find(
    (mandate) =>
      mandate.party &&
      parties.includes(mandate.party) &&
      covers(mandate, today) &&
      reaches(mandate, place) &&
      may("activity", does, mandate.office),
  )
}
