import { usualLanguage } from "@demarche/workflows/languages"
import { mailClasses, type Recipient } from "@demarche/workplan"

/**
 * What the form of somebody's own page changes of their entry: an absence that is no longer ticked is taken away, and one that is
 * said is added. Nothing, where all stays as it is.
 */
export function personChanges(
  form: Readonly<Record<string, string[]>>,
  { zone, salutation }: { zone: string; salutation: string | undefined },
  person: Recipient,
): Record<string, unknown> {
  const said = (name: string) => form[name]?.[0]?.trim() ?? ""
  const kept = (person.vacation ?? []).filter(({ from, to }) => form.vacation?.includes(`${from}/${to}`))
  const added = said("from") === "" ? [] : [{ from: said("from"), to: said("to") || said("from") }]
  const wants = mailClasses.filter((each) => form.wants?.includes(each))
  const stands: Record<string, unknown> = {
    salutation: salutation ?? null,
    language: person.language ?? usualLanguage,
    zone: person.zone ?? zone,
    deputy: person.deputy ?? null,
    vacation: person.vacation ?? [],
    wants: person.wants ?? null,
  }
  const asked = {
    salutation: said("salutation") || null,
    language: said("language"),
    zone: said("zone"),
    deputy: said("deputy") || null,
    vacation: [...kept, ...added],
    wants: wants.length === mailClasses.length ? null : wants,
  }
  return Object.fromEntries(
    Object.entries(asked).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(stands[name])),
  )
}
