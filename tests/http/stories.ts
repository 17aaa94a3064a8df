import { importPiece } from "@demarche/application/importPlan"
import { NOTIFICATION_WINDOW } from "@demarche/application/notifications/notify"
import { verify } from "@demarche/engine"
import { parsePlan } from "@demarche/plan-file/parse"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { postOffice } from "../mail/postOffice.ts"
import { ccmFile } from "./ccm.ts"
import {
  AUSTRIA,
  advise,
  CAMEROON,
  type Hosting,
  horizontalChecks,
  ISU,
  type Json,
  openCcm,
  openWorld,
  PLAN,
  PRESIDENCY,
  thematic,
  type World,
} from "./world.ts"

/**
 * Nine stories of a plan, told over HTTP on a clock the test moves, whatever the application runs on; with the
 * letters that people get, where it `writes` to anybody.
 */
export function stories(where: string, hosting?: Hosting, writes = true) {
  describe(where, () => {
    let world: World
    let office: Awaited<ReturnType<typeof postOffice>>
    beforeEach(async () => {
      office = await postOffice()
      world = await openCcm(undefined, hosting, office.post)
    })
    /** That what came since the post was last laid aside is what the file has, to the letter; `vitest -u` writes it anew, to be read. */
    const expectPost = async (file: string, ...codes: string[]) => {
      if (writes) await expect(await office.told(...codes)).toMatchFileSnapshot(`../mail/post/${file}.txt`)
    }
    afterEach(async () => {
      const { application } = world.hosted
      expect((await verify(application.world.events, application.workflows)).findings).toEqual([])
      await world.stop()
      await office[Symbol.asyncDispose]()
    })

    /** Comes to an instant without the months before it, whose letters nobody reads: reminders of all of them would be made. */
    const arrive = async (instant: string) => {
      const before = new Date(Date.parse(instant) - NOTIFICATION_WINDOW).toISOString()
      if (before > world.clock.now()) world.jump(before)
      await world.at(instant)
    }

    const activity = (code: string, query?: Record<string, string>, as?: string) =>
      world.get(`/api/activities/${PLAN}.${code}`, { ...(query && { query }), ...(as && { as }) })
    const typesOf = async (code: string) =>
      (await world.get(`/api/activities/${PLAN}.${code}/history`, { as: ISU })).items.flatMap(({ events }: Json) =>
        events.map(({ type }: Json) => type),
      )

    describe("1. Import keeps the truth", () => {
      test("the counts of the document stand, and the traps are flagged with their lines", async () => {
        const plan = await world.get(`/api/plans/${PLAN}`)
        expect(plan.objectives).toHaveLength(5)
        expect(plan.tracks).toHaveLength(5)
        expect(plan.timeline).toHaveLength(10)
        const { items: activities } = await world.get("/api/activities", { query: { plan: PLAN, limit: "100" } })
        expect(activities).toHaveLength(21)
        const { items: outputs } = await world.get("/api/outputs", { query: { plan: PLAN } })
        expect(outputs).toHaveLength(5)
        expect(outputs.flatMap(({ deliverables }: Json) => deliverables)).toHaveLength(9)
        const codes = plan.warnings.map(({ code }: Json) => code)
        for (const code of [
          "TRACK_COUNT",
          "EVENT_MISMATCH",
          "NO_APPROVER",
          "UNKNOWN_ACTOR",
          "NO_QUARTER",
          "TIMELINE_REPEATS",
          "NOT_AN_OUTPUT",
          "DUE_AFTER_DOCUMENT_DEADLINE",
        ])
          expect(codes).toContain(code)
        for (const { line } of plan.warnings) expect(line).toBeGreaterThan(0)
      })

      test("a repeated line of the timeline is merged into its activity, and both sources are kept", async () => {
        const { sources } = await activity("t2-a2")
        expect(sources.map(({ ref }: Json) => ref)).toEqual(["t2-a2", "tl-q2-1"])
      })

      test("an item without a date is listed under no date, and never overdue", async () => {
        world.jump("2026-12-31T12:00:00Z")
        const { items } = await world.get("/api/activities", { query: { plan: PLAN, due: "none", limit: "100" } })
        expect(items.map(({ code }: Json) => code)).toContain("t3-a1")
        for (const { due } of items) expect(due).toBeNull()
      })

      test("a preview writes nothing; the same file again changes nothing; a changed one amends and never overwrites", async () => {
        const empty = await openWorld(undefined, hosting)
        const file = { as: ISU, body: ccmFile(), headers: { "Content-Type": "application/yaml" } }
        const preview = await empty.ask("POST", "/api/plans?dryRun=true", file)
        expect(preview.status).toBe(200)
        expect(preview.body).toMatchObject({ created: true, counts: { activities: 21, outputs: 5 } })
        expect((await empty.get("/api/plans")).items).toEqual([])
        await empty.stop()

        expect(await world.send(ISU, ccmFile())).toMatchObject({ state: "finished", created: false, differences: [] })

        await world.take(AUSTRIA, "t2-a3", "setDue", {
          rules: [{ kind: "date", on: "2026-06-15" }],
          reason: "agreed with the drafters",
        })
        const changed = ccmFile().replace(
          'title: "Draft a short research document/discussion product',
          'title: "Draft a research document',
        )
        const amended = await world.send(ISU, changed)
        expect(amended.differences.map(({ stream, change }: Json) => [stream, change])).toContainEqual([
          `activity:${PLAN}.t2-a3`,
          "amended",
        ])
        const after = await activity("t2-a3")
        expect(after.title).toMatch(/^Draft a research document/)
        expect(after.due.on).toBe("2026-06-15")
      })

      test("a change that was taken back is made again, whoever sends the file, however long it is", async () => {
        const title = 'title: "Draft a short research document/discussion product'
        const other = (text: string) => ccmFile().replace(title, `title: "${text}`)
        const long = `${"A very ".repeat(30)}long`
        for (const [as, text] of [
          [ISU, "A study"],
          [ISU, title.slice(8)],
          [ISU, "A study"],
          [AUSTRIA, title.slice(8)],
          [AUSTRIA, "A study"],
          [ISU, `${long} study`],
          [ISU, `${long} document`],
        ] as const) {
          expect(await world.send(as, other(text))).toMatchObject({ state: "finished" })
          expect((await activity("t2-a3")).title).toContain(text)
        }
      })

      test("a broken import goes on where it was, and the plan is listed only once it is whole", async () => {
        const broken = await openWorld(undefined, hosting)
        const { application } = broken.hosted
        const { plan, warnings } = parsePlan(ccmFile(), "yaml")
        const by = { person: "isu", office: "secretariat" as const, party: "isu" }
        const sent = { file: plan, warnings, by, mandateImplied: true, correlation: "broken" }
        const { done, of } = await importPiece(application, sent, { most: 20 })
        expect({ done, of }).toEqual({ done: 20, of: 47 })
        expect((await broken.get("/api/plans")).items).toEqual([])
        expect((await broken.ask("GET", `/api/plans/${PLAN}`)).status).toBe(404)
        expect(await broken.send(ISU, ccmFile())).toMatchObject({ state: "finished", created: true, differences: [] })
        expect((await broken.get("/api/activities", { query: { plan: PLAN, limit: "100" } })).items).toHaveLength(21)
        await broken.stop()
      })
    })

    test("2. Q1 consultations: eight are asked, four answer, and who said what stays in the room", async () => {
      await world.at("2026-01-12T09:00:00+01:00")
      await office.clear()
      await world.take(CAMEROON, "t1-a1", "openConsultation", {
        closes: "2026-02-13T18:00",
        invited: ["thematic-coordinators"],
        attribution: "chathamHouse",
      })
      await world.at("2026-01-12T23:00:00+01:00")
      for (const letter of ["a", "b", "c", "d"])
        await world.take(thematic(letter), "t1-a1", "recordInput", { round: 1, text: `Input of ${letter}` })
      const [round] = (await activity("t1-a1", undefined, ISU)).consultations
      expect(round).toMatchObject({
        invited: 8,
        answered: 4,
        closes: { at: "2026-02-13T17:00:00.000Z", zone: "Europe/Zurich" },
      })
      expect(round.silent).toEqual(["delegation-e", "delegation-f", "delegation-g", "delegation-h"])
      expect((await activity("t1-a1", undefined, thematic("a"))).consultations[0]).toMatchObject({
        answeredBy: null,
        silent: null,
      })
      const inputs = (await world.get(`/api/activities/${PLAN}.t1-a1/history`)).items.slice(2)
      expect(inputs).toHaveLength(4)
      const outside = JSON.stringify(inputs)
      expect(outside).not.toContain("delegation-a")
      expect(outside).not.toContain("thematic-a")
      expect(await world.refused("unidir:partner", "t1-a1", "recordInput", { round: 1, text: "x" })).toEqual([
        "NOT_INVITED",
      ])
      const conclusion = { summary: "Four of eight answered." }
      expect(await world.refused(CAMEROON, "t1-a1", "conclude", conclusion)).toEqual(["ROUND_MISSING", "ROUND_OPEN"])
      await world.at("2026-02-16T10:00:00+01:00")
      await expectPost("2-consultation", "t1-a1")
      await world.take(CAMEROON, "t1-a1", "closeConsultation", { round: 1, summary: "Four answered." })
      expect((await world.take(CAMEROON, "t1-a1", "conclude", conclusion)).state).toBe("agreed")
    })

    /** Story 3 up to the moment at which version 1 is under silence, Monday 1 June 10:00 to Monday 8 June 18:00 Geneva. */
    /** A coordinator states the outputs that a reader of the document inferred. */
    async function confirmOutputs() {
      const { outputs } = await activity("t2-a2")
      await world.take(AUSTRIA, "t2-a2", "amend", { outputs, reason: "confirmed by the coordinators" })
    }

    async function underSilence(code = "t2-a2"): Promise<void> {
      await arrive("2026-04-20T09:00:00+02:00")
      await office.clear()
      await world.take(AUSTRIA, code, "openConsultation", {
        closes: "2026-05-08T18:00",
        invited: ["isu", "thematic-coordinators"],
      })
      await world.at("2026-05-11T09:00:00+02:00")
      await world.take(AUSTRIA, code, "closeConsultation", { round: 1, summary: "Short and non-legalistic." })
      await world.take(AUSTRIA, code, "startDrafting")
      await world.take(AUSTRIA, code, "addDraft", { text: "Reference points, version 1" })
      await world.take(AUSTRIA, code, "requestClearance")
      await world.take(ISU, code, "clearDraft")
      await world.at("2026-06-01T10:00:00+02:00")
      expect(await world.refused(AUSTRIA, code, "circulate", { until: "2026-06-08T18:00" })).toEqual([
        "CONSTRAINT_UNSIGNED",
        "HORIZONTAL_CHECKS",
      ])
      await horizontalChecks(world, code)
      for (const as of [AUSTRIA, ISU]) await world.take(as, code, "recordCheck", { check: { of: "constraint" } })
      await world.take(AUSTRIA, code, "circulate", { until: "2026-06-08T18:00" })
      await world.at("2026-06-01T23:00:00+02:00")
    }

    /** A second version after an objection, under silence from 12 June to 19 June 18:00. */
    async function secondVersion(): Promise<void> {
      await world.take(AUSTRIA, "t2-a2", "addDraft", { text: "Reference points, version 2" })
      for (const as of [AUSTRIA, ISU]) await world.take(as, "t2-a2", "recordCheck", { check: { of: "constraint" } })
      await advise(world, "t2-a2")
      await world.take(AUSTRIA, "t2-a2", "requestClearance")
      await world.take(ISU, "t2-a2", "clearDraft")
      await world.at("2026-06-12T11:00:00+02:00")
      expect(await world.refused(AUSTRIA, "t2-a2", "circulate", { until: "2026-06-19T18:00" })).toEqual([
        "OPEN_OBJECTION",
      ])
      expect(await world.refused(thematic("b"), "t2-a2", "withdrawObjection", { objection: 1 })).toEqual([
        "NOT_YOUR_OBJECTION",
      ])
      await world.take(thematic("a"), "t2-a2", "withdrawObjection", { objection: 1 })
      await world.take(AUSTRIA, "t2-a2", "circulate", { until: "2026-06-19T18:00" })
    }

    describe("3. Q2 reference points", () => {
      test("an objection breaks the first silence, the second passes, and as of 6 June it still reads drafting, broken", async () => {
        await world.at("2026-04-20T08:00:00+02:00")
        await underSilence()
        expect((await activity("t2-a2")).silence.until).toEqual({
          at: "2026-06-08T16:00:00.000Z",
          zone: "Europe/Zurich",
          wall: "2026-06-08T18:00",
        })
        await world.at("2026-06-05T15:00:00+02:00")
        const objected = await world.take(thematic("a"), "t2-a2", "object", {
          paragraphs: ["3"],
          text: "Paragraph 3 goes too far.",
        })
        expect(objected).toMatchObject({ state: "drafting", substate: "broken" })
        await world.at("2026-06-08T09:00:00+02:00")
        await secondVersion()
        await world.at("2026-06-19T18:00:00+02:00")
        await expectPost("3-reference-points", "t2-a2")
        expect(await activity("t2-a2")).toMatchObject({
          state: "agreed",
          agreed: { draft: 2, at: "2026-06-19T16:00:00.000Z" },
        })
        for (const view of ["as-known", "as-it-was"])
          expect(await activity("t2-a2", { asOf: "2026-06-06T12:00:00+02:00", view })).toMatchObject({
            state: "drafting",
            substate: "broken",
          })
        expect(await activity("t2-a2", { asOf: "2026-06-02T12:00:00+02:00" })).toMatchObject({
          substate: "underSilence",
        })
        const { items } = await world.get("/api/activities", {
          query: { plan: PLAN, state: "drafting", asOf: "2026-06-06T12:00:00+02:00" },
        })
        expect(items.map(({ code }: Json) => code)).toEqual(["t2-a2"])
      })

      test("the agreed text is everyone's, and counts as evidence for what it feeds", async () => {
        await confirmOutputs()
        await underSilence()
        const { draft } = await activity("t2-a2")
        expect((await world.ask("GET", `/api/texts/${draft.text}`)).status).toBe(404)
        expect((await world.ask("GET", `/api/texts/${draft.text}`, { as: thematic("h") })).body).toBe(
          "Reference points, version 1",
        )
        await world.at("2026-06-08T18:00:00+02:00")
        expect((await world.ask("GET", `/api/texts/${draft.text}`)).status).toBe(200)
        const o3 = await world.get(`/api/outputs/${PLAN}.o3`)
        expect(o3.state).toBe("partlyFulfilled")
        expect(o3.deliverables.map(({ id, evidence }: Json) => [id, evidence.length])).toEqual([
          ["o3-1", 1],
          ["o3-2", 1],
          ["o3-3", 0],
        ])
        const [link] = (await world.get(`/api/outputs/${PLAN}.o3/history`)).items.slice(-1)
        expect(link).toMatchObject({
          actor: { office: "system" },
          causationId: expect.stringMatching(/^activity:.*t2-a2@\d+$/),
        })
      })

      test("the public record of a broken silence does not name the objector", async () => {
        await underSilence()
        await world.take(thematic("a"), "t2-a2", "object", { paragraphs: ["3"], text: "Paragraph 3 goes too far." })
        const { items } = await world.get(`/api/activities/${PLAN}.t2-a2/history`)
        expect(items.at(-1)).toMatchObject({
          events: [{ type: "SilenceBroken" }, { hash: expect.any(String) }],
          actor: null,
          reason: null,
        })
        const [newest] = (await world.get("/api/history", { query: { plan: PLAN } })).items
        const [exported] = (await world.get(`/api/history/export?plan=${PLAN}`)).split("\n")
        for (const seen of [items.at(-1), newest, JSON.parse(exported), await activity("t2-a2")])
          expect(JSON.stringify(seen)).not.toMatch(/delegation-a|thematic-a/)
        const byObjector = await world.get("/api/history", { query: { plan: PLAN, person: "thematic-a" } })
        expect(byObjector.items).toEqual([])
        const committee = await activity("t2-a2", undefined, thematic("h"))
        expect(committee.objections.raised).toMatchObject([
          { objection: 1, party: "delegation-a", paragraphs: ["3"], status: "open" },
        ])
      })
    })

    test("4. The scheduler is dead: every answer says the silence has ended, and exactly one outcome is recorded", async () => {
      await underSilence()
      await office.clear()
      world.jump("2026-06-08T18:05:00+02:00")
      const version = (await activity("t2-a2")).version
      expect(await activity("t2-a2")).toMatchObject({ state: "agreed", agreed: { at: "2026-06-08T16:00:00.000Z" } })
      const { items } = await world.get("/api/activities", { query: { plan: PLAN, state: "agreed" } })
      expect(items.map(({ code }: Json) => code)).toEqual(["t2-a2"])
      expect(await typesOf("t2-a2")).not.toContain("SilencePassed")
      const answers = await Promise.all(
        ["b", "c", "d", "e"].map((letter) =>
          world.ask("POST", `/api/activities/${PLAN}.t2-a2/transitions/comment`, {
            as: thematic(letter),
            body: { text: "Noted." },
          }),
        ),
      )
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
      expect((await typesOf("t2-a2")).filter((type: string) => type === "SilencePassed")).toHaveLength(1)
      const late = await world.take(thematic("a"), "t2-a2", "object", { text: "Too late." })
      expect(late.events).toMatchObject([{ type: "LateObjectionRecorded" }])
      expect(late.state).toBe("agreed")
      expect(late.version).toBe(version + 5)
      await world.at("2026-06-08T19:00:00+02:00")
      await expectPost("4-dead-scheduler", "t2-a2")
    })

    test("5. The objection in the mailbox: received 17:50, recorded 18:20, the agreement is retracted and both stay visible", async () => {
      await confirmOutputs()
      await underSilence()
      await office.clear()
      await world.at("2026-06-08T18:20:00+02:00")
      expect((await world.get(`/api/outputs/${PLAN}.o3`)).deliverables[0].evidence).toHaveLength(1)
      const { items } = await world.get(`/api/activities/${PLAN}.t2-a2/history`)
      const outcome = items.find(({ events }: Json) => events[0].type === "SilencePassed").version
      const objection = {
        outcome,
        paragraphs: ["3"],
        text: "Paragraph 3 goes too far.",
        onBehalfOf: "delegation-a",
        communication: { is: "letter" },
        reason: "sent to the ISU at 17:50",
      }
      const received = { receivedAt: "2026-06-08T17:50:00+02:00", occurredAt: "2026-06-08T17:50:00+02:00" }
      expect(
        await world.refused(thematic("a"), "t2-a2", "correct", { ...objection, ...received, onBehalfOf: undefined }),
      ).toContain("OFFICE")
      expect(
        await world.refused(ISU, "t2-a2", "correct", {
          ...objection,
          receivedAt: "2026-06-08T18:00:00+02:00",
          occurredAt: "2026-06-08T18:00:00+02:00",
        }),
      ).toContain("NOT_IN_TIME")
      expect(
        await world.refused(ISU, "t2-a2", "correct", { ...objection, ...received, outcome: outcome - 1 }),
      ).toContain("NOT_THE_OUTCOME")
      expect(await world.take(ISU, "t2-a2", "correct", { ...objection, ...received })).toMatchObject({
        state: "drafting",
        substate: "broken",
      })

      const at = (asOf: string, view: string) => activity("t2-a2", { asOf, view })
      expect(await at("2026-06-08T18:10:00+02:00", "as-known")).toMatchObject({ state: "agreed" })
      expect(await at("2026-06-08T18:10:00+02:00", "as-it-was")).toMatchObject({
        state: "drafting",
        substate: "broken",
      })
      expect(await at("2026-06-08T17:40:00+02:00", "as-it-was")).toMatchObject({
        state: "drafting",
        substate: "underSilence",
      })
      expect(await typesOf("t2-a2")).toEqual(
        expect.arrayContaining(["SilencePassed", "OutcomeRetracted", "ObjectionRaised"]),
      )
      expect((await world.get(`/api/outputs/${PLAN}.o3`)).deliverables[0].evidence).toMatchObject([
        { source: `${PLAN}.t2-a2`, until: `${PLAN}.t2-a2` },
      ])
      await world.at("2026-06-08T18:30:00+02:00")
      await expectPost("5-objection-in-the-mailbox", "t2-a2")
    })

    test("6. Edit during silence: it needs a word that the silence is void, and the old draft can still be read", async () => {
      await underSilence()
      await office.clear()
      const { text } = (await activity("t2-a2")).draft
      expect(await world.refused(AUSTRIA, "t2-a2", "addDraft", { text: "Version 2" })).toEqual(["CONFIRM_VOID"])
      expect(await world.refused(AUSTRIA, "t2-a2", "addDraft", { text: "Version 2", confirmVoid: true })).toEqual([
        "REASON",
      ])
      const added = await world.take(AUSTRIA, "t2-a2", "addDraft", {
        text: "Version 2",
        confirmVoid: true,
        reason: "a typing error in paragraph 2",
      })
      expect(added).toMatchObject({
        state: "drafting",
        substate: "editing",
        events: [{ type: "SilenceVoided" }, { type: "DraftAdded", draft: 2 }],
      })
      await world.at("2026-06-09T12:00:00+02:00")
      await expectPost("6-edit-during-silence", "t2-a2")
      expect(await activity("t2-a2")).toMatchObject({ state: "drafting", substate: "editing", draft: { number: 2 } })
      expect((await world.ask("GET", `/api/texts/${text}`, { as: ISU })).body).toBe("Reference points, version 1")
    })

    test("7. Workshop and dependency: prepared is not held, and who waits is not late", async () => {
      await arrive("2026-03-16T10:00:00+01:00")
      await world.take(AUSTRIA, "x-q1-4", "startDrafting")
      await world.take(AUSTRIA, "x-q1-4", "reachMilestone", { milestone: "prepared" })
      expect(await world.refused(AUSTRIA, "x-q1-4", "conclude", { summary: "Held." })).toContain("HELD_FIRST")
      await world.at("2026-03-31T23:59:59+02:00")
      expect((await activity("x-q1-4")).due).toMatchObject({ on: "2026-03-31", precision: "quarter", overdue: false })
      await office.clear()
      await world.at("2026-04-01T00:00:00+02:00")
      expect((await activity("x-q1-4")).due.overdue).toBe(true)
      await world.at("2026-04-21T12:00:00+02:00")
      await expectPost("7-not-held", "x-q1-4")

      const report = { target: "publication of UNIDIR's report" }
      await world.take(AUSTRIA, "x-q2-3", "sayLate", { ...report, expected: "2026-08-15" })
      await world.at("2026-06-29T12:00:00+02:00")
      await office.clear()
      await world.at("2026-07-10T12:00:00+02:00")
      expect(await activity("x-q2-3")).toMatchObject({
        due: { overdue: false },
        waitingFor: [{ expected: "2026-08-15" }],
      })
      await expectPost("7-waiting", "x-q2-3")
      await world.take(AUSTRIA, "x-q2-3", "endWait", { ...report, reason: "It was published on 9 July." })
      expect((await activity("x-q2-3")).due.overdue).toBe(true)
    })

    test("8. Backwards from the 3RC: its dates move what hangs on them, and the record says why", async () => {
      expect((await activity("x-q3-1")).due).toMatchObject({ on: "2026-09-30", precision: "quarter" })
      await arrive("2026-03-04T10:00:00+01:00")
      await office.clear()
      await world.take(PRESIDENCY, "plan", "moveMeeting", {
        meeting: "3rc",
        from: "2026-09-14",
        to: "2026-09-18",
        mandate: "letter of 4 March",
      })
      expect((await activity("x-q3-1")).due).toMatchObject({
        on: "2026-07-06",
        precision: "day",
        rule: { kind: "meeting", meeting: "3rc", weeks: -10 },
      })
      await world.at("2026-04-09T10:00:00+02:00")
      await world.take(PRESIDENCY, "plan", "moveMeeting", {
        meeting: "3rc",
        from: "2026-09-21",
        to: "2026-09-25",
        mandate: "letter of 9 April",
      })
      expect((await activity("x-q3-1")).due.on).toBe("2026-07-13")
      expect((await activity("x-q3-1", { asOf: "2026-03-15T12:00:00+01:00" })).due.on).toBe("2026-07-06")
      const { items } = await world.get(`/api/activities/${PLAN}.x-q3-1/history`)
      expect(items.slice(-2).map(({ events }: Json) => events[0])).toMatchObject([
        { type: "DueRecorded", meeting: "3rc" },
        { type: "DueRecorded", meeting: "3rc" },
      ])
      expect((await world.get(`/api/outputs/${PLAN}.o1`)).due.on).toBe("2026-09-21")
      await world.at("2026-04-13T12:00:00+02:00")
      await expectPost("8-meeting-moved", "x-q3-1")
    })

    describe("9. Request, deferral, supersession, placeholder", () => {
      test("an accepted request becomes an activity outside the baseline, is delivered and acknowledged", async () => {
        await arrive("2026-05-04T10:00:00+02:00")
        const submitted = await world.ask("POST", `/api/requests?plan=${PLAN}`, {
          as: PRESIDENCY,
          body: { title: "A background note", details: "Two pages." },
        })
        expect(submitted).toMatchObject({ status: 201, body: { state: "submitted" } })
        const request = `/api/requests/${submitted.body.id}`
        expect(await world.refused(PRESIDENCY, request, "accept", { code: "r-note" })).toEqual(["OFFICE"])
        await world.take(CAMEROON, request, "accept", { code: "r-note", track: "t1" })
        expect(await activity("r-note")).toMatchObject({
          title: "A background note",
          outsideBaseline: true,
          state: "planned",
          due: { on: "2026-05-14" },
        })
        expect((await world.get(request)).activity).toBe(`${PLAN}.r-note`)
        expect(await world.refused(CAMEROON, request, "deliver", { what: "the note of 12 May" })).toEqual([
          "ACTIVITY_OPEN",
        ])
      })

      test("what is not feasible is not pursued, and that is no failure", async () => {
        expect(
          await world.refused(AUSTRIA, "t3-a3", "openConsultation", {
            closes: "2026-02-13T18:00",
            invited: ["unidir"],
          }),
        ).toEqual(["NOT_FEASIBLE_YET"])
        await world.take(AUSTRIA, "t3-a3", "decideFeasibility", { feasible: false, reason: "no partner has funds" })
        expect(await activity("t3-a3")).toMatchObject({ state: "notPursued", due: null })
      })

      test("what is deferred resumes in the state it left", async () => {
        await world.take(AUSTRIA, "t2-3-a2", "openConsultation", {
          closes: "2026-02-13T18:00",
          invited: ["states-parties"],
        })
        await world.take(AUSTRIA, "t2-3-a2", "defer", { reason: "after the reference points" })
        expect((await activity("t2-3-a2")).state).toBe("deferred")
        expect((await world.take(AUSTRIA, "t2-3-a2", "resume")).state).toBe("consulting")
      })

      test("a placeholder is expanded by a decision that is cited, and its children hang on it", async () => {
        expect(
          await world.refused(AUSTRIA, "x-q3-3", "openConsultation", { closes: "2026-02-13T18:00", invited: ["isu"] }),
        ).toEqual(["PLACEHOLDER_EMPTY"])
        const children = [
          { code: "x-q3-3-1", title: "A side event", kind: "event" },
          { code: "x-q3-3-2", title: "A briefing note", kind: "document" },
        ]
        expect(await world.refused(AUSTRIA, "x-q3-3", "expandPlaceholder", { children })).toEqual(["MANDATE"])
        await world.take(AUSTRIA, "x-q3-3", "expandPlaceholder", {
          children,
          mandate: "Coordination Committee, 25 June 2026, item 4",
        })
        expect((await activity("x-q3-3")).children).toEqual(["x-q3-3-1", "x-q3-3-2"])
        for (const { code, title } of children)
          expect(await activity(code)).toMatchObject({
            title,
            track: "t1",
            outsideBaseline: true,
            links: [{ relation: "partOf", target: `${PLAN}.x-q3-3` }],
          })
        await world.take(AUSTRIA, "x-q3-3", "supersede", {
          successors: children.map(({ code }) => `${PLAN}.${code}`),
          reason: "its children stand in its place",
        })
        expect((await activity("x-q3-3")).state).toBe("superseded")
      })
    })
  })
}
