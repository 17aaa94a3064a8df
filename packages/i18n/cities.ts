import type { Language } from "./translate.ts"

/** Zones whose city is not named by their last segment: the seat of the plan, and cities with a French name. */
const named: Record<string, { en: string; fr: string }> = {
  "Europe/Zurich": { en: "Geneva", fr: "Genève" },
  "Africa/Algiers": { en: "Algiers", fr: "Alger" },
  "Africa/Cairo": { en: "Cairo", fr: "Le Caire" },
  "Africa/Addis_Ababa": { en: "Addis Ababa", fr: "Addis-Abeba" },
  "America/Havana": { en: "Havana", fr: "La Havane" },
  "America/Mexico_City": { en: "Mexico City", fr: "Mexico" },
  "America/Sao_Paulo": { en: "São Paulo", fr: "São Paulo" },
  "Asia/Beirut": { en: "Beirut", fr: "Beyrouth" },
  "Asia/Dhaka": { en: "Dhaka", fr: "Dacca" },
  "Asia/Manila": { en: "Manila", fr: "Manille" },
  "Asia/Seoul": { en: "Seoul", fr: "Séoul" },
  "Asia/Singapore": { en: "Singapore", fr: "Singapour" },
  "Europe/Athens": { en: "Athens", fr: "Athènes" },
  "Europe/Brussels": { en: "Brussels", fr: "Bruxelles" },
  "Europe/Copenhagen": { en: "Copenhagen", fr: "Copenhague" },
  "Europe/Lisbon": { en: "Lisbon", fr: "Lisbonne" },
  "Europe/London": { en: "London", fr: "Londres" },
  "Europe/Moscow": { en: "Moscow", fr: "Moscou" },
  "Europe/Vienna": { en: "Vienna", fr: "Vienne" },
  "Europe/Warsaw": { en: "Warsaw", fr: "Varsovie" },
}

/** The city by which an IANA zone is known in `language`: Geneva for Europe/Zurich, Vientiane for Asia/Vientiane; UTC. */
export function cityOf(language: Language, zone: string): string {
  return named[zone]?.[language] ?? zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ")
}
