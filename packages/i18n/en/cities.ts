/** Zones whose city is not named by their last segment: the seat of the plan, and cities with an English name. */
export const cities: Readonly<Record<string, string>> = {
  "Europe/Zurich": "Geneva",
  "America/Sao_Paulo": "São Paulo",
}
