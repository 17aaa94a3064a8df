import { execFile } from "node:child_process"
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { LetterContent } from "@demarche/mail/letter"
import { afterAll, beforeAll, expect, test } from "vitest"
import { examples, readers, senderTo } from "../mail/examples.ts"

// A copy of the tree into which a kind of notification is planted that uses every column of the table: by the three
// edits that CONTRIBUTING promises to be enough, and by nothing else.

const root = join(import.meta.dirname, "../..")
const rooms = ["workflows", "functions", "packages"]
let copy: string

const entry = `
  WaitEnded: {
    about: ["activity"],
    when: {
      event: "WaitEnded",
      countdown: (item, plan) => dueDate(item, plan).map((each) => ({ ...each, key: \`reopened-\${each.key}\` })),
    },
    recipients: responsible,
    class: "changes",
    send: "digest",
    section: "news",
    date: "consultation",
    stillDue: consultationRuns,
    actions: ["comment"],
    text: {
      subject: "letters.what.WaitEnded",
      lead: "WaitEnded",
      more: ["WaitEnded"],
      why: "change",
      reason: "deferral",
    },
  },
`
const lead = { lead: { WaitEnded: "This was put off." } }
const others = {
  what: { WaitEnded: "Put off" },
  more: { WaitEnded: "It may be resumed." },
  why: { change: "You receive this letter because it changed." },
  labels: { deferral: "Put off because:" },
}

beforeAll(async () => {
  await mkdir(join(root, "dist"), { recursive: true })
  copy = await mkdtemp(join(root, "dist/planted-"))
  for (const room of rooms)
    await cp(join(root, room), join(copy, room), { recursive: true, filter: (path) => !path.includes("node_modules") })
  await mkdir(join(copy, "node_modules/@demarche"), { recursive: true })
  const packages = await readdir(join(root, "packages"))
  for (const name of packages) {
    await symlink(`../../packages/${name}`, join(copy, "node_modules/@demarche", name))
    const own = join(root, "packages", name, "node_modules")
    await symlink(own, join(copy, "packages", name, "node_modules"))
  }
  for (const name of ["workflows", "functions"])
    await symlink(`../../${name}`, join(copy, "node_modules/@demarche", name))
  const config = {
    extends: "../../tsconfig.json",
    compilerOptions: { incremental: true, tsBuildInfoFile: "tsbuildinfo" },
    include: rooms,
    exclude: ["**/node_modules", "packages/engine/examples"],
  }
  await writeFile(join(copy, "tsconfig.json"), JSON.stringify(config))
}, 60_000)
afterAll(() => rm(copy, { recursive: true, force: true }))

/** Puts `text` into a file of the copy, right after the first place that has `after`. */
async function plant(file: string, after: string, text: string): Promise<void> {
  const path = join(copy, file)
  const source = await readFile(path, "utf8")
  expect(source).toContain(after)
  await writeFile(
    path,
    source.replace(after, () => after + text),
  )
}

async function plantTexts(language: "en" | "fr", texts: Record<string, Record<string, string>>): Promise<void> {
  for (const [part, lines] of Object.entries(texts))
    for (const [key, text] of Object.entries(lines))
      await plant(`packages/i18n/${language}/letters.ts`, `\n  ${part}: {`, `\n    ${key}: ${JSON.stringify(text)},`)
}

/** The texts outside letters: in the forecast of reminders, and on the page that unsubscribes. */
async function plantLabels(language: "en" | "fr"): Promise<void> {
  await plant(`packages/i18n/${language}/index.ts`, "\n  notices: {", '\n    WaitEnded: "put off",')
  await plant(`packages/i18n/${language}/answers.ts`, "\n  classes: {", '\n    changes: "what was put off",')
}

/** The files in which the copy does not compile. */
function broken(): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const compiler = join(root, "node_modules/.bin/tsc")
    execFile(compiler, ["--noEmit", "--pretty", "false", "-p", copy], { cwd: copy }, (failure, output) => {
      const files = [...output.matchAll(/^(\S+)\(\d+,\d+\): error/gm)].map(([, file]) => file ?? "")
      if (failure && files.length === 0) reject(new Error(output, { cause: failure }))
      resolve([...new Set(files)].sort())
    })
  })
}

test("slow: a kind of notification is an entry in the table and its texts in two catalogues", async () => {
  await plant("packages/workplan/notifications/notificationKinds.ts", "import { sameDueDate", ", consultationRuns")
  await plant("packages/workplan/notifications/notificationKinds.ts", "\nconst table = {", entry)
  await plantTexts("en", others)
  await plantLabels("en")
  const missing = [
    "packages/i18n/en/letters.ts",
    "packages/i18n/fr/answers.ts",
    "packages/i18n/fr/index.ts",
    "packages/i18n/fr/letters.ts",
  ]
  expect(await broken()).toEqual([...missing, "packages/mail/letterText.ts"])
  await plantTexts("en", lead)
  await plantTexts("fr", { ...others, ...lead })
  await plantLabels("fr")
  expect(await broken()).toEqual([])

  const { mailClasses, notificationsOf, remindersIn, stillCalledFor } = await import(
    join(copy, "packages/workplan/index.ts")
  )
  const person = { id: "anna", name: "hash", offices: [{ office: "coordinator", from: "2025-01-01" }] }
  const plan = {
    zone: "Europe/Zurich",
    weekend: [],
    closures: [],
    meetings: [],
    parties: [],
    bodies: [],
    people: [person],
  }
  const commit = {
    stream: "activity:p.a1",
    version: 4,
    recorded: "2026-06-01T10:00:00.000Z",
    events: [{ value: { type: "WaitEnded" } }],
    origin: { value: { by: { person: "anna", office: "coordinator" } } },
    state: { context: { due: null } },
  }
  const [queued] = notificationsOf(commit, plan)
  expect(queued.command).toMatchObject({ kind: "WaitEnded", recipient: "anna", digest: true, about: "p.a1@4" })
  const wanting = { ...plan, people: [{ ...person, wants: ["due"] }] }
  expect(notificationsOf(commit, wanting)).toEqual([])
  expect(mailClasses).toContain("changes")
  const due = { on: "2026-07-01", precision: "day" }
  const item = { id: "p.a1", kind: "activity", due, waits: false, consultations: [] }
  const interval = { after: "2026-06-30T20:00:00.000Z", upTo: "2026-07-01T20:00:00.000Z" }
  const reminders = remindersIn(interval, [item], plan).map(({ name }: { name: string }) => name)
  expect(reminders).toContain("n-a1-reopened-2026-07-01-on-anna")
  expect(stillCalledFor({ ...queued.command, until: interval.upTo }, item, plan)).toBe(false)

  const { letterLinks } = await import(join(copy, "packages/application/notifications/letterLinks.ts"))
  const party = { ...person, offices: [{ office: "delegate", party: "ie", from: "2025-01-01" }] }
  const reader = { plan: "p", person: party, language: "en", now: interval.after, today: "2026-06-30" }
  const links = letterLinks({ home: "https://plan.example", key: "k" }, reader)
  const actions = links.actions(
    { ...queued.command, until: interval.upTo },
    { id: "p.a1", place: { tracks: [], activities: [] } },
    {
      round: { consultation: 1 },
      parties: ["ie"],
    },
  )
  expect(actions.map(({ name }: { name: string }) => name)).toEqual(["comment"])
  expect(links.unsubscribe(["WaitEnded"])).toMatch(/^https:/)

  const { letterOf } = await import(join(copy, "packages/mail/letter.ts"))
  const content = { ...examples["silence-opened"], kind: "WaitEnded", reason: { text: "No time." }, actions } as unknown
  for (const to of readers) {
    const { subject, text } = letterOf([content as LetterContent], to, senderTo(to), {})
    expect(subject).toMatch(/^Put off/)
    for (const said of ["This was put off. ", "It may be resumed.", "because it changed.", "Put off because: No time."])
      expect(`${text.replaceAll(/\s+/g, " ")} `).toContain(said.trim())
    const digest = letterOf([content as LetterContent, examples["due-on"]], to, senderTo(to), {})
    expect(digest.text).toContain("Put off")
  }
}, 240_000)
