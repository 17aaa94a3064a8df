import type { Times } from "../times.ts"

export const times: Times = {
  clock(hour, minute) {
    if (minute === 0) return `${hour}\u00a0${hour < 2 ? "heure" : "heures"}`
    return `${hour}\u00a0h\u00a0${String(minute).padStart(2, "0")}`
  },
  timeOf: (city) => `heure ${after("de", city)}`,
  inPlace: (city) => after("à", city),
}

/** Un nom de ville après « de » ou « à » : « du Caire », « d’Addis-Abeba », « à La Havane ». */
function after(word: "de" | "à", city: string): string {
  if (city.startsWith("Le ")) return `${word === "de" ? "du" : "au"} ${city.slice(3)}`
  return word === "de" && /^[AEIOUÉÈÎŒ]/.test(city) ? `d’${city}` : `${word} ${city}`
}
