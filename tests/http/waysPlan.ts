import { PLAN } from "./world.ts"

const people = [
  ["coordinator-austria", "coordinator", "austria"],
  ["coordinator-cameroon", "coordinator", "cameroon"],
  ["presidency", "presidency", "presidency"],
  ["isu", "secretariat", "isu"],
  ["thematic-a", "thematicCoordinator", "delegation-a"],
  ["thematic-b", "thematicCoordinator", "delegation-b"],
]
  .map(
    ([id, office, party]) => `  - id: ${id}
    name: ${id}
    address: ${id}@demarche.example
    language: en
    zone: Europe/Zurich
    offices: [{ office: ${office}, party: ${party}, from: "2026-01-01" }]`,
  )
  .join("\n")

/** A plan by rules of its own: paths on which every step of every kind is taken, opened or refused from wherever it can be. */
export const waysPlan = `
schema_version: 2
work_plan:
  id: ${PLAN}
  title: Many ways to agree a text
  coordinators: [austria, cameroon]
  cycle: { label: "2026", starts_on: "2026-01-01", ends_at_event: 3rc }
  time_zone: Europe/Zurich
procedure:
  id: ways
  title: Many ways
  meetings: { msp: Meeting of the parties }
  groups: { committee: { members: { parties: [delegation-a, delegation-b] } } }
  paths:
    whole:
      default: true
      steps:
        - { record: coordinator, each: true, kept: true, id: taken-up }
        - { silence: committee, hours: 24, broken_by: none, kept: true, id: first-reading }
        - { clearance: secretariat }
        - { record: coordinator, each: true, id: approved }
        - { meeting: msp, id: discussed }
        - { silence: committee, hours: 24, broken_by: 2, id: second-reading }
        - { meeting: msp, id: adopted }
    strict:
      steps:
        - { meeting: msp, kept: true, id: taken-up }
        - { silence: committee, hours: 24, kept: true, id: first-reading }
        - { clearance: secretariat }
        - { silence: committee, hours: 24, id: second-reading }
    meeting:
      steps: [{ meeting: msp }]
    clearance:
      steps: [{ clearance: secretariat }, { record: coordinator }]
deadline_events:
  - { id: 13msp, title: The last meeting, kind: msp, dates: { from: "2026-03-02", to: "2026-03-06" } }
  - { id: 3rc, title: The next meeting, kind: msp, dates: { from: "2026-11-02", to: "2026-11-06" } }
actors:
  - { id: austria, title: Austria, kind: state_party }
  - { id: cameroon, title: Cameroon, kind: state_party }
  - { id: isu, title: ISU, kind: secretariat }
  - { id: presidency, title: Presidency, kind: office }
  - { id: delegation-a, title: Delegation A, kind: state_party }
  - { id: delegation-b, title: Delegation B, kind: state_party }
people:
${people}
tracks: [{ id: t, number: "1", title: Track }]
activities:
  - { id: a, track: t, title: A text, kind: document, schedule: { quarters: [2026-Q3] } }
  - { id: c, track: t, title: A third text, kind: document, path: strict, schedule: { quarters: [2026-Q3] } }
  - { id: b, track: t, title: Another text, kind: document, path: meeting, schedule: { quarters: [2026-Q3] } }
`
