import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"

const root = join(import.meta.dirname, "../..")

/** How the words for a state are looked up. */
const STATE_WORDS = "states.$" + "{"

/** What a due date, days left, lateness or a holder is worked out with, and the files that may do so. */
const derivations: Record<string, readonly string[]> = {
  // an amendment's text says of the rules that it would give an item when that would be due
  "effectiveDue(": [
    "workplan/time/due.ts",
    "workplan/rules/facts.ts",
    "workplan/read-model/deliverables.ts",
    "application/amendmentText.ts",
  ],
  "isOverdue(": ["workplan/time/due.ts", "workplan/read-model/status.ts", "workplan/read-model/deliverables.ts"],
  "daysBetween(": [
    "workplan/time/days.ts",
    "workplan/read-model/status.ts",
    "workplan/notifications/reminders.ts",
    "web/board/activities.ts",
  ],
  "metaOf(": [
    "workplan/read-model/status.ts",
    "workplan/read-model/turn.ts",
    "web/board/boardPage.tsx",
    "application/answers/answerByLink.ts",
  ],
  "context.owner": ["workplan/read-model/status.ts"],
  // the text on which a plan is adopted has the dates as they are recorded, at whatever instant it is read
  "context.due": ["workplan/read-model/status.ts", "application/planText.ts"],
  "86_400_000": ["workplan/time/days.ts"],
  // the first ten characters of an instant are a day of UTC, and the plan's day is another for some hours
  "slice(0, 10)": ["workplan/time/days.ts", "http/mine.ts", "application/importPlan.ts"],
  // what the state of an activity is called depends on its kind and on its path: the others say it of what has neither
  [STATE_WORDS]: [
    "i18n/stateText.ts",
    "i18n/translate.ts",
    "cli/keyCommands.ts",
    "cli/noticeCommands.ts",
    "cli/webhookCommands.ts",
    "http/livingDocument.ts",
    "web/board/boardPage.tsx",
    "web/board/card.tsx",
    "web/board/filterForm.tsx",
    "web/desk/deliveries.tsx",
    "web/desk/keys.tsx",
    "web/desk/letters.tsx",
    "web/desk/planItself.tsx",
    "web/desk/webhooks.tsx",
    "web/home/homePage.tsx",
    "web/outputs/outputsPage.tsx",
    "web/start/plansPage.tsx",
  ],
}

/** The derivations in a file of the packages that are not its own to make. */
function secondPlaces(file: string, source: string): string[] {
  return Object.entries(derivations).flatMap(([words, own]) =>
    source.includes(words) && !own.includes(file) ? [`${file}: ${words}`] : [],
  )
}

/** How long something lasts, and no distance to a date. */
const spans = [
  "application/notifications/letterLinks.ts: 86_400_000",
  "application/notifications/notify.ts: 86_400_000",
  "application/notifications/sendLetters.ts: 86_400_000",
  "application/webhooks/webhooks.ts: 86_400_000",
  "application/sessions/sessions.ts: 86_400_000",
  "web/outputs/remindersPage.tsx: 86_400_000",
]

test("a due date, the days left, lateness, the holder and the words for a state are worked out in one place", () => {
  const files = globSync("{workplan,application,http,web,mail,icalendar,i18n,cli,server}/**/*.{ts,tsx}", {
    cwd: join(root, "packages"),
  }).filter((file) => !file.includes("node_modules"))
  expect(files.length).toBeGreaterThan(150)
  const found = files.flatMap((file) => secondPlaces(file, readFileSync(join(root, "packages", file), "utf8")))
  expect(found.filter((place) => !spans.includes(place))).toEqual([])
})

test.each([
  ["letters", "const days = daysBetween(dayOf(now, zone), due.on)"],
  ["the calendar", "const late = isOverdue(due, now, zone)"],
  ["a page", "const holder = context.owner ?? metaOf(view).holder"],
  ["an export", "const left = (Date.parse(day) - Date.parse(today)) / 86_400_000"],
  ["a row", "const { on } = context.due"],
  ["a day of UTC", "const today = now.slice(0, 10)"],
  ["the command line", `translateDynamic(language, ${STATE_WORDS}state}`],
])("one that %s would make is found", (_, planted) => {
  expect(secondPlaces("http/planted.ts", planted)).not.toEqual([])
})
