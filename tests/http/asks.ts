import { activityAsks } from "./activityAsks.ts"
import { type Item, moved, reason, type SampleRequest, text } from "./samples.ts"
import { AUSTRIA, CAMEROON, ISU, PLAN, PRESIDENCY } from "./world.ts"

/** What is tried of each kind of item, wherever it stands. */
export const asks: Record<Item["kind"], SampleRequest[]> = {
  activity: activityAsks,
  output: [
    { take: "amend", as: ISU, with: () => ({ objectives: [] }), reason },
    { take: "confirm", as: AUSTRIA, with: () => ({ field: "path", value: "committee" }) },
    {
      take: "linkEvidence",
      as: AUSTRIA,
      with: () => ({ deliverable: "o4-1", source: "a note", place: "CCM/2026/3", alternative: "suggested_messaging" }),
      tag: "1",
    },
    {
      take: "linkEvidence",
      as: AUSTRIA,
      with: () => ({ deliverable: "o4-2", source: "a report", place: "CCM/2026/4" }),
      tag: "2",
    },
    {
      take: "linkEvidence",
      as: AUSTRIA,
      with: () => ({ deliverable: "o4-2", source: "another report", place: "CCM/2026/5" }),
      tag: "3",
    },
    {
      take: "unlinkEvidence",
      as: AUSTRIA,
      with: () => ({ deliverable: "o4-2", source: "a report" }),
    },
    { take: "assess", as: AUSTRIA, with: () => ({ deliverable: "o4-1", finding: text, met: true }), tag: "met" },
    { take: "assess", as: AUSTRIA, with: () => ({ deliverable: "o4-1", finding: text, met: false }), tag: "wanting" },
    { take: "fulfil", as: AUSTRIA },
    { take: "notPursue", as: AUSTRIA, reason },
    { take: "carryOver", as: AUSTRIA, with: () => ({ to: "2026-2027" }), reason },
    { take: "setDue", as: AUSTRIA, with: () => ({ rules: [{ kind: "date", on: "2026-08-01" }] }), reason },
    { take: "assignOwner", as: AUSTRIA, with: () => ({ owner: "isu" }) },
    moved,
  ],
  request: [
    { take: "accept", as: CAMEROON, with: () => ({ code: "r-note" }) },
    { take: "decline", as: CAMEROON, reason },
    { take: "withdraw", as: PRESIDENCY, reason },
  ],
  plan: [
    { take: "adopt", as: AUSTRIA },
    { take: "amend", as: ISU, with: () => ({ cycle: "2025-2027" }), reason },
    { take: "addMeeting", as: ISU, with: () => ({ id: "prepcom", title: "Preparatory meeting", month: "2026-07" }) },
    { take: "moveMeeting", as: PRESIDENCY, with: () => ({ meeting: "3rc", from: "2026-09-14", to: "2026-09-18" }) },
    { take: "addPerson", as: ISU, with: () => ({ person: "intern", name: "An intern", offices: [] }) },
    { take: "updatePerson", as: ISU, with: () => ({ person: "observer", language: "fr" }) },
    { take: "endPerson", as: ISU, with: () => ({ person: "observer" }), reason },
    {
      take: "grantMandate",
      as: PRESIDENCY,
      with: () => ({ person: "observer", office: "partner", from: "2026-06-01" }),
    },
    {
      take: "endMandate",
      as: PRESIDENCY,
      with: () => ({ person: "isu-2", office: "secretariat", party: "isu", on: "2026-06-30" }),
    },
    { take: "closeCycle", as: PRESIDENCY, reason },
  ],
  access: [
    { take: "revokeKey", as: ISU, reason },
    { take: "wait", as: "", wait: true },
    {
      take: "addFeed",
      as: AUSTRIA,
      with: () => ({ hash: "h".repeat(43) }),
      address: `/api/feeds?plan=${PLAN}`,
    },
    { take: "revokeFeed", as: ISU },
  ],
  webhook: [
    { take: "change", as: ISU, with: () => ({ sees: "committee" }) },
    { take: "rotateSecret", as: ISU },
    { take: "disable", as: ISU, with: () => ({ why: "its receiver is being moved" }) },
    { take: "enable", as: ISU },
    { take: "remove", as: ISU },
  ],
}
