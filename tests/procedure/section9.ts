import { expect } from "vitest"
import { AUSTRIA, BODY, CAMEROON, delegate, item, PRESIDENCY, person, reason, STAFF, within } from "./body.ts"
import { proved, section } from "./sentences.ts"

const PERU = delegate("peru")
const KENYA = delegate("kenya")
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
      expect(both).toContain("until now Q3 2026; reason: Too early.")
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
})

void [CAMEROON, PERU, KENYA, person, proved]
