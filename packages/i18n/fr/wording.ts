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
    note: "Remarque",
    source: "Mentionné dans",
  },
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
