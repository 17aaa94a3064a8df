import { usualLanguage } from "@demarche/workflows/languages"
import { mailClasses, type Recipient } from "@demarche/workplan"

/**
 * What the form of somebody's own page changes of their entry, which it `shown`: an absence that is no longer ticked is taken away,
 * and one that is said is added. What the form leaves as it was shown stays as it is by `now`, whoever changed it since.
 */
export function personChanges(
  form: Readonly<Record<string, string[]>>,
  { zone, salutation, shown }: { zone: string; salutation: string | undefined; shown: Recipient },
  now: Recipient,
): Record<string, unknown> {
  const said = (name: string) => form[name]?.[0]?.trim() ?? ""
  const named = ({ from, to }: { from: string; to: string }) => `${from}/${to}`
  const gone = (shown.vacation ?? []).map(named).filter((each) => !form.vacation?.includes(each))
  const added = said("from") === "" ? [] : [{ from: said("from"), to: said("to") || said("from") }]
  const wants = mailClasses.filter((each) => form.wants?.includes(each))
  const stands: Record<string, unknown> = {
    salutation: salutation ?? null,
    language: shown.language ?? usualLanguage,
    zone: shown.zone ?? zone,
    deputy: shown.deputy ?? null,
    vacation: now.vacation ?? [],
    wants: shown.wants ?? null,
  }
  const asked = {
    salutation: said("salutation") || null,
    language: said("language"),
    zone: said("zone"),
    deputy: said("deputy") || null,
    vacation: [...(now.vacation ?? []).filter((each) => !gone.includes(named(each))), ...added],
    wants: wants.length === mailClasses.length ? null : wants,
  }
  return Object.fromEntries(
    Object.entries(asked).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(stands[name])),
  )
}
