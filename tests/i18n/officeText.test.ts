import { heldText } from "@demarche/i18n"
import { languages } from "@demarche/workflows/languages"
import { describe, expect, test } from "vitest"

describe.each(languages)("an office as it is held, in %s", (language) => {
  test.each([
    ["presidency", "Presidency", {}],
    ["observer", "Observers", {}],
    ["coordinator", "Chairs", { coordinator: { en: "Chair" } }],
    ["coordinator", "Chairperson", { coordinator: { en: "Chairperson", fr: "Présidence du groupe" } }],
    ["secretariat", "ISU", { secretariat: { en: "Implementation Support Unit (ISU)", fr: "Unité d’appui" } }],
    ["presidency", "Area Directors", { presidency: { en: "Area Director" } }],
  ])("%s by %s is said once", (office, party, titles) => {
    expect(heldText(language, office, party, titles)).toBe(heldText(language, office, undefined, titles))
  })

  test.each([
    ["coordinator", "Austria"],
    ["delegate", "State A"],
    ["partner", "UNIDIR"],
    ["observer", "Observers of Geneva"],
  ])("%s by %s is said with whose it is", (office, party) => {
    expect(heldText(language, office, party)).toMatch(new RegExp(` \\(${party}\\)$`))
  })
})
