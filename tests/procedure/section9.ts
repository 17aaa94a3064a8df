import { expect } from "vitest"
import { AUSTRIA, BODY, item, PRESIDENCY, reason, STAFF, within } from "./body.ts"
import { proved, section } from "./sentences.ts"

const everyone = ["austria-1", "cameroon-1"]

const plain = (text = "") => text.replace(/\s+/g, " ")

export const section9 = section("9. Whose turn it is", {
  "date or meeting moved: old, new, why": within(
    {
      activities: [
        item("a", { schedule: { quarters: [], hard_not_after: { event: "last" } } }),
        item("b", { schedule: { quarters: ["2026-Q3"] } }),
      ],
    },
    async ({ take, at, sent, world }) => {
      await at("2026-06-01T10:30:00+02:00")
      sent.length = 0
      await world.take(PRESIDENCY, `/api/plans/${BODY}`, "moveMeeting", {
        ...{ meeting: "last", from: "2026-12-07", to: "2026-12-11", reason: "The hall is taken." },
      })
      await at("2026-06-02T09:00:00+02:00")
      const moved = sent.splice(0).find(({ to }) => to.address === "austria-1@body.example")
      expect(plain(moved?.text)).toContain("until now 2 November 2026")
      expect(plain(moved?.text)).toContain("7 December 2026")
      expect(plain(moved?.text)).toContain("The last meeting")
      expect(plain(moved?.text)).toContain("The hall is taken.")
      for (const code of ["a", "b"])
        await take(AUSTRIA, code, "setDue", { rules: [{ kind: "date", on: "2026-10-01" }], reason: "Too early." })
      await at("2026-06-03T09:00:00+02:00")
      const both = plain(sent.find(({ to }) => to.address === "austria-1@body.example")?.text)
      expect(both).toContain("until now 7 December 2026; reason: Too early.")
      expect(both).toContain("until now third quarter of 2026; reason: Too early.")
    },
  ),

  "an owner who is a person has the turn, and is told": within({}, async ({ take, read, told }) => {
    await take(AUSTRIA, "a", "assignOwner", { owner: "peru-2" })
    expect((await read("a")).turn).toMatchObject({ holder: "peru-2", asked: "work" })
    expect(await told("OwnerAssigned")).toEqual(["peru-2"])
    await take(AUSTRIA, "a", "comment", { text: "Begin soon." })
    expect(await told("CommentMade")).toEqual(["peru-2"])
  }),

  "the former holder is told at deferred, cancelled, superseded: in clearance the step's office, between two steps who records":
    within(
      {
        paths: {
          usual: { default: true, steps: [{ clearance: "secretariat" }, { record: "presidency" }] },
        },
        activities: [item("a"), item("b"), item("c"), item("d")],
      },
      async ({ take, told }) => {
        for (const code of ["a", "b", "c"]) {
          await take(AUSTRIA, code, "startDrafting")
          await take(AUSTRIA, code, "addDraft", { text: "A draft." })
          await take(AUSTRIA, code, "requestClearance")
        }
        await take(AUSTRIA, "a", "defer", { reason })
        expect(await told("turnDeferred")).toEqual([...everyone, "staff-1", "staff-2"])
        await take(STAFF, "b", "clearDraft")
        await take(AUSTRIA, "b", "cancel", { reason })
        expect(await told("turnCancelled")).toEqual([...everyone, "presidency-1"])
        await take(AUSTRIA, "c", "supersede", { successors: [`${BODY}.d`], reason })
        expect(await told("turnSuperseded")).toEqual([...everyone, "staff-1", "staff-2"])
      },
    ),

  "turns that pass by an amendment, by `confirm` of a lead, and by the beginning and end of a wait are told": within(
    {
      activities: [
        item("a", { lead: { refs: ["peru"], inferred: true } }),
        item("b", { schedule: { quarters: ["2026-Q4"] } }),
      ],
    },
    async ({ take, told, read }) => {
      await take(AUSTRIA, "a", "confirm", { field: "lead" })
      expect(await told("turnConfirmed")).toEqual(["peru-1", "peru-2"])
      await take(AUSTRIA, "b", "amend", { title: "Another title", reason })
      expect(await told("turnAmended")).toEqual([])
      await take(AUSTRIA, "b", "amend", { lead: ["kenya"], reason })
      expect(await told("turnAmended")).toEqual(["kenya-1"])
      await take(AUSTRIA, "b", "linkTo", { relation: "relatesTo", target: "peru" })
      expect(await told("turnWaits")).toEqual([])
      await take(AUSTRIA, "b", "linkTo", { relation: "waitsFor", target: "peru", expected: "2026-09-01" })
      expect(await told("turnWaits")).toEqual(["peru-1", "peru-2"])
      expect((await read("b")).turn).toMatchObject({ holder: "peru", asked: "provide" })
      await take(AUSTRIA, "b", "endWait", { target: "peru", reason })
      expect(await told("turnWaitEnded")).toEqual(["kenya-1"])
      expect((await read("b")).turn).toMatchObject({ holder: "kenya", asked: "work" })
    },
  ),

  "checks missing: awaited = their offices; clearance asked, advice or sign-off awaited are told": within(
    {
      steps: [{ clearance: "secretariat" }, { record: "coordinator" }],
      procedure: {
        checks: {
          advice: { is: "advice", title: "Advice", by: ["focalPoint"] },
          sign: { is: "sign_off", title: "Sign-off", by: ["presidency", "coordinator"] },
        },
      },
      activities: [item("a", { constraint: { quote: "Only with the consent of the Presidency." } })],
    },
    async ({ take, told, read, sent, at }) => {
      await take(AUSTRIA, "a", "startDrafting")
      await take(AUSTRIA, "a", "addDraft", { text: "A draft." })
      await take(AUSTRIA, "a", "recordCheck", { check: { of: "sign" } })
      await take(AUSTRIA, "a", "requestClearance")
      expect(await told("ClearanceRequested")).toEqual([...everyone, "focal-1", "presidency-1", "staff-1", "staff-2"])
      await at("2026-06-01T10:02:00+02:00")
      expect(plain(sent.find(({ to }) => to.address.startsWith("presidency"))?.text)).toContain(
        ", advice and a sign-off",
      )
      await take(STAFF, "a", "clearDraft")
      const { turn, awaited } = await read("a")
      expect([turn.holder, turn.asked, awaited]).toEqual(["coordinator", "record", ["focalPoint", "presidency"]])
    },
  ),

  "advice or a sign-off that no clearance asks is told when it is awaited, and the end of a wait when its day has passed":
    within(
      {
        steps: [{ silence: "parties", hours: 24 }, { record: "coordinator" }, { meeting: ["session"] }],
        procedure: {
          checks: {
            first: { is: "advice", title: "Advice", by: ["focalPoint"], before: "first", renewed: true },
            sign: { is: "sign_off", title: "Sign-off", by: ["presidency"], before: "first" },
            last: { is: "advice", title: "Last advice", by: ["focalPoint"] },
          },
        },
        activities: [item("a", { constraint: { quote: "Only with the consent of the Presidency." } }), item("b")],
      },
      async ({ take, told, read, sent, at }) => {
        await take(AUSTRIA, "a", "startDrafting")
        expect(await told("checksOfDraft")).toEqual([])
        await take(AUSTRIA, "a", "addDraft", { text: "A draft." })
        expect((await read("a")).awaited).toEqual(["focalPoint", "presidency"])
        expect(await told("checksOfDraft")).toEqual(["focal-1", "presidency-1"])
        await take("focal-1:focalPoint", "a", "recordCheck", { check: { of: "first" }, text: "So be it." })
        await take(PRESIDENCY, "a", "recordCheck", { check: { of: "sign" } })
        await take(AUSTRIA, "a", "circulate", { until: "2026-06-02T11:00" })
        await take(AUSTRIA, "b", "linkTo", { relation: "waitsFor", target: "peru", expected: "2026-06-03" })
        await at("2026-06-02T11:01:00+02:00")
        expect(await told("checksAfterSilence")).toEqual([])
        await take(AUSTRIA, "a", "agree")
        expect((await read("a")).awaited).toEqual(["focalPoint"])
        expect(await told("checksAfterStep")).toEqual(["focal-1"])
        await at("2026-06-03T12:00:00+02:00")
        expect(plain(sent.find(({ text }) => text.includes("awaits advice and a sign-off"))?.text)).toContain(
          "before the next step can be taken",
        )
        expect([(await read("b")).turn.holder, await told("turnWaitPassed")]).toEqual(["peru", []])
        await at("2026-06-04T12:00:00+02:00")
        expect([(await read("b")).turn.holder, await told("turnWaitPassed")]).toEqual(["coordinator", everyone])
      },
    ),

  "the turn is one holder with what is asked, since when and until when": [
    proved("http/turns.test.ts", "every item that is open has one holder, and no other has any"),
    proved(
      "http/turns.test.ts",
      "a document passes from the coordinators to who gives the next step, and to those who lack",
    ),
  ],
  "planned, consulting, editing, broken, void: the item's owner, else lead, else coordinators": [
    proved(
      "http/turns.test.ts",
      "who was invited and is silent is awaited; an owner has the turn; what is paused or expanded is nobody's",
    ),
    proved("http/scopes.test.ts", "a file says who leads, supports and owns, and whose part a mandate is"),
  ],
  "cleared: before a record or meeting who records, before a clearance or silence as in editing": proved(
    "http/turnsOfBodies.test.ts",
    "the letter says which step is next and whose it is, of objections only where some are open, and names the group",
  ),
  "outputs: owner, else coordinators": proved(
    "http/turns.test.ts",
    "an output is its owner's or the coordinators', a request passes to the Presidency once it is delivered",
  ),
  "the plan: proposed → who may adopt (its adoption item's turn, where there is one); adopted → nobody": [
    proved("web/home.test.ts", "who may not adopt a plan is told who may, as long as it waits for that"),
    proved("http/planAdoption.test.ts", "is nobody's to adopt at home, and its item has the turn"),
  ],
  "under silence: the group; awaited = the silent": proved(
    "http/turns.test.ts",
    "under silence it is the group's until the deadline, and the public is not told who is silent",
  ),
  "waiting: who is waited for, if they can act here, else the owner": proved(
    "http/dates.test.ts",
    "for an actor is that actor's turn, who says that it comes later, and late again after that day",
  ),
  "requests: submitted → coordinators, accepted → as its activity, delivered → Presidency": proved(
    "http/requests.test.ts",
    "whose turn it is on the activity, it is on the request, in the list as well",
  ),
  "deferred, settled, a placeholder with open children: nobody": proved(
    "http/turns.test.ts",
    "who was invited and is silent is awaited; an owner has the turn; what is paused or expanded is nobody's",
  ),
  "whom it passes to is told, in the daily digest; within three working days of a deadline at once": [
    proved("http/turnLetters.test.ts", "who answers for a work hears in the next digest that it goes on with them"),
    proved(
      "http/turnLetters.test.ts",
      "of an objection that breaks nothing, what becomes of it and the end, at once where the deadline is near",
    ),
    proved("http/turnLetters.test.ts", "far from the deadline it can wait for the digest"),
  ],
  "the secretariat hears of every silence opened and ended": proved(
    "faults/k8.test.ts",
    "K8.4 the secretariat hears of a silence that opens and ends, and of clearance that is awaited",
  ),
  "no link leads to an act that its reader's office may not take": [
    proved("faults/k1.test.ts", "K1.5 a letter offers to a gender focal point only what that office may do"),
    proved("faults/k1Pairs.test.ts", "the link says beforehand what the API would answer, to every office"),
  ],
})
