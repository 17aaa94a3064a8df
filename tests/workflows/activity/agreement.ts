import { describe, expect, test } from "vitest"
import { austria, cameroon, isu, presidency } from "../actors.ts"
import {
  agree,
  agreed,
  agreement,
  because,
  checked,
  checks,
  circulate,
  cleared,
  committeePath,
  drafted,
  editing,
  facts,
  foldOf,
  given,
  inClearance,
  onNone,
  onPath,
  planned,
  readyToCirculate,
  request,
  requested,
  silenceOpened,
  silencePassed,
  sound,
  soundFacts,
} from "./stories.ts"

describe("agreement", () => {
  test("the end of the last silence is the agreement, and no record replaces it", () => {
    for (const by of [austria, isu, presidency])
      given(...readyToCirculate)
        .when(agree, { by })
        .rejected(...(by === presidency ? ["APPROVAL", "STEP_OFFICE"] : ["APPROVAL"]))
    given(...agreed).ends("agreed")
  })
  test("what is not the next step is no act of now", () => {
    given(...editing, drafted, ...checks)
      .when(circulate, sound)
      .rejected("APPROVAL", "SILENCE_TOO_SHORT")
    given(...editing, drafted, ...checks)
      .when(agree, { by: isu })
      .rejected("APPROVAL")
    given(...readyToCirculate)
      .when(request)
      .rejected("APPROVAL")
    given(...inClearance)
      .when(agree)
      .rejected("NOT_NOW")
  })
  test("a text that is on no path is agreed by nobody", () => {
    const { given, facts } = onNone()
    for (const [command, code] of [
      [request, "APPROVAL"],
      [circulate, "APPROVAL"],
      [agree, "APPROVAL"],
    ] as const)
      given(...editing, drafted, ...checks)
        .when(command, facts(soundFacts))
        .rejected(...(command === circulate ? [code, "SILENCE_TOO_SHORT"] : [code]))
  })
  test("as long as it is unclear which path it is, nothing begins", () => {
    const unclear = { path: undefined, pathUnclear: true }
    given(...editing, drafted)
      .when(request, facts(unclear))
      .rejected("PATH_UNCLEAR", "APPROVAL", "HORIZONTAL_CHECKS")
    given(...readyToCirculate)
      .when(circulate, facts({ ...soundFacts, ...unclear }))
      .then({ type: "SilenceOpened" })
  })
  test("what its path says is issued is issued, and not called agreed", () => {
    const { given, foldOf } = onPath([{ id: "record", is: "record", by: "coordinator" }], { result: "issued" })
    given(...editing, drafted)
      .when(agree)
      .then({ type: "Agreed", path: "own", step: "record", issued: true })
      .ends("agreed")
    expect(foldOf(...editing, drafted, agreement).context.agreed).toMatchObject({ draft: 1, issued: true })
    const { foldOf: silent } = onPath([committeePath.steps[1]!], { result: "issued" })
    expect(silent(...editing, drafted, silenceOpened, silencePassed).context.agreed).toMatchObject({ issued: true })
    expect(foldOf(...editing, drafted).context.agreed).toBeUndefined()
  })
})

describe("what is stated and what was inferred", () => {
  const confirm = { type: "confirm", field: "path" }
  const inferred = planned({ path: "meeting", pathInferred: true, outputs: ["o1-1"], outputsInferred: true })

  test("a suggestion is confirmed, by the person who does", () => {
    given(inferred).when(confirm).then({ type: "ValueConfirmed", field: "path", value: undefined })
    expect(foldOf(inferred, { type: "ValueConfirmed", field: "path" }).context).toMatchObject({
      path: "meeting",
      pathInferred: undefined,
      outputsInferred: true,
    })
    given(inferred)
      .when({ ...confirm, field: "outputs" }, { by: isu })
      .then({ type: "ValueConfirmed" })
    expect(foldOf(inferred, { type: "ValueConfirmed", field: "outputs" }).context).toMatchObject({
      pathInferred: true,
      outputsInferred: undefined,
    })
  })
  test("a value is stated where there was none", () => {
    given(planned())
      .when({ ...confirm, value: "meeting" })
      .then({ type: "ValueConfirmed", value: "meeting" })
    expect(foldOf(planned(), { type: "ValueConfirmed", field: "path", value: "meeting" }).context.path).toBe("meeting")
  })
  test("markers, references and partners that are inferred count once they are confirmed", () => {
    const annotations = ["kind", "partners", "markers.colour", "refers.lap"].map((field) => ({ field, inferred: true }))
    const said = { markers: { colour: "red", shade: "dark" }, refers: { lap: [1], other: [2] }, partners: ["unidir"] }
    const suggested = planned({ ...said, requiredPartners: [], annotations })
    const { context } = foldOf(suggested)
    expect(context.checks).toEqual({ shade: { draft: 0, option: "dark" } })
    expect(context).toMatchObject({ refers: { other: [2] }, partners: [] })
    const confirmed = ["partners", "markers.colour", "refers.lap"].map((field) => ({ type: "ValueConfirmed", field }))
    const after = foldOf(suggested, ...confirmed).context
    expect(after.checks).toEqual({ shade: { draft: 0, option: "dark" }, colour: { draft: 0, option: "red" } })
    expect(after).toMatchObject({ refers: { other: [2], lap: [1] }, partners: ["unidir"] })
    given(suggested, ...confirmed)
      .when({ ...confirm, field: "kind" })
      .then({ type: "ValueConfirmed", field: "kind" })
    for (const field of ["partners", "markers.colour", "markers.shade", "track"])
      given(suggested, ...confirmed)
        .when({ ...confirm, field })
        .rejected("NOT_INFERRED")
  })
  test("a value that is given anew is stated, or where it is marked again, to be confirmed again", () => {
    const annotations = [{ field: "kind", inferred: true }]
    const known = [planned({ annotations }), { type: "ValueConfirmed", field: "kind" }]
    const again = { type: "ActivityAmended", reason: "the file was sent again" }
    const kind = { ...confirm, field: "kind" }
    given(...known, { ...again, title: "Title", annotations })
      .when(kind)
      .rejected("NOT_INFERRED")
    given(...known, { ...again, kind: "document", annotations })
      .when(kind)
      .then({ type: "ValueConfirmed" })
    given(planned({ annotations }), { ...again, kind: "document" })
      .when(kind)
      .rejected("NOT_INFERRED")
  })
  test("a marker that is given anew takes the place of what was suggested of it", () => {
    const annotations = [{ field: "markers.colour", inferred: true }]
    const suggested = planned({ markers: { colour: "red" }, annotations })
    const again = { type: "ActivityAmended", reason: "the file was sent again" }
    const stated = foldOf(suggested, { ...again, markers: { colour: "blue" }, annotations: [] }).context
    expect(stated.checks).toEqual({ colour: { draft: 0, option: "blue" } })
    expect(stated.suggested).toBeUndefined()
    const other = foldOf(suggested, { ...again, markers: { colour: "blue" }, annotations }).context
    expect(other).toMatchObject({ checks: {}, suggested: { markers: { colour: "blue" } } })
  })
  test("only a path is replaced by another", () => {
    given(planned({ annotations: [{ field: "kind", inferred: true }] }))
      .when({ ...confirm, field: "kind", value: "meeting" })
      .rejected("NOT_INFERRED")
  })
  test("what nobody inferred is not confirmed", () => {
    given(planned()).when(confirm).rejected("NOT_INFERRED")
    given(planned({ path: "meeting" }))
      .when(confirm)
      .rejected("NOT_INFERRED")
    given(planned({ outputs: ["o1-1"] }))
      .when({ ...confirm, field: "outputs" })
      .rejected("NOT_INFERRED")
    given(inferred, { type: "ValueConfirmed", field: "path" }).when(confirm).rejected("NOT_INFERRED")
  })
})

describe("reopening", () => {
  const reopen = { type: "reopen" }

  test("the Presidency reopens what is agreed, with a reason", () => {
    given(...agreed)
      .when(reopen, { by: presidency })
      .rejected("REASON")
    given(...agreed)
      .when(reopen, { by: presidency, ...because })
      .then({ type: "Reopened" })
      .ends("drafting", "editing")
  })
  test("a coordinator does so once another party's coordinator has consented", () => {
    given(...agreed)
      .when(reopen, because)
      .rejected("REOPEN_AUTHORITY")
    given(...agreed, checked("consent"))
      .when(reopen, because)
      .rejected("REOPEN_AUTHORITY")
    given(...agreed, checked("consent", {}, { by: cameroon }))
      .when(reopen, because)
      .then({ type: "Reopened" })
  })
  test("once agreed, a consent is the only check, and it is a coordinator's", () => {
    given(...agreed)
      .when({ type: "recordCheck", check: { of: "consent" } }, { by: cameroon })
      .then({ type: "CheckRecorded" })
    given(...agreed)
      .when({ type: "recordCheck", check: { of: "consent" } }, { by: isu })
      .rejected("CONSENT_ONLY")
    given(...agreed)
      .when({ type: "recordCheck", check: { of: "lap", actions: [] } })
      .rejected("CONSENT_ONLY")
  })
  test("a consent serves once", () => {
    const reopened = [...agreed, checked("consent", {}, { by: cameroon }), { type: "Reopened", ...because }]
    given(...reopened, requested, cleared, { ...silenceOpened, ...sound }, silencePassed)
      .when(reopen, because)
      .rejected("REOPEN_AUTHORITY")
  })
  test("only another party's coordinator's consent counts: not the secretariat's, given before there was anything to reopen", () => {
    given(...inClearance)
      .when({ type: "recordCheck", check: { of: "consent" } }, { by: isu })
      .rejected("CHECK_UNKNOWN", "CHECK_OFFICE")
  })
  test("a coordinator who names no party does not consent to his own reopening", () => {
    given(...agreed, checked("consent"))
      .when(reopen, { by: { ...austria, party: undefined }, ...because })
      .rejected("REOPEN_AUTHORITY")
  })
})
