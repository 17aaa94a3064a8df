import {
  briefDeadlineText,
  cityOf,
  dayText,
  deadlineText,
  dueText,
  instantText,
  monthText,
  periodText,
} from "@demarche/i18n"
import fc from "fast-check"
import { describe, expect, test } from "vitest"

/** The spaces of "18 h 00" do not break. */
const plain = (text: string) => text.replaceAll("\u00a0", " ")
const silence = { at: "2026-06-08T16:00:00.000Z", zone: "Europe/Zurich", wall: "2026-06-08T18:00" }

describe("a deadline", () => {
  test("is told as it was set", () => {
    expect(deadlineText("en", silence)).toBe("Monday, 8 June 2026, 6 p.m. (Geneva time)")
    expect(deadlineText("fr", silence)).toBe("lundi 8 juin 2026 à 18\u00a0heures (heure de Genève)")
  })

  test("is told again for a reader elsewhere", () => {
    expect(deadlineText("en", silence, "Asia/Vientiane")).toBe(
      "Monday, 8 June 2026, 6 p.m. (Geneva time; 11 p.m. in Vientiane)",
    )
    expect(plain(deadlineText("fr", silence, "Asia/Vientiane"))).toBe(
      "lundi 8 juin 2026 à 18 heures (heure de Genève ; 23 heures à Vientiane)",
    )
    expect(deadlineText("en", silence, "UTC")).toBe("Monday, 8 June 2026, 6 p.m. (Geneva time; 4 p.m. UTC)")
    expect(plain(deadlineText("fr", silence, "Africa/Cairo"))).toBe(
      "lundi 8 juin 2026 à 18 heures (heure de Genève ; 19 heures au Caire)",
    )
  })

  test("names the reader's day where it is another", () => {
    expect(deadlineText("en", silence, "Pacific/Auckland")).toBe(
      "Monday, 8 June 2026, 6 p.m. (Geneva time; Tuesday, 9 June 2026, 4 a.m. in Auckland)",
    )
    expect(plain(deadlineText("fr", silence, "Pacific/Auckland"))).toBe(
      "lundi 8 juin 2026 à 18 heures (heure de Genève ; mardi 9 juin 2026 à 4 heures à Auckland)",
    )
  })

  test.each([undefined, null, "", "Europe/Zurich", "Europe/Vienna", "Nowhere/Atlantis"])(
    "is told once for a reader in %j",
    (reader) => {
      expect(deadlineText("en", silence, reader)).toBe("Monday, 8 June 2026, 6 p.m. (Geneva time)")
    },
  )

  test("is as many hours away from Vientiane as its day says", () => {
    const winter = { at: "2026-03-27T17:00:00Z", zone: "Europe/Zurich", wall: "2026-03-27T18:00" }
    const summer = { at: "2026-03-30T16:00:00Z", zone: "Europe/Zurich", wall: "2026-03-30T18:00" }
    expect(deadlineText("en", winter, "Asia/Vientiane")).toBe(
      "Friday, 27 March 2026, 6 p.m. (Geneva time; Saturday, 28 March 2026, 00:00 in Vientiane)",
    )
    expect(deadlineText("en", summer, "Asia/Vientiane")).toBe(
      "Monday, 30 March 2026, 6 p.m. (Geneva time; 11 p.m. in Vientiane)",
    )
  })

  test("in the hour that comes twice says which", () => {
    const wall = "2026-10-25T02:30"
    const first = { at: "2026-10-25T00:30:00Z", zone: "Europe/Zurich", wall }
    const second = { at: "2026-10-25T01:30:00Z", zone: "Europe/Zurich", wall }
    expect(deadlineText("en", first)).toBe("Sunday, 25 October 2026, 2.30 a.m. (Geneva time, UTC+02:00)")
    expect(deadlineText("en", second)).toBe("Sunday, 25 October 2026, 2.30 a.m. (Geneva time, UTC+01:00)")
  })

  test("is not told twice for seconds that are not shown", () => {
    const late = { at: "2026-06-08T16:00:30.000Z", zone: "Europe/Zurich", wall: "2026-06-08T18:00" }
    expect(deadlineText("en", late, "Europe/Vienna")).toBe("Monday, 8 June 2026, 6 p.m. (Geneva time)")
  })
})

test("a deadline in a few words has neither year nor weekday", () => {
  expect(briefDeadlineText("en", silence)).toBe("8 June, 6 p.m., Geneva")
  expect(plain(briefDeadlineText("fr", silence))).toBe("8 juin à 18 heures, Genève")
})

describe("the time of a day", () => {
  const day = { zone: "Europe/Zurich", at: "2026-06-08T16:00:00.000Z" }
  test.each([
    ["00:00", "00:00", "0 heure"],
    ["00:30", "12.30 a.m.", "0 h 30"],
    ["01:00", "1 a.m.", "1 heure"],
    ["12:00", "12 noon", "12 heures"],
    ["12:05", "12.05 p.m.", "12 h 05"],
    ["23:59", "11.59 p.m.", "23 h 59"],
  ])("%s is %s, %s", (time, en, fr) => {
    const deadline = { ...day, wall: `2026-06-08T${time}` }
    expect(deadlineText("en", deadline)).toBe(`Monday, 8 June 2026, ${en} (Geneva time)`)
    expect(plain(deadlineText("fr", deadline))).toBe(`lundi 8 juin 2026 à ${fr} (heure de Genève)`)
  })

  test.each([
    ["Africa/Cairo", "du Caire"],
    ["Africa/Addis_Ababa", "d’Addis-Abeba"],
    ["America/Havana", "de La Havane"],
    ["Europe/Athens", "d’Athènes"],
  ])("of %s is « heure %s » in French", (zone, of) => {
    expect(instantText("fr", "2026-06-08T16:00:00.000Z", zone)).toContain(`(heure ${of})`)
  })

  test("in UTC needs no city", () => {
    expect(instantText("en", "2026-06-08T16:00:00.000Z", "UTC")).toBe("8 June 2026, 4 p.m. (UTC)")
    expect(plain(instantText("fr", "2026-06-08T16:00:00.000Z", "UTC"))).toBe("8 juin 2026 à 16 heures (UTC)")
  })
})

describe("an instant", () => {
  test.each([
    ["2026-03-29T00:59:00Z", "29 March 2026, 1.59 a.m. (Geneva time)"],
    ["2026-03-29T01:00:00Z", "29 March 2026, 3 a.m. (Geneva time)"],
    ["2026-10-25T02:00:00Z", "25 October 2026, 3 a.m. (Geneva time)"],
    ["2026-06-08T18:00:00+02:00", "8 June 2026, 6 p.m. (Geneva time)"],
    ["2025-12-31T23:30:00Z", "1 January 2026, 12.30 a.m. (Geneva time)"],
  ])("%s in Zurich is %s", (instant, text) => {
    expect(instantText("en", instant, "Europe/Zurich")).toBe(text)
  })

  test("in French writes the first of the month and the hour as French does", () => {
    expect(plain(instantText("fr", "2026-06-01T07:05:00Z", "Europe/Zurich"))).toBe(
      "1er juin 2026 à 9 h 05 (heure de Genève)",
    )
  })

  test("in a zone that does not exist is an error", () => {
    expect(() => instantText("en", "2026-06-08T16:00:00Z", "Nowhere/Atlantis")).toThrow(RangeError)
  })
})

describe("a due date", () => {
  test.each([
    [{ on: "2026-06-30", precision: "quarter" }, "Q2 2026", "T2 2026"],
    [{ on: "2026-12-31", precision: "quarter" }, "Q4 2026", "T4 2026"],
    [{ on: "2026-03-31", precision: "quarter" }, "Q1 2026", "T1 2026"],
    [{ on: "2026-09-30", precision: "month" }, "September 2026", "septembre 2026"],
    [{ on: "2026-07-06", precision: "day" }, "6 July 2026", "6 juillet 2026"],
    [{ on: "2026-08-01", precision: "day" }, "1 August 2026", "1er août 2026"],
    [null, "No date yet", "Pas encore de date"],
    [undefined, "No date yet", "Pas encore de date"],
  ] as const)("%j is %s, %s", (due, en, fr) => {
    expect(dueText("en", due)).toBe(en)
    expect(dueText("fr", due)).toBe(fr)
  })

  test("of a quarter or a month never has a day", () => {
    const day = fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
    fc.assert(
      fc.property(day, fc.constantFrom("en", "fr"), (date, language) => {
        const on = date.toISOString().slice(0, 10)
        expect(dueText(language, { on, precision: "quarter" })).toMatch(/^[QT][1-4] \d{4}$/)
        expect(dueText(language, { on, precision: "month" })).toMatch(/^\p{L}+ \d{4}$/u)
        expect(dueText(language, { on, precision: "day" })).toBe(dayText(language, on))
      }),
    )
  })
})

test("months and quarters have names of their own", () => {
  const months = Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, "0")}`)
  for (const locale of ["en-GB", "fr"] as const) {
    const named = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" })
    const language = locale === "fr" ? "fr" : "en"
    expect(months.map((month) => monthText(language, month))).toEqual(
      months.map((month) => named.format(new Date(month))),
    )
  }
  expect(periodText("en", "2026-Q3")).toBe("Q3 2026")
})

test.each([
  ["Europe/Zurich", "Geneva", "Genève"],
  ["Asia/Vientiane", "Vientiane", "Vientiane"],
  ["Africa/Douala", "Douala", "Douala"],
  ["America/Argentina/Buenos_Aires", "Buenos Aires", "Buenos Aires"],
  ["America/Port-au-Prince", "Port-au-Prince", "Port-au-Prince"],
  ["Europe/Vienna", "Vienna", "Vienne"],
  ["Etc/UTC", "UTC", "UTC"],
  ["constructor", "constructor", "constructor"],
])("%s is %s, %s", (zone, en, fr) => {
  expect([cityOf("en", zone), cityOf("fr", zone)]).toEqual([en, fr])
})
