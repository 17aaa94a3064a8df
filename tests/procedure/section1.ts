import { expect } from "vitest"
import { AUSTRIA, BODY, item, reason, STAFF, within } from "./body.ts"
import { proved, section } from "./sentences.ts"

export const section1 = section("1. A body's procedure", {
  "it is copied into the plan at import: a later change of it follows the Presidency, or the secretariat on its behalf, citing a decision":
    [
      proved(
        "http/pathRules.test.ts",
        "the procedure of an adopted plan is changed by the Presidency or the secretariat, by a decision",
      ),
      proved(
        "workflows/plan.test.ts",
        "its procedure is changed by the Presidency or the secretariat, citing a decision; before adoption by whoever imports it",
      ),
    ],
  "everything has a default, so that a plan of ten lines runs: record by the coordinator, no checks, consultation optional":
    [
      proved("plan-file/procedure.test.ts", "one path, no checks, consultation optional, drafts for the committee"),
      proved("http/otherBodies.test.ts", "what its columns say is recorded, and a text is agreed by the defaults"),
    ],
  "`consultation: required`: no drafting before one is closed with a summary or waived": within(
    { procedure: { consultation: "required" }, activities: [item("a"), item("b")] },
    async ({ take, refused }) => {
      expect(await refused(AUSTRIA, "a", "startDrafting")).toEqual(["CONSULTATION_MISSING"])
      await take(AUSTRIA, "a", "waiveConsultation", { reason })
      await take(AUSTRIA, "a", "startDrafting")
      await take(AUSTRIA, "b", "openConsultation", { closes: "2026-06-02T18:00", invited: ["peru"] })
      expect(await refused(AUSTRIA, "b", "startDrafting")).toEqual(["CONSULTATION_MISSING"])
      await take(STAFF, "b", "closeConsultation", { round: 1, summary: "Heard.", reason })
      await take(AUSTRIA, "b", "startDrafting")
    },
  ),
  "`drafts: public`": proved("http/draftReaders.test.ts", "drafts are everyone's where the rules of procedure say so"),
  "`answers_by_link: read`": proved(
    "http/draftReaders.test.ts",
    "a letter's link only reads where the rules of procedure say so",
  ),
  "languages: of documents alone those that it names": within({}, async ({ take, world }) => {
    await take(AUSTRIA, "a", "startDrafting")
    const path = `/api/activities/${BODY}.a/transitions/addDraft`
    const refused = await world.ask("POST", path, { as: AUSTRIA, body: { text: "Текст", languages: ["ru"] } })
    expect(refused.body.failing).toMatchObject([{ code: "LANGUAGE_UNKNOWN", fields: ["languages.0"] }])
    await take(AUSTRIA, "a", "addDraft", { text: "Un texto", languages: ["es"] })
  }),
  "a group is parties listed, every party of a kind, offices held for no party, individuals": [
    proved(
      "plan-file/procedure.test.ts",
      "groups list their members, leave that to the plan, or name kinds and offices",
    ),
  ],
})
