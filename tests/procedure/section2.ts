import { expect } from "vitest"
import { type Json, openWorld } from "../http/world.ts"
import {
  ADA,
  AUSTRIA,
  BODY,
  CAMEROON,
  delegate,
  item,
  letter,
  PRESIDENCY,
  person,
  planOf,
  reason,
  STAFF,
  STAFF_TWO,
  within,
} from "./body.ts"
import { proved, section } from "./sentences.ts"

const PERU = delegate("peru")
const PERU_TWO = delegate("peru", 2)
const KENYA = delegate("kenya")
const silence = (more: Json = {}) => ({ silence: "parties", hours: 24, ...more })
const types = (entries: Json[]) => entries.flatMap(({ events }) => events.map(({ type }: Json) => type))

async function drafted(body: Parameters<Parameters<typeof within>[1]>[0], code = "a", text = "A draft.") {
  await body.take(AUSTRIA, code, "startDrafting")
  await body.take(AUSTRIA, code, "addDraft", { text })
}

async function expectFile(file: string, faults: number) {
  const world = await openWorld("2026-06-01T10:00:00+02:00")
  const { status, body } = await world.ask("POST", "/api/plans?dryRun=true", {
    ...{ as: STAFF, body: file, headers: { "Content-Type": "application/yaml" } },
  })
  await world.stop()
  expect([status, (body.errors ?? []).map(({ message }: Json) => message)]).toEqual(
    faults === 0 ? [200, []] : [400, [expect.stringContaining("held for a party")]],
  )
}

export const section2 = section("2. A text is agreed on a path", {
  "record by an office: `by: coordinator` any of them": within({}, async (body) => {
    const { take, refused, read } = body
    await drafted(body)
    expect(await refused(STAFF, "a", "agree")).toEqual(["STEP_OFFICE"])
    expect(await refused(PRESIDENCY, "a", "agree")).toEqual(["STEP_OFFICE"])
    expect(await refused(PERU, "a", "agree")).toEqual(["OFFICE"])
    await take(CAMEROON, "a", "agree")
    expect(await read("a")).toMatchObject({ state: "agreed", agreed: { draft: 1 } })
  }),

  "record `by: each coordinator` every party holding it; every record but the last stays in place, counts as begun, and falls with a new draft":
    within({ steps: [{ record: "coordinator", each: true }] }, async (body) => {
      const { take, refused, read } = body
      await drafted(body)
      expect(await take(AUSTRIA, "a", "agree")).toMatchObject({
        events: [{ type: "StepRecorded", party: "austria" }],
        state: "drafting",
      })
      expect(await refused(AUSTRIA, "a", "amend", { title: "Another", reason })).toEqual(["PATH_RUNNING"])
      await take(AUSTRIA, "a", "agree")
      expect((await read("a")).state).toBe("drafting")
      await take(AUSTRIA, "a", "addDraft", { text: "Another draft." })
      await take(CAMEROON, "a", "agree")
      expect((await read("a")).state).toBe("drafting")
      await take(AUSTRIA, "a", "agree")
      expect(await read("a")).toMatchObject({ state: "agreed", agreed: { draft: 2 } })
    }),

  "a clearance is never by who drafted (DRAFTED_IT), asked of who added the draft and of the author it names; another holder may":
    within({ steps: [{ clearance: "secretariat" }] }, async (body) => {
      const { take, refused, read } = body
      await take(AUSTRIA, "a", "startDrafting")
      await take(STAFF, "a", "addDraft", { text: "By the staff." })
      await take(AUSTRIA, "a", "requestClearance")
      expect(await refused(STAFF, "a", "clearDraft")).toEqual(["DRAFTED_IT"])
      await take(AUSTRIA, "a", "addDraft", { text: "Of the other.", author: "staff-2" })
      await take(AUSTRIA, "a", "requestClearance")
      expect(await refused(STAFF_TWO, "a", "clearDraft")).toEqual(["DRAFTED_IT"])
      expect(await refused(PRESIDENCY, "a", "clearDraft")).toEqual(["STEP_OFFICE"])
      expect(await take(STAFF, "a", "clearDraft")).toMatchObject({
        events: [{ type: "DraftCleared" }, { type: "Agreed" }],
        state: "agreed",
      })
      expect((await read("a")).agreed).toMatchObject({ draft: 2 })
    }),

  "where there is no other holder that day, the `or:` office clears, else the Presidency": within(
    {
      paths: {
        other: { default: true, steps: [{ clearance: "focalPoint", or: "secretariat" }] },
        none: { steps: [{ clearance: "focalPoint" }] },
      },
      activities: [item("a"), item("b", { path: "none" })],
    },
    async ({ take, refused }) => {
      for (const code of ["a", "b"]) {
        await take(AUSTRIA, code, "startDrafting")
        await take(AUSTRIA, code, "addDraft", { text: "A draft.", author: "focal-1" })
        await take(AUSTRIA, code, "requestClearance")
        expect(await refused("focal-1:focalPoint", code, "clearDraft")).toContain("DRAFTED_IT")
      }
      expect(await refused(PRESIDENCY, "a", "clearDraft")).toEqual(["STEP_OFFICE"])
      await take(STAFF, "a", "clearDraft")
      expect(await refused(STAFF, "b", "clearDraft")).toEqual(["STEP_OFFICE"])
      await take(PRESIDENCY, "b", "clearDraft")
    },
  ),

  "a silence has least hours, least working days, and a time when it may end": within(
    {
      paths: {
        hours: { default: true, steps: [silence({ hours: 48 })] },
        days: { steps: [{ silence: "parties", working_days: 2, ends: "working_day" }] },
        office: { steps: [silence({ ends: "office_hours" })] },
      },
      activities: [item("a"), item("b", { path: "days" }), item("c", { path: "office" })],
    },
    async (body) => {
      const short = async (code: string, until: string) =>
        expect(await body.refused(AUSTRIA, code, "circulate", { until })).toEqual(["SILENCE_TOO_SHORT"])
      for (const code of ["a", "b", "c"]) await drafted(body, code)
      await short("a", "2026-06-03T09:59")
      await body.take(AUSTRIA, "a", "circulate", { until: "2026-06-03T10:00" })
      await short("b", "2026-06-02T18:00")
      await short("b", "2026-06-06T12:00")
      await body.take(AUSTRIA, "b", "circulate", { until: "2026-06-03T23:00" })
      await short("c", "2026-06-02T23:00")
      await body.take(AUSTRIA, "c", "circulate", { until: "2026-06-02T18:00" })
    },
  ),

  "`broken_by: n`: as many objections, each in another name; fewer are kept, and it runs on": within(
    { steps: [{ ...silence({ broken_by: 2 }), silence: "everybody" }] },
    async (body) => {
      const { take, read } = body
      await drafted(body)
      await take(AUSTRIA, "a", "circulate", { until: "2026-06-03T18:00" })
      await take(PERU, "a", "object", { text: "No." })
      expect((await take(PERU_TWO, "a", "object", { text: "No, says the other." })).substate).toBe("underSilence")
      expect((await take(ADA, "a", "object", { text: "I neither." })).substate).toBe("broken")
      expect((await read("a")).objections).toMatchObject({ open: 3 })
    },
  ),

  "a silence whose end comes with objections open, fewer than it takes, passes as StepPassed even where it is the last; the item rests in `cleared` (OPEN_OBJECTION) until each is answered, then a coordinator's `agree` ends the path":
    within({ steps: [{ ...silence({ broken_by: 3 }), silence: "everybody" }] }, async (body) => {
      const { take, refused, read, history, at } = body
      await drafted(body)
      await take(AUSTRIA, "a", "circulate", { until: "2026-06-03T18:00" })
      await take(PERU, "a", "object", { text: "No." })
      await take(STAFF, "a", "object", { text: "Nor do we." })
      await at("2026-06-03T18:01:00+02:00")
      expect(await read("a")).toMatchObject({ state: "drafting", substate: "cleared" })
      expect(types(await history("a")).at(-1)).toBe("StepPassed")
      expect(await refused(CAMEROON, "a", "agree")).toEqual(["OPEN_OBJECTION"])
      await take(PERU_TWO, "a", "withdrawObjection", { objection: 1 })
      expect(await refused(CAMEROON, "a", "agree")).toEqual(["OPEN_OBJECTION"])
      expect(await refused(PERU, "a", "withdrawObjection", { objection: 2 })).toEqual(["NOT_YOUR_OBJECTION"])
      await take(STAFF_TWO, "a", "withdrawObjection", { objection: 2 })
      expect(await refused(STAFF, "a", "agree")).toEqual(["STEP_OFFICE"])
      await take(CAMEROON, "a", "agree")
      expect((await read("a")).state).toBe("agreed")
    }),

  "`correct` with an objection that would not have broken it adds it as open, and of later steps only those that asked OPEN_OBJECTION, and the agreement, are undone":
    [
      proved(
        "http/pathRules.test.ts",
        "an objection found after a silence that nothing breaks is open, and undoes what was done since",
      ),
      proved(
        "workflows/activity/correction.ts",
        "a clearance that asked for no such thing stands, and so do the steps before it",
      ),
    ],

  "`languages` of a silence must be there before it opens": proved(
    "http/versions.test.ts",
    "a silence step's languages are there before it opens",
  ),

  "a meeting of a kind that has begun agrees {meeting, decision, text?}: with `text` the step's own event carries number and hash, there is no DraftAdded and no reset; record and page say so":
    within({ steps: [{ record: "coordinator" }, { meeting: "session", id: "adopted" }] }, async (body) => {
      const { take, refused, read, history, at, world } = body
      await drafted(body)
      await take(AUSTRIA, "a", "agree")
      const decision = "Decision 3"
      expect(await refused(AUSTRIA, "a", "agree", { meeting: "last", decision })).toEqual(["MEETING_UNCITED"])
      expect(await refused(AUSTRIA, "a", "agree", { meeting: "first" })).toEqual(["MEETING_UNCITED"])
      expect(await refused(PRESIDENCY, "a", "agree", { meeting: "first", decision })).toEqual(["STEP_OFFICE"])
      await at("2026-11-02T10:00:00+01:00")
      await take(STAFF, "a", "agree", { meeting: "last", decision, text: "As amended." })
      const [entry] = (await history("a")).slice(-1)
      expect(entry.events).toEqual([
        expect.objectContaining({ type: "Agreed", meeting: "last", decision, draft: 2, text: expect.any(String) }),
      ])
      expect(types(await history("a")).filter((type) => type === "DraftAdded")).toHaveLength(1)
      expect(await read("a")).toMatchObject({ state: "agreed", agreed: { draft: 2 } })
      const page = await world.ask("GET", `/en/items/${BODY}.a`, { as: AUSTRIA })
      expect(page.body).toContain("as amended at the meeting")
    }),

  "earlier steps and renewed checks count as held for the draft the meeting had before it": proved(
    "workflows/activity/meetings.ts",
    "what was checked of the draft before it counts for it",
  ),

  "`notAdopted` leads to broken, and the same draft may go to a later meeting at the same step; the secretariat may record it":
    proved(
      "http/otherBodies.test.ts",
      "a text is agreed at a session that has begun, as it was amended there, or not, and then at a later one",
    ),

  "`kept: true` survives new drafts": proved(
    "http/otherBodies.test.ts",
    "three drafts lead to the last call, never to the adoption again, and nothing of another body is said",
  ),

  "`result: issued`: counts as evidence, is never called agreed": within(
    {
      paths: {
        issued: { default: true, result: "issued", steps: [silence({ hours: 24 }), { record: "coordinator" }] },
      },
      activities: [item("a", { outputs: ["d"] })],
      more: {
        outputs: [
          { id: "o", number: 1, title: "Output", type: "deliverable", deliverables: [{ id: "d", title: "A paper" }] },
        ],
      },
    },
    async (body) => {
      await drafted(body)
      await body.take(AUSTRIA, "a", "circulate", { until: "2026-06-02T11:00" })
      await body.at("2026-06-02T11:01:00+02:00")
      await body.take(AUSTRIA, "a", "agree")
      await body.at("2026-06-02T12:00:00+02:00")
      const { deliverables, state } = await body.world.get(`/api/outputs/${BODY}.o`)
      expect([state, deliverables[0].evidence]).toEqual([
        "partlyFulfilled",
        [expect.objectContaining({ source: `${BODY}.a` })],
      ])
      expect(await body.read("a")).toMatchObject({ agreed: { issued: true } })
      for (const language of ["en", "fr"]) {
        const shown = async (path: string) => {
          const page = await body.world.ask("GET", path, { as: AUSTRIA })
          return page.body.replace(/<style>.*?<\/style>/gs, "").replace(/<[^>]+>/g, " ")
        }
        const text = await shown(`/${language}/items/${BODY}.a`)
        expect(text).toMatch(/under the responsibility of|sous la responsabilité/)
        expect(text).not.toMatch(/Agreed,|Agreed text|recorded agreement|Adopté,|Texte adopté|constaté l’accord/)
        for (const where of ["board", "list", "list.csv"]) {
          const listed = await shown(`/${language}/plans/${BODY}/${where}`)
          expect([where, listed]).toEqual([where, expect.stringMatching(/Issued|Publié/)])
        }
        const { lines } = await body.world.get(`/api/plans/${BODY}/document`, { query: { lang: language } })
        expect(await shown(`/calendar/${BODY}.ics?lang=${language}`)).toMatch(/DESCRIPTION:(Issued|Publié)/)
        expect(JSON.stringify(lines)).toMatch(/"words":"(Issued|Publié)"/)
      }
      expect(body.sent.map(({ subject }) => subject)).toContainEqual(expect.stringContaining("Issued"))
      for (const { text } of body.sent) expect(text).not.toMatch(/has been agreed|State: Agreed/)
    },
  ),

  "APPROVAL means “this act is not the next step”, STEP_OFFICE “this step is not yours”": within(
    { steps: [{ clearance: "secretariat" }, { record: "presidency" }, silence()] },
    async (body) => {
      const { take, refused } = body
      await drafted(body)
      expect(await refused(AUSTRIA, "a", "circulate", { until: "2026-06-10T18:00" })).toContain("APPROVAL")
      expect(await refused(PRESIDENCY, "a", "agree")).toContain("APPROVAL")
      await take(AUSTRIA, "a", "requestClearance")
      await take(STAFF, "a", "clearDraft")
      expect(await refused(AUSTRIA, "a", "requestClearance")).toEqual(["APPROVAL"])
      expect(await refused(AUSTRIA, "a", "agree")).toEqual(["STEP_OFFICE"])
      await take(PRESIDENCY, "a", "agree")
      expect(await refused(PRESIDENCY, "a", "agree")).toContain("APPROVAL")
    },
  ),

  "StepTaken, DraftCleared, StepPassed lead to `cleared`, Agreed and SilencePassed to `agreed`; nothing opens a step by itself; the public states stay planned → consulting → drafting → agreed":
    within(
      {
        steps: [
          { record: "coordinator" },
          { clearance: "secretariat" },
          silence(),
          { meeting: "session" },
          silence({ id: "end" }),
        ],
      },
      async (body) => {
        const { take, read, at, history } = body
        await drafted(body)
        const rests = async () => expect(await read("a")).toMatchObject({ state: "drafting", substate: "cleared" })
        await take(AUSTRIA, "a", "agree")
        await rests()
        await at("2026-06-02T10:00:00+02:00")
        await rests()
        await take(AUSTRIA, "a", "requestClearance")
        await take(STAFF, "a", "clearDraft")
        await rests()
        await take(AUSTRIA, "a", "circulate", { until: "2026-06-04T18:00" })
        await at("2026-06-04T18:00:00+02:00")
        await rests()
        await take(AUSTRIA, "a", "agree", { meeting: "first", decision: "Decision 1" })
        await rests()
        await at("2026-06-20T18:00:00+02:00")
        await rests()
        await take(AUSTRIA, "a", "circulate", { until: "2026-06-24T18:00" })
        await at("2026-06-24T18:00:00+02:00")
        expect(await read("a")).toMatchObject({ state: "agreed" })
        expect(types(await history("a")).slice(-8)).toEqual([
          ...["StepTaken", "ClearanceRequested", "DraftCleared", "SilenceOpened", "StepPassed", "StepTaken"],
          ...["SilenceOpened", "SilencePassed"],
        ])
      },
    ),

  "with `each coordinator`, a record before the last counts as begun (PATH_RUNNING)": proved(
    "workflows/activity/steps.ts",
    "what one recorded falls with a new draft, and counts as begun until then",
  ),

  "kept steps come first, else the import refuses": proved(
    "plan-file/procedureRefusals.test.ts",
    "a kept step after another",
  ),

  "kept steps may be taken before there is a draft, also in planned and consulting: DRAFT_MISSING is asked from the first step not kept":
    within(
      {
        steps: [
          { record: "coordinator", each: true, kept: true, id: "taken" },
          { meeting: "session", kept: true, id: "accepted" },
          { record: "secretariat", id: "done" },
        ],
      },
      async (body) => {
        const { take, refused, read } = body
        await take(AUSTRIA, "a", "agree")
        await take(AUSTRIA, "a", "openConsultation", { closes: "2026-06-02T18:00", invited: ["peru"] })
        await take(CAMEROON, "a", "agree")
        expect(await read("a")).toMatchObject({ state: "consulting", path: { next: 2 } })
        await take(STAFF, "a", "agree", { meeting: "first", decision: "Decision 1" })
        expect(await refused(STAFF, "a", "agree")).not.toEqual([])
        await take(AUSTRIA, "a", "closeConsultation", { round: 1, summary: "Heard.", reason })
        await take(AUSTRIA, "a", "startDrafting")
        expect(await refused(STAFF, "a", "agree")).toEqual(["DRAFT_MISSING"])
        await take(STAFF, "a", "addDraft", { text: "A draft." })
        await take(STAFF, "a", "agree")
        expect((await read("a")).state).toBe("agreed")
      },
    ),

  "a new draft leads back to the first step not kept, opens renewed checks again, voids a running silence": within(
    {
      steps: [
        { record: "coordinator", kept: true, id: "taken" },
        { clearance: "secretariat" },
        silence({ id: "calm" }),
      ],
      procedure: {
        checks: {
          advice: { is: "advice", title: "Advice", by: ["focalPoint"], renewed: true },
          point: { is: "marker", title: "Marker", options: ["yes", "no"] },
        },
      },
    },
    async (body) => {
      const { take, refused, read, history } = body
      await take(AUSTRIA, "a", "agree")
      await drafted(body)
      await take("focal-1:focalPoint", "a", "recordCheck", { check: { of: "advice" }, text: "Well done." })
      await take(AUSTRIA, "a", "recordCheck", { check: { of: "point", option: "no" } })
      await take(AUSTRIA, "a", "requestClearance")
      await take(STAFF, "a", "clearDraft")
      await take(AUSTRIA, "a", "circulate", { until: "2026-06-04T18:00" })
      expect(await refused(AUSTRIA, "a", "addDraft", { text: "New." })).toEqual(["CONFIRM_VOID"])
      await take(AUSTRIA, "a", "addDraft", { text: "New.", confirmVoid: true, reason })
      expect(types(await history("a")).slice(-2)).toEqual(["SilenceVoided", "DraftAdded"])
      expect(await read("a")).toMatchObject({ substate: "editing", path: { next: 2 } })
      await take(AUSTRIA, "a", "requestClearance")
      await take(STAFF, "a", "clearDraft")
      expect(await refused(AUSTRIA, "a", "circulate", { until: "2026-06-04T18:00" })).toEqual(["HORIZONTAL_CHECKS"])
    },
  ),

  "an objection leads to broken; earlier steps stay done for that draft; once none is open, the same draft may be circulated again at the same step under its full least time":
    within({ steps: [{ clearance: "secretariat" }, silence({ hours: 48 })] }, async (body) => {
      const { take, refused, read, at } = body
      await drafted(body)
      await take(AUSTRIA, "a", "requestClearance")
      await take(STAFF, "a", "clearDraft")
      await take(AUSTRIA, "a", "circulate", { until: "2026-06-04T18:00" })
      await take(PERU, "a", "object", { text: "No." })
      await take(KENYA, "a", "object", { text: "Nor we." })
      await at("2026-06-03T10:00:00+02:00")
      expect(await read("a")).toMatchObject({ substate: "broken", path: { next: 2 } })
      await take(PERU, "a", "withdrawObjection", { objection: 1 })
      const until = "2026-06-05T10:00"
      expect(await refused(AUSTRIA, "a", "circulate", { until })).toEqual(["OPEN_OBJECTION"])
      await take(AUSTRIA, "a", "resolveObjection", { objection: 2, how: "explained" })
      expect(await refused(AUSTRIA, "a", "circulate", { until: "2026-06-05T09:59" })).toEqual(["SILENCE_TOO_SHORT"])
      await take(AUSTRIA, "a", "circulate", { until })
      expect((await read("a")).silence).toMatchObject({ draft: 1 })
    }),

  "voidSilence (coordinator, secretariat; reason) likewise": within({ steps: [silence()] }, async (body) => {
    const { take, refused, read } = body
    await drafted(body)
    await take(AUSTRIA, "a", "circulate", { until: "2026-06-04T18:00" })
    expect(await refused(AUSTRIA, "a", "voidSilence")).toEqual(["REASON"])
    expect(await refused(PRESIDENCY, "a", "voidSilence", { reason })).toEqual(["OFFICE"])
    await take(STAFF, "a", "voidSilence", { reason })
    expect(await read("a")).toMatchObject({ substate: "void", path: { next: 1 } })
    await take(AUSTRIA, "a", "circulate", { until: "2026-06-04T18:00" })
  }),

  "returnToConsultation: as a new draft": within(
    {
      steps: [
        { record: "coordinator", kept: true, id: "taken" },
        { clearance: "secretariat" },
        { record: "coordinator", id: "end" },
      ],
    },
    async (body) => {
      const { take, read } = body
      await take(AUSTRIA, "a", "agree")
      await drafted(body)
      await take(AUSTRIA, "a", "requestClearance")
      await take(STAFF, "a", "clearDraft")
      await take(AUSTRIA, "a", "returnToConsultation", { reason })
      expect(await read("a")).toMatchObject({
        state: "consulting",
        path: { next: 2, steps: [{ taken: true }, { taken: false }, {}] },
      })
    },
  ),

  "reopen: all steps, kept ones too; what a meeting decided only by citing a meeting of that kind": [
    proved("workflows/activity/resets.ts", "reopening: all steps, the kept ones too"),
    proved(
      "http/pathRules.test.ts",
      "what a meeting decided is reopened by citing one of that kind, and what nobody met for without",
    ),
  ],

  "defer and resume: nothing": within(
    { steps: [{ clearance: "secretariat" }, { record: "coordinator", each: true }] },
    async (body) => {
      const { take, read } = body
      await drafted(body)
      await take(AUSTRIA, "a", "requestClearance")
      await take(AUSTRIA, "a", "defer", { reason })
      await take(AUSTRIA, "a", "resume")
      expect((await read("a")).substate).toBe("clearance")
      await take(STAFF, "a", "clearDraft")
      await take(AUSTRIA, "a", "agree")
      await take(AUSTRIA, "a", "defer", { reason })
      await take(PRESIDENCY, "a", "resume")
      await take(CAMEROON, "a", "agree")
      expect((await read("a")).state).toBe("agreed")
    },
  ),

  "`correct` names any silence's outcome (in cleared, a later step, or agreed): every step after it is undone, the item is broken, those told are told":
    within({ steps: [silence({ id: "one" }), { clearance: "secretariat" }, silence({ id: "two" })] }, async (body) => {
      const { take, read, history, at, told } = body
      await drafted(body)
      await take(AUSTRIA, "a", "circulate", { until: "2026-06-03T18:00" })
      await at("2026-06-04T09:00:00+02:00")
      await take(AUSTRIA, "a", "requestClearance")
      await take(STAFF, "a", "clearDraft")
      await take(AUSTRIA, "a", "circulate", { until: "2026-06-06T18:00" })
      await at("2026-06-08T09:00:00+02:00")
      const entries = await history("a")
      const outcome = entries.find(({ events: [event] }: Json) => event.type === "StepPassed").version
      await take(STAFF, "a", "correct", {
        ...{ outcome, text: "It was in the mailbox.", onBehalfOf: "kenya", receivedAt: "2026-06-03T17:00:00+02:00" },
        ...letter,
      })
      expect(await read("a")).toMatchObject({ state: "drafting", substate: "broken", path: { next: 1 } })
      expect(await told("OutcomeRetracted")).toEqual(
        expect.arrayContaining(["kenya-1", "peru-1", "peru-2", "staff-1", "staff-2"]),
      )
    }),

  "from the first step not kept to the last, title, constraint, path, checks' definitions and text are fixed (PATH_RUNNING); an advice may still be added":
    [
      proved(
        "workflows/activity/resets.ts",
        "the path that is being run is that of its first step, whatever the plan has meanwhile",
      ),
      proved("workflows/activity/checks.ts", "what the procedure asks changes no path that is being run"),
      proved("faults/k7Procedure.test.ts", "under silence, nor by the plan file; what is not agreed may"),
    ],

  "redacting the text voids the silence": proved(
    "faults/k7Procedure.test.ts",
    "the text under silence is redacted: the silence is void, and the text agrees nobody",
  ),

  "least times count from recording": proved(
    "faults/k7Procedure.test.ts",
    "a silence procedure said to have opened earlier still runs 72 hours and three working days from now",
  ),

  "which path: the item's own, stated or confirmed; else the one its outputs state or have confirmed, if they agree; else the default, for documents alone":
    [
      proved("workplan/facts.test.ts", "is its own, even where its outputs state another"),
      proved("workplan/facts.test.ts", "else the one that its outputs state, where they agree"),
      proved("workplan/facts.test.ts", "else the default, of a document alone"),
      proved(
        "workplan/facts.test.ts",
        "what a reader inferred is a suggestion, of the item, its outputs, and what it contributes to",
      ),
      proved("http/inferred.test.ts", "an output's path, once it is confirmed, is that of what contributes to it"),
    ],

  "PATH_UNCLEAR until `confirm {field: path, value}`": within(
    {
      paths: { one: { steps: [{ record: "coordinator" }] }, two: { steps: [{ record: "secretariat" }] } },
      activities: [item("a", { outputs: ["d", "e"] })],
      more: {
        outputs: ["d", "e"].map((id, at) => ({
          ...{ id: `o${at}`, number: at + 1, title: "Output", type: "deliverable", path: at ? "two" : "one" },
          deliverables: [{ id, title: "A paper" }],
        })),
      },
    },
    async (body) => {
      const { take, refused, read } = body
      await drafted(body)
      expect(await refused(AUSTRIA, "a", "agree")).toContain("PATH_UNCLEAR")
      expect(await refused(PERU, "a", "confirm", { field: "path", value: "two" })).toEqual(["OFFICE"])
      expect(await refused(STAFF, "a", "confirm", { field: "path", value: "three" })).toEqual(["REFERENCE_UNKNOWN"])
      await take(STAFF, "a", "confirm", { field: "path", value: "two" })
      await take(STAFF, "a", "agree")
      expect((await read("a")).state).toBe("agreed")
    },
  ),

  "an addressee is a party, an office held for none, or an individual: one voice each, frozen at opening; any of its persons speaks, the last word before the deadline counts; only it withdraws":
    within({ steps: [{ ...silence({ broken_by: "none" }), silence: "everybody" }] }, async (body) => {
      const { take, refused, read, world } = body
      await drafted(body)
      await take(AUSTRIA, "a", "circulate", { until: "2026-06-04T18:00" })
      expect((await read("a")).silence).toMatchObject({ addressees: 4 })
      await world.take(STAFF, `/api/plans/${BODY}`, "addPerson", {
        ...{ person: "togo-1", name: "Togo", offices: [{ office: "delegate", party: "cameroon", from: "2026-06-01" }] },
        ...{ language: "en", zone: "Europe/Zurich" },
      })
      expect(await refused(delegate("togo"), "a", "object", { text: "No." })).toEqual(["ADDRESSEE"])
      await take(delegate("togo"), "a", "comment", { text: "We would rather not." })
      await take(PERU, "a", "support")
      await take(PERU_TWO, "a", "object", { text: "On reflection, no." })
      expect(await read("a")).toMatchObject({ silence: { supported: 0 }, objections: { open: 1 } })
      await take(PERU, "a", "support")
      expect(await read("a")).toMatchObject({ silence: { supported: 1 }, objections: { open: 0 } })
      await take(ADA, "a", "object", { text: "I object." })
      await take(STAFF, "a", "object", { text: "For Ada.", onBehalfOf: "person:ada", ...letter })
      await take(AUSTRIA, "a", "object", { text: "For the staff.", onBehalfOf: "office:secretariat", ...letter })
      const { raised } = (await read("a")).objections
      expect(raised.map(({ party }: Json) => party)).toEqual(["peru", "person:ada", "person:ada", "office:secretariat"])
      expect(await refused(STAFF, "a", "withdrawObjection", { objection: 2 })).toEqual(["NOT_YOUR_OBJECTION"])
      await take(STAFF, "a", "withdrawObjection", { objection: 3, onBehalfOf: "person:ada", ...letter })
      await take(ADA, "a", "withdrawObjection", { objection: 2 })
      await take(STAFF_TWO, "a", "withdrawObjection", { objection: 4 })
      const page = await world.ask("GET", `/en/items/${BODY}.a`, { as: AUSTRIA })
      expect(page.body).toContain("Name of ada")
      expect(page.body).not.toMatch(/person:ada|office:secretariat/)
    }),

  "an individual and an office are written to, reminded and named as a party is": within(
    { steps: [{ ...silence({ hours: 96 }), silence: "everybody" }] },
    async (body) => {
      const { take, at, told, sent, world } = body
      await drafted(body)
      await take(AUSTRIA, "a", "circulate", { until: "2026-06-05T18:00" })
      await take(KENYA, "a", "support")
      await take(PERU, "a", "support")
      expect(await told("SilenceOpened")).toEqual(expect.arrayContaining(["ada", "staff-1", "staff-2"]))
      const { body: feed } = await world.ask("POST", `/api/feeds?plan=${BODY}`, { as: ADA })
      const calendar = await world.ask("GET", feed.address.replace("http://localhost", ""))
      expect(calendar.body).toContain("a.silence")
      expect(calendar.body.replaceAll("\r\n ", "")).toContain("Name of ada")
      await at("2026-06-05T17:30:00+02:00")
      const reminded = sent.filter(({ subject }) => /ends within/.test(subject)).map(({ to }) => to.address)
      expect([...new Set(reminded)].sort()).toEqual([
        "ada@body.example",
        "staff-1@body.example",
        "staff-2@body.example",
      ])
      await take(ADA, "a", "object", { text: "No." })
      await at("2026-06-05T18:30:00+02:00")
      const broken = sent.findLast(({ to }) => to.address === "kenya-1@body.example")
      expect(broken?.text).toContain("Name of ada")
      expect(broken?.text).not.toContain("person:ada")
    },
  ),

  "whoever joins later is shown the text and may comment, not break": within({ steps: [silence()] }, async (body) => {
    const { take, refused, world, read } = body
    await drafted(body)
    await take(AUSTRIA, "a", "circulate", { until: "2026-06-04T18:00" })
    await world.take(STAFF, `/api/plans/${BODY}`, "addPerson", {
      ...{ person: "togo-1", name: "Togo", offices: [{ office: "delegate", party: "cameroon", from: "2026-06-01" }] },
    })
    expect(await refused(delegate("togo"), "a", "object", { text: "No." })).toEqual(["ADDRESSEE"])
    await take(delegate("togo"), "a", "comment", { text: "We would rather not." })
    const { draft } = await read("a")
    expect((await world.ask("GET", `/api/texts/${draft.text}`, { as: delegate("togo") })).body).toContain("A draft.")
  }),

  "a delegate or coordinator may be held for no party where the procedure has groups of individuals or offices; an objection then stands in the person's or the office's name":
    async () => {
      const partyless = person("solo", [{ office: "coordinator" }])
      const file = (groups: Json) =>
        planOf({ people: [partyless], procedure: { groups } }).replace(/\{"id":"ada".*?\]\},/, "")
      await expectFile(file({ g: { members: { offices: ["delegate"] } } }), 0)
      await expectFile(file({ g: { members: { parties: ["peru"] } } }), 1)
    },

  "the letters that open, extend or void a silence leave at once at any hour": within(
    { steps: [silence()] },
    async (body) => {
      const { take, at, sent } = body
      await drafted(body)
      await at("2026-06-06T03:00:00+02:00")
      const since = () => sent.splice(0).filter(({ to }) => to.address === "kenya-1@body.example").length
      since()
      await take(AUSTRIA, "a", "circulate", { until: "2026-06-08T18:00" })
      await at("2026-06-06T03:02:00+02:00")
      expect(since()).toBe(1)
      await take(AUSTRIA, "a", "extendSilence", { until: "2026-06-09T18:00" })
      await at("2026-06-06T03:04:00+02:00")
      expect(since()).toBe(1)
      await take(AUSTRIA, "a", "voidSilence", { reason })
      await at("2026-06-06T03:06:00+02:00")
      expect(since()).toBe(1)
    },
  ),

  "`requestMoreTime` by an addressee (also of a consultation): told at once, changes no deadline, is no answer; answered by an extension or `declineMoreTime`":
    within({ steps: [{ ...silence(), silence: "everybody" }] }, async (body) => {
      const { take, refused, read, told } = body
      await take(AUSTRIA, "a", "openConsultation", { closes: "2026-06-02T18:00", invited: ["peru", "red-cross"] })
      await take("partner-1:partner", "a", "requestMoreTime", { text: "A week more.", until: "the end of June" })
      expect(await told("MoreTimeRequested")).toEqual(["austria-1", "cameroon-1", "staff-1", "staff-2"])
      expect((await read("a")).moreTime).toEqual(["red-cross"])
      await take(AUSTRIA, "a", "extendConsultation", { round: 1, closes: "2026-06-09T18:00" })
      expect((await read("a")).moreTime).toEqual([])
      await take(AUSTRIA, "a", "closeConsultation", { round: 1, summary: "Heard.", reason })
      await drafted(body)
      await take(AUSTRIA, "a", "circulate", { until: "2026-06-04T18:00" })
      expect(await refused("partner-1:partner", "a", "requestMoreTime", { text: "More." })).toEqual(["ASKED_TO_ANSWER"])
      await take(ADA, "a", "requestMoreTime", { text: "I am away." })
      const before = await read("a")
      expect(before).toMatchObject({ moreTime: ["person:ada"], silence: { supported: 0 } })
      expect(before.silence.until.wall).toBe("2026-06-04T18:00")
      expect(await refused(AUSTRIA, "a", "declineMoreTime")).toEqual(["REASON"])
      await take(STAFF, "a", "declineMoreTime", { reason })
      expect((await read("a")).moreTime).toEqual([])
    }),

  "an act on behalf, or received earlier, names its communication": [
    proved("http/pathRules.test.ts", "an act on behalf, or received earlier, names its communication"),
    proved("http/pathRules.test.ts", "by what an act on behalf came is read by the rules of every field"),
  ],

  "a closure recorded meanwhile does not move a deadline; if it falls on the end, the secretariat is told and may extend":
    within({ steps: [silence()], activities: [item("a"), item("b")] }, async (body) => {
      const { take, read, history, at, told, sent, world } = body
      const close = (...closures: string[]) => take(STAFF, `/api/plans/${BODY}`, "amend", { closures, reason })
      await close("2026-06-05")
      await drafted(body)
      await drafted(body, "b")
      await take(AUSTRIA, "a", "circulate", { until: "2026-06-04T18:00" })
      await take(AUSTRIA, "b", "circulate", { until: "2026-06-05T18:00" })
      const noted = async (code: string) => types(await history(code)).filter((type) => type === "SilenceEndClosed")
      await close("2026-06-03", "2026-06-05")
      expect([await noted("a"), await noted("b")]).toEqual([[], []])
      expect(await told("SilenceEndClosed")).toEqual([])
      await close("2026-06-03", "2026-06-04", "2026-06-05")
      expect([await noted("a"), await noted("b")]).toEqual([["SilenceEndClosed"], []])
      expect((await read("a")).silence.until.wall).toBe("2026-06-04T18:00")
      expect(await told("SilenceEndClosed")).toEqual(["staff-1", "staff-2"])
      await at("2026-06-02T10:00:00+02:00")
      const letter = sent.find(({ to, subject }) => to.address === "staff-1@body.example" && /closed day/.test(subject))
      expect(letter?.text).toContain("Thursday, 4 June 2026, 6 p.m.")
      const form = `/en/items/${BODY}.a/record/extendSilence`
      expect(letter?.text).toContain(`Extend the silence procedure\nhttps://d.example${form}`)
      expect((await world.ask("GET", form, { as: STAFF })).status).toBe(200)
      await take(STAFF, "a", "extendSilence", { until: "2026-06-08T18:00" })
      expect((await read("a")).silence.until.wall).toBe("2026-06-08T18:00")
    }),

  "a statement (`comment {as: reservation | explanation | dissociation}`), before or after, breaks nothing and is shown with the text, in the outcome's letter and the document":
    within({ steps: [silence()] }, async (body) => {
      const { take, read, at, sent, world } = body
      await drafted(body)
      await take(AUSTRIA, "a", "circulate", { until: "2026-06-04T18:00" })
      await take(PERU, "a", "comment", { text: "Not as to paragraph 3.", as: "reservation" })
      await take(PERU, "a", "comment", { text: "A comment, and no statement." })
      await at("2026-06-04T18:01:00+02:00")
      const { version } = await take(KENYA, "a", "comment", { text: "We stood aside.", as: "dissociation" })
      const reading = await read("a")
      expect(reading).toMatchObject({
        state: "agreed",
        statements: [
          { number: 1, party: "peru", as: "reservation", draft: 1 },
          { number: 2, party: "kenya", as: "dissociation", draft: 1, made: version },
        ],
      })
      expect((await read("a", "")).statements).toBeNull()
      const letters = sent.filter(({ text }) => text.includes("State peru made a reservation: Not as to paragraph 3."))
      expect(letters.map(({ to }) => to.address)).toEqual(expect.arrayContaining(["kenya-1@body.example"]))
      const page = await world.ask("GET", `/en/items/${BODY}.a`, { as: AUSTRIA })
      for (const said of [
        "Reservation of State peru",
        "Not as to paragraph 3.",
        "Dissociation from the text of State kenya",
      ])
        expect(page.body).toContain(said)
      const document = (as?: string) =>
        world.ask("GET", `/api/plans/${BODY}/document`, { ...(as && { as }), headers: { Accept: "text/markdown" } })
      expect((await document(STAFF)).body).toContain(
        `Dissociation from the text of State kenya, no. ${version} on the record, ${reading.statements[1].text}`,
      )
      expect((await document()).body).not.toMatch(/Reservation|Dissociation/)
    }),

  "in agreed, `issueCorrigendum {text, reason}`: the agreed hash stays, both shown, addressees told": [
    proved("http/corrigenda.test.ts", "a corrigendum is shown with the text, which stays as it was agreed"),
    proved("http/corrigenda.test.ts", "those whom the silence addressed are told, with a link that opens both texts"),
  ],
})
