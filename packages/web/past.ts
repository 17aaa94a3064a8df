import { invalid } from "@demarche/http/requestBody"
import { Day } from "@demarche/workflows/terms"
import { addDays, startOfDay } from "@demarche/workplan"

/** Where a query asks for the end of a day rather than an instant, the same query with that instant (UTC); now needs none. */
export async function instantIn(
  query: Readonly<Record<string, string>>,
  now: string,
  zoneOfPlan: () => Promise<string>,
): Promise<Record<string, string> | undefined> {
  const { asOf, view, ...others } = query
  if (asOf === undefined || !Day.safeParse(asOf).success) return asOf === "" ? others : undefined
  const zone = await zoneOfPlan()
  if (startOfDay(asOf, zone) > now) throw invalid("asOf", `lies in the future (now ${now})`)
  const end = new Date(Date.parse(startOfDay(addDays(asOf, 1), zone)) - 1).toISOString()
  return end < now ? { ...others, asOf: end, ...(view && { view }) } : others
}
