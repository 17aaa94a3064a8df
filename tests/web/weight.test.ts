import { gzipSync } from "node:zlib"
import { languages } from "@demarche/workflows/languages"
import { expect, test } from "vitest"
import { AUSTRIA, openCcm, PLAN } from "../http/world.ts"

/** The most that a page of a whole draft weighs beside the draft's own text, compressed. */
const BESIDE = 25 * 1024

/** Numbered paragraphs no two of which are the same, so that they do not compress to nothing. */
const draftOf = (paragraphs: number, said: string) =>
  Array.from({ length: paragraphs }, (_, at) => `${at + 1}. ${said} ${((at + 1) * 7_919) ** 3}, item ${at}.`).join("\n")

test("a page with a whole draft, or with what changed in it, is light beside the draft", async () => {
  const world = await openCcm("2026-06-01T10:00:00+02:00")
  await world.take(AUSTRIA, "t2-a2", "waiveConsultation", { reason: "time" })
  await world.take(AUSTRIA, "t2-a2", "startDrafting")
  const drafts = ["States parties may wish to recall", "States parties recall"].map((said) => draftOf(500, said))
  for (const text of drafts) await world.take(AUSTRIA, "t2-a2", "addDraft", { text })
  const weightOf = async (query: string, language: string) => {
    const { status, body } = await world.ask("GET", `/${language}/items/${PLAN}.t2-a2${query}`, { as: AUSTRIA })
    expect([status, body]).toEqual([200, expect.stringContaining("item 499.")])
    return gzipSync(body).length
  }
  const [first, second] = drafts.map((text) => gzipSync(text).length)
  for (const language of languages) {
    expect((await weightOf("", language)) - Number(second)).toBeLessThan(BESIDE)
    expect((await weightOf("?since=1", language)) - Number(second) - Number(first)).toBeLessThan(BESIDE)
  }
  await world.stop()
})
