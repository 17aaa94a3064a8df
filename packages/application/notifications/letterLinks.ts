import type { Language } from "@demarche/i18n"
import type { LetterContent } from "@demarche/mail/letter"
import type { notice, plan as planWorkflow } from "@demarche/workflows"
import { classOf, covers } from "@demarche/workplan"
import { type ActionLink, signActionToken } from "../answers/actionLink.ts"
import type { MailSettings } from "./mailSettings.ts"

interface LinkReader {
  plan: string
  person: planWorkflow.Person
  language: Language
  now: string
  today: string
}

/** Where the links of a letter to one person lead. */
export interface LetterLinks {
  home: string
  item(id: string): string
  /** What the person can do about it from the letter, for one of those parties. */
  actions(notice: notice.Notice, id: string, parties: readonly string[]): NonNullable<LetterContent["actions"]>
  /** Stops all that the letter tells of; undefined where that cannot be unsubscribed from. */
  unsubscribe(kinds: string[]): string | undefined
}

const answers: Record<string, readonly ("support" | "object" | "comment" | "recordInput")[]> = {
  SilenceOpened: ["support", "object", "comment"],
  SilenceExtended: ["support", "object", "comment"],
  silenceCloses: ["support", "object", "comment"],
  ConsultationOpened: ["recordInput"],
  consultationCloses: ["recordInput"],
}
const YEAR = 366 * 86_400_000

/** The links of a letter to that person, written at `now` (RFC 3339, UTC), which is `today` (ISO 8601) in the plan's zone. */
export function letterLinks(
  { home, key }: MailSettings,
  { plan, person, language, now, today }: LinkReader,
): LetterLinks {
  const link = (errand: ActionLink) => `${home}/${language}/answer/${signActionToken(errand, key)}`
  return {
    home,
    item: (id) => `${home}/${language}/items/${id}`,
    actions({ kind, until }, id, parties) {
      const mandate = mandateFor(person, parties, today)
      if (!until || !mandate) return []
      const { office, party } = mandate
      return (answers[kind] ?? []).map((does) => {
        const errand = { does, plan, on: id, person: person.id, office, round: until, until }
        return { name: does, url: link({ ...errand, ...(party && { party }) }) }
      })
    },
    unsubscribe(kinds) {
      const names = [...new Set(kinds.flatMap((kind) => classOf(kind) ?? []))].sort()
      const until = new Date(Date.parse(now) + YEAR).toISOString()
      if (names.length === 0) return undefined
      return link({ does: "unsubscribe", plan, on: names.join(" "), person: person.id, office: "system", until })
    },
  }
}

/** The office in which a person speaks today for one of those parties. */
function mandateFor({ offices }: planWorkflow.Person, parties: readonly string[], today: string) {
  return offices.find((mandate) => mandate.party && parties.includes(mandate.party) && covers(mandate, today))
}
