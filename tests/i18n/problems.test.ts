import { type MessageKey, translate } from "@demarche/i18n"
import { expect, test } from "vitest"

const types = [
  "invalid",
  "unauthenticated",
  "forbidden",
  "unknown",
  "conflict",
  "stale",
  "erased",
  "too-large",
  "media-type",
  "rejected",
  "key-reused",
  "slow-down",
  "unavailable",
  "internal",
  "damaged",
]

test.each(types)("the problem %s has a title and a detail in both languages", (type) => {
  for (const part of ["title", "detail"]) {
    const key = `problems.${type}.${part}` as MessageKey
    for (const language of ["en", "fr"] as const) expect(translate(language, key)).toMatch(/\w \w/)
    expect(translate("fr", key)).not.toBe(translate("en", key))
  }
})

test("a stale answer names the current version where it is known", () => {
  expect(translate("en", "problems.stale.detail", { version: 12 })).toContain("; the current one is 12.")
  expect(translate("en", "problems.stale.detail")).toContain("You decided on an earlier version. Nothing")
  expect(translate("fr", "problems.stale.detail", { version: 12 })).toContain("\u00a0; la version actuelle est la 12.")
})
