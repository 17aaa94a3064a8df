import type { Language } from "@demarche/workflows/languages"
import { catalogues } from "./catalogues.ts"

/** The city by which an IANA zone is known in `language`: Geneva for Europe/Zurich, Vientiane for Asia/Vientiane; UTC. */
export function cityOf(language: Language, zone: string): string {
  const { cities } = catalogues[language]
  const named = Object.hasOwn(cities, zone) ? cities[zone] : undefined
  return named ?? zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ")
}
