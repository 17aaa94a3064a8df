import type { Times } from "../times.ts"

export const times: Times = {
  clock(hour, minute) {
    if (minute === 0 && hour === 12) return "12 noon"
    if (minute === 0 && hour === 0) return "00:00"
    const minutes = minute === 0 ? "" : `.${String(minute).padStart(2, "0")}`
    return `${hour % 12 || 12}${minutes} ${hour < 12 ? "a.m." : "p.m."}`
  },
  timeOf: (city) => `${city} time`,
  inPlace: (city) => `in ${city}`,
}
