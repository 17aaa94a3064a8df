import type { Language } from "@demarche/i18n"
import type { LetterContent } from "@demarche/mail/letter"
import type { notice, plan as planWorkflow } from "@demarche/workflows"
import { may } from "@demarche/workflows/offices"
import type { Procedure } from "@demarche/workflows/procedure"
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
  /** Whether the plan's rules of procedure let a link act, or only read. */
  answersByLink: Procedure["answersByLink"]
  /** The name of the notification that the letter is of. */
  notice: string
}

/** The URLs in a letter to one person. */
export interface LetterLinks {
  home: string
  /** Where a person signs in. */
  signIn: string
  item(id: string): string
  /** The form of an act on an item, which takes it once the person has signed in. */
  form(id: string, act: string): string
  /** What the person may do by a link in that round of the item, if they speak for a party that it asks. */
  actions(
    notice: notice.NoticeFields,
    item: { id: string; place: ItemPlace },
    asked: AskedRound | undefined,
  ): NonNullable<LetterContent["actions"]>
  /** Opens a text of the item that the letter is about, without signing in, in the office in which the person reads it. */
  text(id: string, asked: AskedText): string
  /** Ends the links of the letter that was of that notification. */
  endLinks(notice: string): string
  /** Unsubscribes from the classes of those kinds of notification; undefined where all of them are mandatory. */
  unsubscribe(kinds: string[]): string | undefined
}

/** A round of an item, and the parties that are asked to answer in it. */
export interface AskedRound {
  round: LinkedRound
  parties: readonly string[]
}

/** A draft that a letter is about, or a consultation, and the office in which its reader may read it. */
interface AskedText {
  round: LinkedRound
  as: Pick<ActionLink, "office" | "party">
}

/** How long an unsubscribe link works, in milliseconds. */
const YEAR = 366 * 86_400_000
/** How much of the hash of an address tells it from another. */
const ADDRESS_CHARACTERS = 12

/** The links of a letter to that person, written at `now` (RFC 3339, UTC), which is `today` (ISO 8601) in the plan's zone. */
export function letterLinks(
  { home, key }: MailSettings,
  { plan, person, language, now, today, answersByLink, notice: own }: LinkReader,
): LetterLinks {
  const address = person.address?.slice(0, ADDRESS_CHARACTERS)
  const link = (action: ActionLink) => `${home}/${language}/answer/${signActionToken(action, key)}`
  return {
    home,
    signIn: `${home}/${language}/sign-in`,
    item: (id) => `${home}/${language}/items/${id}`,
    form: (id, act) => `${home}/${language}/items/${id}/record/${act}`,
    actions({ kind, step }, { id, place }, asked) {
      const name = kindNamed(kind)
      if (!asked || !name || answersByLink === "read") return []
      const { round, parties } = asked
      const letter = step ? `${kind} ${step}` : kind
      return (notifications[name].actions ?? []).flatMap((does) => {
        const mandate = mandateFor(person, { parties, place, today, does })
        if (!mandate) return []
        const { office, party } = mandate
        const as = { person: person.id, office, ...(party && { party }), ...(address && { address }) }
        return [{ name: does, url: link({ does, plan, on: id, ...as, round, letter, notice: own }) }]
      })
    },
    text: (id, { round, as: { office, party } }) =>
      link({
        ...{ does: "read", plan, on: id, person: person.id, office, ...(party && { party }) },
        ...{ round, notice: own, ...(address && { address }) },
      }),
    endLinks: (of) =>
      link({ does: "endLinks", plan, on: of, person: person.id, office: "system", ...(address && { address }) }),
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
