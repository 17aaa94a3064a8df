import { import as planImport } from "@demarche/workflows"
import { describe, expect, test } from "vitest"
import { auditor, austria, isu, june, peru, system, text } from "./actors.ts"
import { specification } from "./specification.ts"

const { workflow, given, foldOf, expectAllTold } = specification("import", planImport, {
  by: isu,
  at: june(1),
  facts: { mandated: true },
})

const hidden = { visibility: "restricted" }
const asked = {
  ...{ file: text("f"), result: text("r"), digest: text("d"), format: "yaml" as const },
  ...{ mandateImplied: false, rehearsed: true, of: 47 },
}
const requested = { type: "ImportRequested", ...asked }
const progress = { result: text("s"), done: 20, of: 47 }
const whole = { result: text("t"), done: 47, of: 47 }
const refusal = { failing: ["OFFICE"], errors: [] }
const erased = { type: "TextRedacted", text: text("f"), ...hidden }

describe("an import", () => {
  test("is asked for by whoever may import, who then is the one in whose name it is done", () => {
    for (const by of [isu, austria])
      given()
        .when({ type: "ask", ...asked }, { by })
        .then({ ...requested, ...hidden })
        .ends("asked")
    for (const by of [peru, auditor, system])
      given()
        .when({ type: "ask", ...asked }, { by })
        .rejected("OFFICE")
    expect((foldOf({ ...requested, by: austria } as never) as { context: object }).context).toMatchObject({
      by: austria,
      file: text("f"),
      done: 0,
      of: 47,
    })
  })
  test("goes on piece by piece to its end, and its file ends with it", () => {
    given(requested)
      .when({ type: "goOn", ...progress }, { by: system })
      .then({ type: "ImportContinued", ...progress, ...hidden })
      .ends("asked")
    given(requested, { type: "ImportContinued", ...progress, by: system })
      .when({ type: "finish", ...whole }, { by: system })
      .then({ type: "ImportFinished", ...whole, ...hidden }, erased)
      .ends("finished")
  })
  test("is refused where a rule refuses it, and its file ends with it", () => {
    given(requested)
      .when({ type: "refuse", ...refusal }, { by: system })
      .then({ type: "ImportRefused", ...refusal, ...hidden }, erased)
      .ends("refused")
  })
  test("ends once, and no person says how far it is", () => {
    for (const over of [
      { type: "ImportFinished", ...whole, by: system },
      { type: "ImportRefused", ...refusal, by: system },
    ])
      given(requested, over)
        .when({ type: "goOn", ...progress }, { by: system })
        .rejected("NOT_NOW")
    given(requested)
      .when({ type: "goOn", ...progress }, { by: isu })
      .rejected("OFFICE")
  })
  test("waits for no time", () => expect(workflow.deadlines({ context: { done: 0, of: 0 } } as never)).toEqual([]))
})

test("every rule was refused and satisfied, every command taken, every state reached", () => {
  expectAllTold()
})
