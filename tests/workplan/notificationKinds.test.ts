import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { catalogue, type Language } from "@demarche/i18n"
import * as workflows from "@demarche/workflows"
import { telling } from "@demarche/workflows/catalogue"
import { mailClasses, notifications } from "@demarche/workplan"
import { notificationKinds } from "@demarche/workplan/notifications/notificationKinds"
import { describe, expect, test } from "vitest"

const root = join(import.meta.dirname, "../..")
const rules = Object.entries(notifications)

const eventsOf = (kind: keyof typeof workflows) =>
  workflows[kind].Event.unwrap().options.map(({ shape }) => shape.type.value as string)

/** Every key of the catalogues that a letter of that kind is made from. */
function keysOf({ class: mailClass, text }: (typeof rules)[number][1]): string[] {
  const leads = typeof text.lead === "string" ? [text.lead] : Object.values(text.lead)
  return [
    text.subject,
    ...leads.map((key) => `letters.lead.${key}`),
    ...text.more.map((key) => `letters.more.${key}`),
    `letters.why.${text.why}`,
    `letters.labels.${text.reason ?? "reason"}`,
    ...(mailClass === "mandatory" ? [] : [`answer.classes.${mailClass}`]),
  ]
}

describe.each(rules)("a notification of kind %s", (kind, rule) => {
  test.each<Language>(["en", "fr"])("has all its texts (%s)", (language) => {
    expect(keysOf(rule).filter((key) => !catalogue(language).has(key))).toEqual([])
    if (rule.when.countdown && kind !== "due") expect(catalogue(language).has(`notices.${kind}`)).toBe(true)
  })

  test("has recipients, and a class that is mandatory or can be unsubscribed from", () => {
    expect(rule.recipients).toBeTypeOf("function")
    expect([...mailClasses, "mandatory"]).toContain(rule.class)
  })

  test("is called for by an event of a stream that it is about, by a countdown, or by both", () => {
    const { event, countdown } = rule.when
    if (event) expect(rule.about.flatMap(eventsOf)).toContain(event)
    expect(event ?? countdown).toBeDefined()
  })

  test("has a check before sending where it is about a date, and actions only then", () => {
    expect(rule.stillDue !== undefined).toBe(rule.date !== undefined)
    if (rule.actions) expect(rule.date).toBeDefined()
  })
})

test("the classes are in the order in which a person's choice of them is recorded", () => {
  expect(mailClasses).toEqual(["due", "consultations", "requests"])
})

test("the bus delivers exactly the events that call for a notification", () => {
  const events = rules.flatMap(([, { when }]) => when.event ?? [])
  expect([...telling].sort()).toEqual(events.sort())
})

test("no two kinds share an event or a countdown, which would give two notifications one stream", () => {
  const causes = rules.flatMap(([, { when }]) => [when.event ?? [], when.countdown ?? []].flat())
  expect(new Set(causes).size).toBe(causes.length)
})

test("no kind is named outside the table by whatever queues, renders or sends notifications", () => {
  // "due" is a date as well; the read model and the rules read events, some of which share their name with a kind.
  const names = notificationKinds.filter((kind) => kind !== "due").map((kind) => `"${kind}"`)
  const files = globSync("{packages,functions}/**/*.{ts,tsx}", { cwd: root })
  const own = files.filter(
    (file) => !/node_modules|^packages\/workplan\/(read-model|rules)\/|\/notificationKinds\.ts$/.test(file),
  )
  expect(own.length).toBeGreaterThan(150)
  const found = own.flatMap((file) => {
    const source = readFileSync(join(root, file), "utf8")
    return names.filter((name) => source.includes(name)).map((name) => `${file}: ${name}`)
  })
  expect(found).toEqual([])
})
