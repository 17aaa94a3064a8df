/** The files beside this one, by their names; `npm run procedures` writes it. */
export const shipped: Readonly<Record<string, string>> = {
  ccm: `# The rules of procedure by which the Coordination Committee of the Convention on Cluster Munitions agrees texts.
# What no document of the Convention states is our own reading of its practice (docs/domain.md has the reasons).
id: ccm
title: { en: Convention on Cluster Munitions, fr: Convention sur les armes à sous-munitions }
short: CCM
parties:
  one: { en: State party, fr: État partie }
  many: { en: States parties, fr: États parties }
languages: { documents: [en, fr, es, ar, ru, zh], letters: [en, fr] }
calendar: { zone: Europe/Zurich, weekend: [sat, sun], office_hours: ["09:00", "18:00"] }

# What each may do is the same for every body; what they are called is the body's own.
offices:
  coordinator: { en: Coordinator, fr: Coordination }
  presidency: { en: Presidency, fr: Présidence }
  secretariat: { en: Implementation Support Unit (ISU), fr: Unité d’appui à l’application }
  thematic_coordinator: { en: Thematic coordinator, fr: Coordination thématique }
  focal_point: { en: Gender focal point, fr: Référent(e) pour les questions de genre }
  delegate: { en: State party delegate, fr: Délégation d’un État partie }
salutations:
  presidency: { en: Excellency, fr: Excellence }
  coordinator: { en: Dear Coordinator, fr: "Madame, Monsieur" }
  thematic_coordinator: { en: Dear Coordinator, fr: "Madame, Monsieur" }
  secretariat: { en: Dear colleagues, fr: "Mesdames, Messieurs" }
  focal_point: { en: Dear colleague, fr: "Madame, Monsieur" }
  delegate: { en: Dear Delegate, fr: "Madame, Monsieur" }
signatures:
  coordinator: { en: On behalf of the Coordinators, fr: Pour les coordonnateurs }

meetings:
  msp:
    title: { en: Meeting of States Parties, fr: Assemblée des États parties }
    documents_before: P10W
  review:
    title: { en: Review Conference, fr: Conférence d’examen }
    documents_before: P10W
  intersessional: { en: Intersessional meeting, fr: Réunion intersessions }
  committee: { en: Coordination Committee meeting, fr: Réunion du Comité de coordination }

# Those whom the plan lists under that id in \`bodies\` are members too.
groups:
  coordination-committee:
    title: { en: Coordination Committee, fr: Comité de coordination }
    members: { offices: [presidency, coordinator, thematic_coordinator] }

paths:
  committee:
    default: true
    title: { en: Silence of the Coordination Committee, fr: Approbation tacite par le Comité de coordination }
    steps:
      - { clearance: secretariat }
      - { silence: coordination-committee, hours: 72, working_days: 3, ends: office_hours }
  clearance:
    title: { en: Clearance by the ISU, fr: Aval de l’Unité d’appui à l’application }
    steps:
      - { clearance: secretariat }
      - { record: coordinator }
  committee-meeting:
    title: { en: Meeting of the Coordination Committee, fr: Réunion du Comité de coordination }
    steps:
      - { clearance: secretariat }
      - { meeting: committee }
  meeting:
    title: { en: Meeting of the States parties, fr: Assemblée des États parties }
    steps:
      - { clearance: secretariat }
      - { meeting: [msp, review] }
  recorded:
    title: { en: Recorded by the coordinators, fr: Constat des coordonnateurs }
    steps:
      - { record: coordinator }

checks:
  constraint:
    is: sign_off
    title: { en: The plan’s own constraint, fr: Condition posée par le plan }
    by: [coordinator, secretariat]
    for: [document, consultation, event, outreach, support, ongoing]
    renewed: true
  coverage:
    is: coverage
    title: { en: Points that the text must cover, fr: Points que le texte doit traiter }
    before: first
    for: [document, consultation, event, outreach, support, ongoing]
  gender:
    is: marker
    title: { en: Gender marker, fr: Marqueur de genre }
    options: [principal, significant, none]
    by: [coordinator, presidency, secretariat]
  gender-advice:
    is: advice
    title: { en: Gender focal point’s advice, fr: Avis sur les questions de genre }
    by: focal_point
    waived_by: coordinator
    renewed: true
  lap:
    is: reference
    title: { en: Lausanne Action Plan, fr: Plan d’action de Lausanne }
    none_allowed: true

# Clusters that are marked as inferred have no source that was read; the others say where their numbers are from.
action_plans:
  lap:
    title: { en: Lausanne Action Plan, fr: Plan d’action de Lausanne }
    years: [2021, 2026]
    actions: 50
    clusters:
      - from: 1
        to: 9
        topic: guiding principles / good practices for implementation (one dedicated action on gender and diversity)
        inferred: true
      - { from: 10, to: 11, topic: universalization, source: clusterconvention.org/universalization }
      - from: 12
        to: 17
        topic: stockpile destruction and retention (Art. 3)
        source: ccm3.pronk.se/?p=19176 (mirror of the CCM site)
      - from: 18
        to: 30
        topic: clearance and risk education (Art. 4)
        source: clusterconvention.org/clearance-and-risk-education
      - { from: 31, to: 37, topic: victim assistance (Art. 5), source: clusterconvention.org/victim-assistance-tc }
      - { from: 38, to: 42, topic: international cooperation and assistance (Art. 6), inferred: true }
      - { from: 43, to: 46, topic: transparency measures (Art. 7), inferred: true }
      - { from: 47, to: 48, topic: national implementation measures (Art. 9), inferred: true }
      - { from: 49, to: 50, topic: compliance (Art. 8), inferred: true }

consultation: required
drafts: committee
answers_by_link: act
`,
  ietf: `# How a working group of the Internet Engineering Task Force agrees a document, in outline (RFC 2026, RFC 2418): another world
# than a treaty's, run by the same engine. A plan lists the members of its working group under \`bodies\`.
id: ietf
title: Internet Engineering Task Force
short: IETF
parties: { one: participant, many: participants }
calendar: { zone: UTC }
offices: { coordinator: Chair, secretariat: Secretariat, presidency: Area Director, delegate: Participant }
meetings: { session: Session of the working group }
groups:
  working-group: { title: Working group, members: list }
  iesg: { title: Internet Engineering Steering Group, members: { offices: [presidency] } }
paths:
  standards:
    default: true
    title: Standards Track
    steps:
      - { record: coordinator, as: adopted, kept: true }
      - { silence: working-group, as: last call, days: 14, broken_by: none }
      - { record: presidency, as: approved by the IESG }
drafts: public
`,
}
