import { listText, ruleSentence, stateText, translate, translateDynamic } from "@demarche/i18n"
import fc from "fast-check"
import { expect, test } from "vitest"

test("a rule speaks in the language asked for", () => {
  expect(ruleSentence("en", "NOT_NOW")).toBe("This is not possible in the present state.")
  expect(ruleSentence("fr", "NOT_NOW")).toBe("Cela n’est pas possible dans l’état actuel.")
})

test.each(["NO_SUCH_RULE", "A.B", "__proto__", "constructor", ""])("an unknown rule %j is its own sentence", (code) => {
  expect(ruleSentence("en", code)).toBe(code)
  expect(ruleSentence("fr", code)).toBe(code)
})

test("an unknown key says its last part", () => {
  expect(translateDynamic("fr", "states.pending")).toBe("pending")
  expect(translateDynamic("en", "pending")).toBe("pending")
})

test("an absent, empty or unknown argument is left unsaid", () => {
  for (const args of [{}, { draft: undefined }, { draft: null }, { draft: "" }, { number: 2 }]) {
    expect(translate("en", "events.DraftAdded", args)).toBe("added a draft")
  }
  expect(translate("en", "events.DraftAdded", { draft: 2 })).toBe("added draft 2")
  expect(translate("fr", "events.DraftAdded", { draft: 2 })).toBe("a ajouté le projet n°\u00a02")
})

test("a count agrees with what it counts", () => {
  expect(translate("en", "due.overdue", { days: 1 })).toBe("Overdue by 1 day")
  expect(translate("en", "due.overdue", { days: 3 })).toBe("Overdue by 3 days")
  expect(translate("fr", "due.overdue", { days: 1 })).toBe("En retard de 1 jour")
  expect(translate("fr", "due.overdue")).toBe("En retard")
  expect(translate("en", "due.rules.meeting", { counted: "10 weeks before", meeting: "3RC" })).toBe(
    "10 weeks before the meeting “3RC”",
  )
  expect(translate("fr", "due.offset", { unit: "weeks", count: 1 })).toBe("1 semaine")
})

test("what is drafted for a text is prepared for an event", () => {
  expect(translate("en", "states.drafting")).toBe("In drafting")
  expect(translate("en", "states.drafting", { kind: "event" })).toBe("In preparation")
  expect(translate("fr", "states.drafting", { kind: "document" })).toBe("En rédaction")
})

test("names are listed as one says them", () => {
  expect(listText("en", ["Austria", "Cameroon", "Ireland"])).toBe("Austria, Cameroon and Ireland")
  expect(listText("fr", ["l’Autriche", "le Cameroun"])).toBe("l’Autriche et le Cameroun")
  expect(listText("en", ["Austria"])).toBe("Austria")
})

test("a state is told with its sub-state", () => {
  expect(stateText("en", { state: "drafting", substate: "underSilence", kind: "document" })).toBe(
    "In drafting · Under a silence procedure",
  )
  expect(stateText("fr", { state: "drafting", substate: "editing", kind: "event" })).toBe(
    "En préparation · Texte en cours d’élaboration",
  )
  expect(stateText("en", { state: "open", substate: null })).toBe("Open")
})

test("words from outside are only said, never read as a message", () => {
  const told = (how: string) => translate("en", "events.ObjectionResolved", { objection: 1, how })
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (how) => {
      fc.pre(how !== "missing")
      expect(told(how)).toBe(`resolved objection 1: ${how}`)
    }),
  )
  for (const how of ["{x}", "<b>", "'", "constructor", "__proto__"])
    expect(told(how)).toBe(`resolved objection 1: ${how}`)
})
