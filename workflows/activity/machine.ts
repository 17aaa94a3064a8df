import { elapsed } from "@demarche/engine/definition"
import {
  activity,
  afterSilence,
  anytime,
  broken,
  closing,
  editing,
  horizontal,
  inPlace,
  leavingPlanned,
  refused,
  resolvingObjections,
  revising,
  to,
} from "./transitions.ts"

/** From planned to agreed, and the ways out. */
export const machine = activity.createMachine({
  id: "activity",
  context: {
    kind: "document",
    partners: [],
    invited: [],
    covers: 0,
    ticked: [],
    signed: [],
    rounds: [],
    drafts: [],
    objections: [],
    late: 0,
    consents: [],
    outputs: [],
    rules: [],
    due: null,
    links: [],
    reached: [],
    reported: [],
  },
  initial: "new",
  states: {
    new: {
      meta: { public: false },
      on: { ActivityPlanned: to("#activity.open.planned") },
    },
    open: {
      meta: { public: false },
      initial: "planned",
      on: { ...anytime, ...closing, Deferred: to("#activity.deferred", "REASON") },
      states: {
        left: { type: "history", history: "deep" },
        planned: {
          tags: "awaited",
          meta: { holder: "coordinator", column: 1 },
          on: {
            FoundFeasible: inPlace("CONDITIONAL_ONLY"),
            FoundNotFeasible: to("#activity.notPursued", "CONDITIONAL_ONLY", "REASON"),
            PlaceholderExpanded: inPlace("PLACEHOLDER_ONLY", "MANDATE"),
            ConsultationOpened: to("consulting", ...leavingPlanned, "PARTY_UNKNOWN", "CLOSES_IN_THE_PAST"),
            ConsultationWaived: to("consulting", ...leavingPlanned, "REASON"),
            ProgressReported: to("consulting", ...leavingPlanned, "ONGOING_ONLY"),
            DraftingStarted: to("drafting", ...leavingPlanned, "NOT_FOR_ONGOING", "CONSULTATION_MISSING"),
          },
        },
        consulting: {
          tags: "awaited",
          meta: { holder: "coordinator", column: 2 },
          on: {
            ...afterSilence,
            CheckRecorded: inPlace("ONGOING_ONLY", "POINT_UNKNOWN", "CHECK_OFFICE"),
            ConsultationOpened: inPlace("PARTY_UNKNOWN", "CLOSES_IN_THE_PAST"),
            InputRecorded: inPlace("ROUND_UNKNOWN", "NOT_INVITED"),
            ConsultationClosed: inPlace("ROUND_UNKNOWN"),
            ConsultationWaived: inPlace("REASON"),
            ProgressReported: inPlace("ONGOING_ONLY"),
            DraftingStarted: to("drafting", "NOT_FOR_ONGOING", "CONSULTATION_MISSING"),
            Concluded: to("#activity.agreed", "ONGOING_ONLY"),
          },
        },
        drafting: {
          tags: "awaited",
          meta: { holder: "coordinator", column: 3 },
          initial: "editing",
          on: { CheckRecorded: inPlace("POINT_UNKNOWN", "CHECK_OFFICE") },
          states: {
            editing: {
              meta: { holder: "coordinator" },
              on: {
                ...revising,
                ...resolvingObjections,
                ClearanceRequested: to("clearance", "DRAFT_MISSING", "REQUIRED_PARTNERS", "CONTENT_COVERAGE"),
                MilestoneReached: inPlace("EVENT_ONLY"),
                Agreed: to("#activity.agreed", "NOT_READY", ...horizontal, "APPROVAL", "MEETING_UNCITED"),
              },
            },
            clearance: {
              meta: { holder: "secretariat" },
              on: { ...revising, ...resolvingObjections, DraftCleared: to("cleared") },
            },
            cleared: {
              meta: { holder: "coordinator" },
              on: {
                ...revising,
                ...resolvingObjections,
                SilenceOpened: to("underSilence", ...horizontal, "NO_ADDRESSEES", "SILENCE_TOO_SHORT"),
                Agreed: to("#activity.agreed", ...horizontal, "APPROVAL", "MEETING_UNCITED"),
              },
            },
            underSilence: {
              meta: { holder: "committee", deadline: "SilencePassed" },
              on: {
                ...afterSilence,
                DraftAdded: refused("CONFIRM_VOID", editing),
                SilenceExtended: inPlace("NOT_LATER", "SILENCE_TOO_SHORT"),
                SilenceVoided: to("void", "REASON"),
                Deferred: refused("SILENCE_RUNNING"),
                SilenceBroken: to("broken", "ADDRESSEE"),
                SupportGiven: inPlace("ADDRESSEE"),
                SilencePassed: elapsed("#activity.agreed"),
                OutcomeRetracted: to("broken", "NOT_IN_TIME"),
              },
            },
            broken: {
              meta: { holder: "coordinator" },
              on: { ...revising, ...resolvingObjections, ObjectionRaised: inPlace("ADDRESSEE") },
            },
            void: {
              meta: { holder: "coordinator" },
              on: { ...revising, ...afterSilence },
            },
          },
        },
      },
    },
    agreed: {
      tags: "settled",
      meta: { holder: "coordinator", column: 4 },
      on: {
        ...anytime,
        ...afterSilence,
        CheckRecorded: inPlace("CONSENT_ONLY"),
        Reopened: to(editing, "REOPEN_AUTHORITY", "REASON"),
        OutcomeRetracted: to(broken, "NO_OUTCOME", "NOT_THE_OUTCOME", "NOT_IN_TIME"),
        Superseded: closing.Superseded,
      },
    },
    deferred: {
      tags: "paused",
      meta: { holder: "coordinator", badge: 1 },
      on: { ...anytime, ...afterSilence, ...closing, Resumed: to("#activity.open.left") },
    },
    cancelled: {
      tags: "dropped",
      meta: { holder: "coordinator", badge: 3 },
      on: { ...anytime, ...afterSilence },
    },
    notPursued: {
      tags: "dropped",
      meta: { holder: "coordinator", badge: 2 },
      on: anytime,
    },
    superseded: {
      tags: "dropped",
      meta: { holder: "coordinator", badge: 4 },
      on: { ...anytime, ...afterSilence },
    },
  },
})
