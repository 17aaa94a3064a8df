import * as fc from "fast-check"

/** Six zones: summer time in both hemispheres, in half hours, at midnight, and none at all. */
export const zones = fc.constantFrom(
  "Europe/Zurich",
  "Asia/Vientiane",
  "America/New_York",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  "America/Santiago",
)

/** The days on which those zones change their clocks in 2026, and the days around them. */
const changes = [
  "2026-03-08",
  "2026-03-29",
  "2026-04-05",
  "2026-04-24",
  "2026-09-06",
  "2026-10-04",
  "2026-10-25",
  "2026-10-30",
  "2026-11-01",
]

const aroundAChange = fc
  .tuple(fc.constantFrom(...changes), fc.integer({ min: -36 * 60, max: 36 * 60 }))
  .map(([day, minutes]) => new Date(Date.parse(`${day}T00:00:00Z`) + minutes * 60_000).toISOString())

const inTheCycle = fc
  .integer({ min: 0, max: 400 * 24 * 60 })
  .map((minutes) => new Date(Date.parse("2025-09-20T00:00:00Z") + minutes * 60_000).toISOString())

/** Instants (UTC) of the cycle, half of them within a day and a half of a change of clocks. */
export const instants = fc.oneof(aroundAChange, inTheCycle)

/** Calendar days of the cycle. */
export const days = inTheCycle.map((instant) => instant.slice(0, 10))
