import type { wording as english, kinds as englishKinds } from "../en/wording.ts"

/** Ce que les pages disent des mots du document, champ par champ. */
export const wording: typeof english = {
  title: "Ce que dit le document",
  inferred: "déduit, non confirmé{basis, select, missing {} other { ({basis})}}",
  fields: {
    kind: "Nature",
    track: "Axe",
    parent: "Fait partie de",
    umbrella: "Introduit par",
    text: "Texte",
    constraint: "Réserve du texte",
    modality: "Portée",
    onDemandBy: "À la demande de",
    subForms: "Formes",
    externalDependency: "Attend",
    milestones: "Jalons",
    suggested: "Trimestre suggéré",
    instances: "Lignes du calendrier",
    notAfter: "Au plus tard",
    when: "À propos des dates",
    partners: "Partenaires",
    themes: "Thèmes",
    outputs: "Contribue à",
    feeds: "Alimente",
    marker: "Marqueur",
    refers: "Renvoie aux actions",
    path: "Parcours",
    deliverable: "Aboutit à",
    type: "Catégorie",
    objectives: "Objectifs",
    owner: "Responsable",
    promised: "Combien",
    quote: "Formule",
    evidence: "À attester par",
    covers: "À couvrir",
    alternatives: "L’un de",
    contributing: "Y contribuent, sous réserve de confirmation",
    note: "Remarque",
    source: "Mentionné dans",
  },
  own: {
    adoption: "Adoption du plan de travail",
  },
  document: {
    is: {
      plan: "Plan de travail",
      activity: "Activité",
      output: "Produit attendu",
      deliverable: "Livrable",
      objective: "Objectif",
      track: "Axe",
      theme: "Thème",
      party: "Acteur",
      date: "Date du plan",
      line: "Ligne du calendrier",
    },
    since: "depuis {instant, select, missing {une date inconnue} other {le {instant}}}",
    number: "n° {number, select, missing {inconnu} other {{number}}} au registre",
    met: "{met, select, true {jugé atteint} other {jugé non atteint}}",
    evidence: "justificatif{what, select, missing {} other { : {what}}}",
    until: "ne compte pas avant l’adoption de {item, select, missing {ce texte} other {{item}}}",
    indicator: "indicateur{what, select, missing {} other { : {what}}}",
    corrigendum: "rectificatif{what, select, missing {} other { {what}}}",
    warning: "à clarifier{what, select, missing {} other { : {what}}}",
    beside: "Hors du document :",
    meetings: "Réunions :",
  },
}

/** Ce que le fichier du plan suivant dit de lui-même. */
export const next = {
  source:
    "Reporté de {plan, select, missing {plan précédent} other {{plan}}}{item, select, missing {} other { {item}}}{version, select, missing {} other {, n° {version}}}",
  head: "Suite du plan{plan, select, missing {} other { {plan}}} : ce qui a été reporté, et ce qui demeure du reste",
  mandate: "le mandat prend fin{day, select, missing {} other { le {day}}} ; sa reconduction est supposée",
  unsaid: "À compléter",
  title: "le titre, qui est encore celui du plan précédent{ids, select, missing {} other { : {ids}}}",
  end: "les jours de la réunion qui clôt le cycle{ids, select, missing {} other { : {ids}}}",
  people:
    "la reconduction, supposée acquise, des mandats qui prennent fin avant le début du cycle{ids, select, missing {} other { : {ids}}}",
  addresses: "l’adresse électronique{ids, select, missing {} other { de {ids}}}",
  track: "le volet des activités nées d’une demande{ids, select, missing {} other { : {ids}}}",
  dates: "l’échéance de ce qui n’en a plus à venir{ids, select, missing {} other { : {ids}}}",
}

/** Les natures d’activité. */
export const kinds: typeof englishKinds = {
  consultation: "Consultation",
  document: "Document",
  event: "Manifestation",
  outreach: "Sensibilisation",
  support: "Appui",
  ongoing: "Activité continue",
  placeholder: "Actions restant à définir",
}
