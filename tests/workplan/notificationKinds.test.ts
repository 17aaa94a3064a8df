import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { catalogue, type Language } from "@demarche/i18n"
import * as workflows from "@demarche/workflows"
import { notifyingEvents } from "@demarche/workflows/catalogue"
import { mailClasses, notifications } from "@demarche/workplan"
import { notificationKinds } from "@demarche/workplan/notifications/notificationKinds"
import { describe, expect, test } from "vitest"

const root = join(import.meta.dirname, "../..")
const rules = Object.entries(notifications)

/** The types of the events in streams of those kinds. */
const eventsOf = (about: readonly string[]) =>
  Object.entries(workflows)
    .filter(([kind]) => about.includes(kind))
    .flatMap(([, { Event }]) => Event.unwrap().options.map(({ shape }): string => shape.type.value))

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

  test("is called for by an event of a stream that it is about, by a letter's link, by a countdown, or by both", () => {
    const { event, byLetter, countdown } = rule.when
    for (const each of byLetter ?? [event ?? []].flat()) expect(eventsOf(rule.about)).toContain(each)
    expect(event ?? byLetter ?? countdown).toBeDefined()
  })

  test("has a check before sending where it is about a date or comes by one, and actions only where it is about one", () => {
    expect(rule.stillDue !== undefined).toBe(rule.date !== undefined || rule.when.countdown !== undefined)
    if (rule.actions) expect(rule.date).toBeDefined()
  })
})

test("the classes are in the order in which a person's choice of them is recorded", () => {
  expect(mailClasses).toEqual(["due", "consultations", "turns", "requests"])
})

test("the bus delivers exactly the events that call for a notification", () => {
  const events = new Set(
    rules.flatMap(([, { when }]) => [...(when.byLetter ?? []), ...(when.event ? [when.event] : [])]),
  )
  expect([...notifyingEvents].sort()).toEqual([...events].sort())
})

test("no two kinds share a countdown, which would give two notifications one stream; of an event a turn may be told too, and a former address", () => {
  const causes = rules.flatMap(([, { when, send, address }]) =>
    [send === "turn" || address === "former" ? [] : (when.event ?? []), when.countdown ?? []].flat(),
  )
  expect(new Set(causes).size).toBe(causes.length)
})

test("no kind is named outside the table by whatever queues, renders or sends notifications", () => {
  // "due" is the name of a date as well, "SilencePassed" what a state's deadline records, the others what records and examples say.
  const said = ["due", "SilencePassed", "ObjectionRaised", "ConsultationClosed"]
  const names = notificationKinds.filter((kind) => !said.includes(kind)).map((kind) => `"${kind}"`)
  const rooms = "packages/{workplan/notifications,application,mail,icalendar,http,server},functions"
  const files = globSync(`{${rooms}}/**/*.{ts,tsx}`, { cwd: root })
  // "answers" and "whatIsAnswered" read what is answered, "endAmendments" how an item ends: the names of their events are kinds as well.
  const others = files.filter(
    (file) =>
      !/node_modules|\/answers\/|\/(endAmendments|whatIsAnswered)\.ts$|\/(notification|silence|consultation|turn|invitation)Kinds\.ts$/.test(
        file,
      ),
  )
  expect(others.length).toBeGreaterThan(100)
  const found = others.flatMap((file) => {
    const source = readFileSync(join(root, file), "utf8")
    return names.filter((name) => source.includes(name)).map((name) => `${file}: ${name}`)
  })
  expect(found).toEqual([])
})
