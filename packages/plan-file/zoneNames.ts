import { nearest } from "./nearest.ts"

/** Cities whose zone has the name of another. */
const elsewhere: Readonly<Record<string, string>> = {
  geneva: "Europe/Zurich",
  genève: "Europe/Zurich",
  bern: "Europe/Zurich",
  berne: "Europe/Zurich",
  "the hague": "Europe/Amsterdam",
  washington: "America/New_York",
  ottawa: "America/Toronto",
  brasilia: "America/Sao_Paulo",
  beijing: "Asia/Shanghai",
  "new delhi": "Asia/Kolkata",
  canberra: "Australia/Sydney",
  pretoria: "Africa/Johannesburg",
  abuja: "Africa/Lagos",
}

/** The time zone that was probably meant by a name that is none: by its city, or by the name that is nearest. */
export function nearestZone(written: string): string | undefined {
  if (/[\d+]/.test(written) || written.length < 5) return undefined
  const zones = Intl.supportedValuesOf("timeZone")
  const city = written.slice(written.lastIndexOf("/") + 1).trim()
  const byCity = new Map(zones.map((zone) => [zone.slice(zone.lastIndexOf("/") + 1), zone]))
  const named = nearest(city, byCity.keys())
  return elsewhere[city.toLowerCase()] ?? (named && byCity.get(named)) ?? nearest(written, zones)
}
