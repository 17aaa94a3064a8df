import { request } from "@demarche/workflows"
import { describe, test } from "vitest"
import { austria, facts, ireland, isu, june, presidency, system, text } from "./actors.ts"
import { specification } from "./specification.ts"

const { given, expectAllTold } = specification("request", request, {
  by: austria,
  at: june(1),
  facts: { mandated: true },
})

const because = { reason: "it is outside the mandate of the group" }
const submitted = {
  type: "RequestSubmitted",
  title: "A note on transparency reports",
  neededBy: "2026-07-01",
  by: presidency,
}
const accepted = { type: "RequestAccepted", title: "A note on transparency reports", code: "r-1", kind: "document" }
const delivered = { type: "RequestDelivered", what: "the note, agreed on 19 June" }
const accept = { type: "accept", code: "r-1", track: "t2" }

describe("a request of the Presidency", () => {
  test("it is submitted by the Presidency, with details apart where there are any", () => {
    given()
      .when({ type: "submit", title: "A note", details: text("d"), neededBy: "2026-07-01" }, { by: presidency })
      .then({ type: "RequestSubmitted", title: "A note", details: text("d"), neededBy: "2026-07-01" })
      .ends("submitted")
    given()
      .when({ type: "submit", title: "A note" }, { by: presidency })
      .then({ type: "RequestSubmitted", details: undefined })
    given().when({ type: "submit", title: "A note" }, { by: ireland }).rejected("OFFICE")
    given(submitted).when({ type: "submit", title: "A note" }, { by: presidency }).rejected("NOT_NOW")
  })
  test("its acceptance carries what the activity it becomes must know", () => {
    given(submitted)
      .when(accept)
      .then({
        type: "RequestAccepted",
        code: "r-1",
        track: "t2",
        kind: "document",
        title: "A note on transparency reports",
        neededBy: "2026-07-01",
      })
      .ends("accepted")
    given(submitted).when(accept, { by: presidency }).rejected("OFFICE")
    given(submitted)
      .when(accept, facts({ mandated: false }))
      .rejected("OFFICE")
  })
  test("it is declined with a reason", () => {
    given(submitted).when({ type: "decline" }).rejected("REASON")
    given(submitted).when({ type: "decline" }, because).then({ type: "RequestDeclined" }).ends("declined")
    given(submitted, { type: "RequestDeclined", ...because })
      .when(accept)
      .rejected("NOT_NOW")
  })
  test("what is accepted is delivered, and the Presidency acknowledges it", () => {
    given(submitted, accepted)
      .when({ type: "deliver", what: "the note" })
      .then({ type: "RequestDelivered", what: "the note" })
      .ends("delivered")
    given(submitted, accepted, delivered)
      .when({ type: "acknowledge" }, { by: presidency })
      .then({ type: "DeliveryAcknowledged" })
      .ends("acknowledged")
    given(submitted, accepted, delivered).when({ type: "acknowledge" }).rejected("OFFICE")
  })
  test("the secretariat records it on the Presidency's behalf", () => {
    given()
      .when({ type: "submit", title: "A note" }, { by: { ...isu, onBehalfOf: "no" } })
      .then({ type: "RequestSubmitted", title: "A note" })
      .ends("submitted")
    given().when({ type: "submit", title: "A note" }, { by: austria }).rejected("OFFICE")
  })
  test.each([
    ["submitted", [submitted]],
    ["accepted", [submitted, accepted]],
  ])("one that is %s is withdrawn by the Presidency, with a reason", (_, history) => {
    given(...history)
      .when({ type: "withdraw" }, { by: presidency })
      .rejected("REASON")
    given(...history)
      .when({ type: "withdraw" }, because)
      .rejected("OFFICE")
    given(...history)
      .when({ type: "withdraw" }, { by: presidency, ...because })
      .then({ type: "RequestWithdrawn" })
      .ends("ended")
  })
  test.each(["cancelled", "notPursued", "superseded", "carriedOver"])(
    "it ends with an activity that is %s",
    (ended) => {
      given(submitted, accepted)
        .when({ type: "end", ended }, { by: system })
        .then({ type: "RequestEnded", ended })
        .ends("ended")
      given(submitted, accepted).when({ type: "end", ended }).rejected("OFFICE")
      given(submitted).when({ type: "end", ended }, { by: system }).rejected("NOT_NOW")
      given(submitted, accepted, delivered).when({ type: "end", ended }, { by: system }).rejected("NOT_NOW")
    },
  )
  test("what its activity came to is delivered without anybody's doing", () => {
    given(submitted, accepted)
      .when({ type: "deliver", what: "the note" }, { by: system })
      .then({ type: "RequestDelivered" })
      .ends("delivered")
  })
  test("what has ended stays so", () => {
    const withdrawn = { type: "RequestWithdrawn", by: presidency, ...because }
    given(submitted, accepted, withdrawn).when({ type: "deliver", what: "the note" }).rejected("NOT_NOW")
    given(submitted, withdrawn).when(accept).rejected("NOT_NOW")
  })
  test("nothing is skipped", () => {
    given(submitted).when({ type: "deliver", what: "the note" }).rejected("NOT_NOW")
    given(submitted, accepted).when({ type: "acknowledge" }, { by: presidency }).rejected("NOT_NOW")
    given(submitted, accepted).when({ type: "decline" }, because).rejected("NOT_NOW")
  })
})

test.each([
  ["submitted", [submitted]],
  ["accepted", [submitted, accepted]],
  ["declined", [submitted, { type: "RequestDeclined", ...because }]],
  ["ended", [submitted, accepted, { type: "RequestEnded", ended: "cancelled", by: system }]],
  ["delivered", [submitted, accepted, delivered]],
  ["acknowledged", [submitted, accepted, delivered, { type: "DeliveryAcknowledged", by: presidency }]],
])("a text of a request that is %s is redacted by the secretariat, with a reason", (state, history) => {
  given(...history)
    .when({ type: "redact", text: text("d") }, { by: isu })
    .rejected("REASON")
  given(...history)
    .when({ type: "redact", text: text("d") }, { by: isu, ...because })
    .then({ type: "TextRedacted", text: text("d") })
    .ends(state)
})

test("every rule was refused and satisfied, every command taken, every state reached", () => {
  expectAllTold()
})
