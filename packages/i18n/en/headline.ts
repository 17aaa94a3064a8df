import type { StateName } from "@demarche/workflows/stateNames"

/** A text for every state of a workflow, and for what else is said of it. */
export type EveryState<K extends "activity" | "output" | "request" | "plan"> = Record<StateName<K>, string> &
  Record<string, string>

const fulfilledSoFar =
  "{met, select, missing {None} 0 {None} other {{met}}}{of, select, missing {} other { of {of, plural, one {# deliverable} other {# deliverables}}}} {met, select, 1 {is} 0 {is} missing {is} other {are}} fulfilled."

/** The sentence at the head of an item, by its kind and state; what follows it is a sentence of its own. */
export const headline = {
  activity: {
    planned: "Planned, and not begun yet.",
    conditional: "Foreseen where feasible; whether it is has not been decided yet.",
    notTakenUp: "Foreseen as optional, and not taken up yet.",
    placeholder: "The actions that it stands for are still to be identified.",
    expanded:
      "Expanded into {count, select, missing {activities} other {{count, plural, one {# activity} other {# activities}}}}; it ends with the last of them.",
    consulting: "Under way{since, select, missing {} other { since {since}}}.",
    waived: "Open for drafting{since, select, missing {} other { since {since}}}; no consultation is open.",
    round: "In consultation{closes, select, missing {} other { until {closes}}}.",
    roundOver: "The consultation ended{closes, select, missing {} other { on {closes}}} and has no summary yet.",
    consulted: "The consultation has been closed with a summary.",
    answered:
      "{answered, select, missing {Nobody} 0 {Nobody} other {{answered}}}{asked, select, missing {} other { of {asked}}} {answered, select, 1 {has} 0 {has} missing {has} other {have}} answered.",
    preparing: "In preparation{since, select, missing {} other { since {since}}}.",
    held: "Held; the report on it is still to come.",
    undrafted: "In drafting{since, select, missing {} other { since {since}}}; there is no draft yet.",
    drafting:
      "In drafting{since, select, missing {} other { since {since}}}; the current text is {draft, select, missing {the latest draft} other {draft {draft}}}.",
    clearance:
      "{draft, select, missing {The draft} other {Draft {draft}}} awaits clearance{by, select, missing {} other { ({by})}}.",
    cleared:
      "{draft, select, missing {The draft} other {Draft {draft}}} stands between two steps{next, select, missing {} other {; the next is: {next}}}.",
    silence: "Under a silence procedure{until, select, missing {} other { until {until}}}.",
    supported:
      "{supported, select, missing {Nobody} 0 {Nobody} other {{supported}}}{asked, select, missing {} other { of {asked}}} {supported, select, 1 {has} 0 {has} missing {has} other {have}} expressed support; {open, select, missing {nobody has objected} 0 {nobody has objected} other {{open, plural, one {# objection is open} other {# objections are open}}}}.",
    notAdopted:
      "{draft, select, missing {The draft} other {Draft {draft}}} was not adopted; {open, select, missing {no objection is open} 0 {no objection is open} other {{open, plural, one {# objection is open} other {# objections are open}}}}.",
    voided:
      "The silence procedure on {draft, select, missing {the draft} other {draft {draft}}} was ended before its deadline; the draft has not been adopted.",
    toAnswer:
      "{open, select, missing {An objection is} other {{open, plural, one {# objection is} other {# objections are}}}} still to be answered.",
    adopted:
      "{draft, select, missing {The text} other {Draft {draft}}} was adopted{on, select, missing {} other { on {on}}}.",
    issued:
      "{draft, select, missing {The text} other {Draft {draft}}} was issued{on, select, missing {} other { on {on}}}{by, select, missing {} other { under the responsibility of {by}}}.",
    agreed:
      "{kind, select, consultation {Concluded} event {Held, and reported} other {Completed}}{on, select, missing {} other { on {on}}}.",
    deferred: "Deferred{on, select, missing {} other { on {on}}}; nothing is asked until it is resumed.",
    cancelled: "Cancelled{on, select, missing {} other { on {on}}}.",
    notPursued: "Not pursued{on, select, missing {} other {, since {on}}}.",
    superseded: "Superseded{on, select, missing {} other { on {on}}}{by, select, missing {} other { by {by}}}.",
    carriedOver: "Carried over to the following cycle{on, select, missing {} other { on {on}}}.",
    waits: "It waits for {what, select, missing {something else} other {{what}}}.",
  } satisfies EveryState<"activity">,
  output: {
    open: fulfilledSoFar,
    partlyFulfilled: fulfilledSoFar,
    fulfilled: "Fulfilled{on, select, missing {} other { on {on}}}.",
    notPursued: "Not pursued{on, select, missing {} other {, since {on}}}.",
    carriedOver: "Carried over to the following cycle{on, select, missing {} other { on {on}}}.",
  } satisfies EveryState<"output">,
  request: {
    submitted:
      "Submitted{on, select, missing {} other { on {on}}}; it is to be accepted or declined by the coordinators.",
    accepted:
      "Accepted{on, select, missing {} other { on {on}}}{activity, select, missing {} other {; it became activity {activity}}}.",
    declined: "Declined{on, select, missing {} other { on {on}}}.",
    delivered: "Delivered{on, select, missing {} other { on {on}}}; the Presidency is to acknowledge the delivery.",
    acknowledged: "Delivered and acknowledged{on, select, missing {} other { on {on}}}.",
    ended: "Ended{on, select, missing {} other { on {on}}} without delivery.",
  } satisfies EveryState<"request">,
  plan: {
    importing: "Being imported.",
    proposed: "Proposed{on, select, missing {} other { on {on}}}, and not adopted yet.",
    adopted: "Adopted{on, select, missing {} other { on {on}}}.",
    closed: "Closed{on, select, missing {} other { on {on}}}.",
  } satisfies EveryState<"plan">,
  due: "Due: {date, select, missing {no date yet} other {{date}}}.",
  overdue:
    "It is overdue{days, select, missing {} other { by {days, plural, one {# day} other {# days}}}}{date, select, missing {} other { (due: {date})}}.",
}
