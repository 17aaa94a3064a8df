import type { Given } from "@demarche/engine/testing/scenario"
import { describe, expect, test } from "vitest"
import { ireland, isu, presidency, text } from "../actors.ts"
import {
  advised,
  agreed,
  agreement,
  because,
  checked,
  drafted,
  editing,
  foldOf,
  given,
  onPath,
  redrafted,
  requested,
  underSilence,
} from "./stories.ts"

const add = { type: "addAnnex", draft: 1, title: "Table of reference points", text: text("x") }
const added = { ...add, type: "AnnexAdded", annex: 1, languages: ["en"], visibility: "committee" }
const details = (...history: Parameters<typeof foldOf>) => foldOf(...history).context.details

describe("an annex", () => {
  test("belongs to a draft, with a number, a title and languages of its own", () => {
    given(...editing, drafted)
      .when(add, { by: isu })
      .then(added)
      .ends("drafting", "editing")
    given(...editing, { ...drafted, languages: ["fr"] }, added)
      .when(add)
      .then({ type: "AnnexAdded", annex: 2, languages: ["fr"] })
    given(...editing, drafted)
      .when({ ...add, languages: ["es"] })
      .then({ type: "AnnexAdded", languages: ["es"] })
    expect(details(...editing, drafted, added)?.[1]?.annexes).toEqual([
      { title: add.title, text: text("x"), languages: ["en"] },
    ])
  })
  test("is a coordinator's or the secretariat's to add, to a draft that is there", () => {
    given(...editing, drafted)
      .when(add, { by: ireland })
      .rejected("OFFICE")
    given(...editing, drafted)
      .when({ ...add, draft: 2 })
      .rejected("DRAFT_UNKNOWN", "ANNEX_FIXED")
  })
  test("is added to the newest draft before a step is begun, and never to what was agreed", () => {
    const path = onPath([{ id: "record", is: "record", by: "coordinator" }])
    const reopened = [...editing, drafted, agreement, { type: "Reopened", by: presidency, ...because }]
    given(...editing, drafted, redrafted)
      .when(add)
      .rejected("ANNEX_FIXED")
    path
      .given(...reopened)
      .when(add)
      .rejected("ANNEX_FIXED")
    for (const history of [[...editing, drafted, requested], underSilence, agreed])
      given(...history)
        .when(add)
        .rejected("NOT_NOW")
  })
  test("asks the renewed checks again, and no others", () => {
    const { checks } = foldOf(...editing, drafted, advised, checked("gender", { option: "none" }), added).context
    expect(Object.keys(checks)).toEqual(["gender"])
  })
  test("is agreed with the text: one that is redacted under silence voids it", () => {
    const history = underSilence.flatMap((each): Given[] => (each === drafted ? [each, added] : [each]))
    given(...history)
      .when({ type: "redact", text: text("x") }, { by: isu, ...because })
      .then({ type: "SilenceVoided" }, { type: "TextRedacted" })
  })
  test("is not the next draft's, but that of the text as a meeting amended it", () => {
    expect(details(...editing, drafted, added, redrafted)?.[2]).toBeUndefined()
    const path = onPath([{ id: "adopted", is: "meeting", of: ["msp"] }])
    const cited = { meeting: "m", decision: "d", text: text("e"), draft: 2, ...path.facts({ meetingFits: true }) }
    const known = path.foldOf(...editing, drafted, added, { ...agreement, ...cited }).context.details
    expect(known?.[2]?.annexes).toEqual(known?.[1]?.annexes)
    expect(known?.[2]?.annexes).toHaveLength(1)
  })
})
