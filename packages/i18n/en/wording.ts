/** What pages say of the words of a plan's document, by the fields of an item's reading. */
export const wording = {
  title: "What the document says",
  inferred: "inferred, not confirmed{basis, select, missing {} other { ({basis})}}",
  fields: {
    kind: "Kind",
    track: "Track",
    parent: "Part of",
    umbrella: "Introduced by",
    text: "Text",
    constraint: "Constraint",
    modality: "How binding",
    onDemandBy: "On the request of",
    subForms: "Forms",
    externalDependency: "Waits for",
    milestones: "Milestones",
    suggested: "Suggested quarter",
    instances: "Lines of the timeline",
    notAfter: "Not after",
    when: "On its dates",
    partners: "Partners",
    themes: "Themes",
    outputs: "Contributes to",
    feeds: "Feeds into",
    marker: "Marker",
    refers: "Refers to actions",
    path: "Path",
    deliverable: "Makes",
    type: "Type",
    objectives: "Objectives",
    owner: "Owner",
    promised: "How many",
    quote: "Words",
    evidence: "To be shown by",
    covers: "To cover",
    alternatives: "One of",
    contributing: "Contributing, once confirmed",
    note: "Note",
    source: "Said in",
  },
  /** What the plan's own items are called, where the rules of procedure do not say. */
  own: {
    adoption: "Adoption of the work plan",
  },
  /** What stands below a line of the document. */
  document: {
    is: {
      plan: "Work plan",
      activity: "Activity",
      output: "Output",
      deliverable: "Deliverable",
      objective: "Objective",
      track: "Track",
      theme: "Theme",
      party: "Actor",
      date: "Date of the plan",
      line: "Line of the timeline",
    },
    since: "since {instant, select, missing {an unknown time} other {{instant}}}",
    number: "no. {number, select, missing {unknown} other {{number}}} on the record",
    met: "{met, select, true {found met} other {found not met}}",
    evidence: "evidence{what, select, missing {} other {: {what}}}",
    until: "does not count before {item, select, missing {it} other {{item}}} is agreed",
    indicator: "indicator{what, select, missing {} other {: {what}}}",
    corrigendum: "corrigendum{what, select, missing {} other { {what}}}",
    warning: "to be clarified{what, select, missing {} other {: {what}}}",
    beside: "Not in the document:",
    meetings: "Meetings:",
  },
}

/** What the file of the following plan says that is not the plan's. A line after `unsaid` names what is to be filled in. */
export const next = {
  source:
    "Carried over from {plan, select, missing {the plan before} other {{plan}}}{item, select, missing {} other { {item}}}{version, select, missing {} other {, no. {version}}}",
  head: "What follows {plan, select, missing {the plan} other {{plan}}}: what was carried over, and what remains of the rest",
  mandate: "the mandate ends{day, select, missing {} other { on {day}}}; that it goes on is assumed",
  unsaid: "Still to be filled in",
  title: "the title, which is still that of the plan before{ids, select, missing {} other {: {ids}}}",
  end: "the days of the meeting that ends the cycle{ids, select, missing {} other {: {ids}}}",
  people:
    "whether mandates go on that end before the cycle begins, as is assumed{ids, select, missing {} other { of {ids}}}",
  addresses: "the e-mail address{ids, select, missing {} other { of {ids}}}",
  track: "the track of what a request brought into the plan{ids, select, missing {} other {: {ids}}}",
  dates: "the date of what has none ahead{ids, select, missing {} other {: {ids}}}",
}

/** The kinds of activity. */
export const kinds = {
  consultation: "Consultation",
  document: "Document",
  event: "Event",
  outreach: "Outreach",
  support: "Support",
  ongoing: "Ongoing activity",
  placeholder: "Actions yet to be identified",
}
