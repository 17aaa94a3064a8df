import { idOf, StreamName } from "@demarche/event-store"
import { bareId, eventText, instantText, type Language, translateDynamic } from "@demarche/i18n"
import type { HistoryItem } from "./contract.ts"
import { paint } from "./io.ts"
import { messages } from "./messages.ts"
import type { Session } from "./transport.ts"

type EntryNames = ReadonlyMap<string, string>

/** A commit as one line: instant, item, actor and office, what happened, why, version and hash. */
export function entryLine({ io, language }: Session, entry: HistoryItem, names: EntryNames): string {
  const { dim, bold } = paint(io, "out")
  const { stream, version, hash, reason, mandate } = entry
  const item = idOf(StreamName.parse(stream))
  const why = [reason, mandate].filter(Boolean).join("; ")
  return [
    whenText(language, entry, io.zone),
    bold(item.slice(item.indexOf(".") + 1)),
    [whoText(language, entry, names), whatText(language, entry, names, io.zone)].filter(Boolean).join(" "),
    ...(why ? [`(${why})`] : []),
    dim(`v${version} ${hash.slice(0, 8)}`),
  ].join("  ")
}

function whenText(language: Language, { occurredAt, receivedAt, recordedAt }: HistoryItem, zone: string): string {
  const said = messages(language)
  const minute = (instant: string) => instant.slice(0, 16)
  const also = [
    receivedAt && minute(receivedAt) !== minute(occurredAt) && said.received(instantText(language, receivedAt, zone)),
    minute(recordedAt) !== minute(occurredAt) && said.recorded(instantText(language, recordedAt, zone)),
  ].filter((each) => each !== false && each !== null)
  return instantText(language, occurredAt, zone) + (also.length ? ` (${also.join("; ")})` : "")
}

/** The actor; empty for the clock, and without a person for the system. */
function whoText(language: Language, { actor }: HistoryItem, names: EntryNames): string {
  if (!actor || actor.office === "clock") return ""
  const { person, office, onBehalfOf } = actor
  const said = messages(language)
  const titleOf = (of: string) => names.get(of) ?? translateDynamic(language, `offices.${of}`)
  const title = titleOf(office)
  const who = office === "system" ? title : said.as(names.get(person) ?? person, title)
  if (!onBehalfOf) return who
  const whose = bareId(onBehalfOf)
  const name = onBehalfOf === `office:${whose}` ? titleOf(whose) : (names.get(whose) ?? whose)
  return `${who} ${said.behalf(name)}`
}

function whatText(language: Language, { events }: HistoryItem, names: EntryNames, zone: string): string {
  const clauses = events.map((event) =>
    "type" in event ? eventText(language, event, { names, zone }) : messages(language).hidden,
  )
  return [...new Set(clauses)].join("; ")
}
