import { describe, expect, test } from "vitest"
import { ireland, isu, june, observer, peru, text, unidir } from "../actors.ts"
import { agreed, editing, foldOf, given, planned, underSilence } from "./stories.ts"

const submit = { type: "submitPaper", title: "Elements", text: text("p") }
const submitted = {
  ...{ type: "PaperSubmitted", paper: 1, party: "ie", title: "Elements", text: text("p"), languages: ["en"] },
  by: ireland,
}
const revised = { ...submit, text: text("q"), symbol: "WP.1/Rev.1", supersedes: 1 }

describe("a working paper", () => {
  test.each([
    ["planned", [planned()]],
    ["edited", editing],
    ["under silence", underSilence],
  ])("is submitted by a party while the activity is %s, and changes nothing else", (_, history) => {
    given(...history)
      .when(submit, { by: ireland })
      .then({ type: "PaperSubmitted", paper: 1, party: "ie", languages: ["en"], visibility: "committee" })
    const [before, after] = [foldOf(...history), foldOf(...history, submitted)]
    expect({ ...after.context, papers: undefined }).toEqual({ ...before.context, papers: undefined })
    expect(after.value).toEqual(before.value)
  })
  test("is a partner's too, or recorded for others, but no observer's; and none comes once the text is agreed", () => {
    given(planned()).when(submit, { by: unidir }).then({ type: "PaperSubmitted", party: "unidir" })
    const onBehalf = { by: { ...isu, onBehalfOf: "pe" }, communication: { is: "noteVerbale" as const } }
    given(planned()).when(submit, onBehalf).then({ type: "PaperSubmitted", party: "pe" })
    given(planned()).when(submit, { by: observer }).rejected("OFFICE")
    given(...agreed)
      .when(submit, { by: ireland })
      .rejected("NOT_NOW")
  })
  test("takes the place of one of the same party that stands", () => {
    given(planned(), submitted)
      .when(revised, { by: ireland })
      .then({ type: "PaperSubmitted", paper: 2, symbol: "WP.1/Rev.1", supersedes: 1 })
    given(planned(), submitted).when(revised, { by: peru }).rejected("NOT_YOUR_PAPER")
    given(planned(), submitted).when(revised, { by: isu }).then({ type: "PaperSubmitted", supersedes: 1 })
    given(planned()).when(revised, { by: isu }).rejected("PAPER_UNKNOWN")
    const second = { ...submitted, paper: 2, text: text("q"), supersedes: 1, at: june(2) }
    given(planned(), submitted, second).when(revised, { by: ireland }).rejected("PAPER_UNKNOWN")
  })
})
