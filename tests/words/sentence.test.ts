import { listText, phrase, ruleSentence, sentence, stateText } from "@demarche/words"
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
  expect(phrase("fr", "states.pending")).toBe("pending")
  expect(phrase("en", "pending")).toBe("pending")
})

test("an absent, empty or unknown argument is left unsaid", () => {
  for (const args of [{}, { draft: undefined }, { draft: null }, { draft: "" }, { number: 2 }]) {
    expect(sentence("en", "events.DraftAdded", args)).toBe("added a draft")
  }
  expect(sentence("en", "events.DraftAdded", { draft: 2 })).toBe("added draft 2")
  expect(sentence("fr", "events.DraftAdded", { draft: 2 })).toBe("a ajouté le projet n°\u00a02")
})

test("a count agrees with what it counts", () => {
  expect(sentence("en", "due.overdue", { days: 1 })).toBe("Overdue by 1 day")
  expect(sentence("en", "due.overdue", { days: 3 })).toBe("Overdue by 3 days")
  expect(sentence("fr", "due.overdue", { days: 1 })).toBe("En retard de 1 jour")
  expect(sentence("fr", "due.overdue")).toBe("En retard")
  expect(sentence("en", "due.rules.meeting", { before: 10, meeting: "3RC" })).toBe("10 weeks before the meeting “3RC”")
  expect(sentence("fr", "due.rules.meeting", { after: 1 })).toBe("1 semaine après la réunion")
})

test("what is drafted for a text is prepared for an event", () => {
  expect(sentence("en", "states.drafting")).toBe("In drafting")
  expect(sentence("en", "states.drafting", { kind: "event" })).toBe("In preparation")
  expect(sentence("fr", "states.drafting", { kind: "document" })).toBe("En rédaction")
})

test("names are listed as one says them", () => {
  expect(listText("en", ["Austria", "Cameroon", "Ireland"])).toBe("Austria, Cameroon and Ireland")
  expect(listText("fr", ["l’Autriche", "le Cameroun"])).toBe("l’Autriche et le Cameroun")
  expect(listText("en", ["Austria"])).toBe("Austria")
})

test("a state is told with its sub-state", () => {
  expect(stateText("en", { state: "drafting", substate: "underSilence", kind: "document" })).toBe(
    "In drafting · Under silence",
  )
  expect(stateText("fr", { state: "drafting", substate: "editing", kind: "event" })).toBe(
    "En préparation · Texte en cours d’élaboration",
  )
  expect(stateText("en", { state: "open", substate: null })).toBe("Open")
})

test("words from outside are only said, never read as a message", () => {
  const told = (how: string) => sentence("en", "events.ObjectionResolved", { objection: 1, how })
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (how) => {
      fc.pre(how !== "missing")
      expect(told(how)).toBe(`resolved objection 1: ${how}`)
    }),
  )
  for (const how of ["{x}", "<b>", "'", "constructor", "__proto__"])
    expect(told(how)).toBe(`resolved objection 1: ${how}`)
})
