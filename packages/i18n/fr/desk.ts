import type { desk as english } from "../en/desk.ts"

/** La page d’où l’on conduit un plan. */
export const desk: typeof english = {
  title: "Le bureau",
  people: "Personnes",
  noAddress: "sans adresse",
  failedAddress: "le courrier revient",
  invite: "Inviter une personne",
  plan: "Le plan de travail",
  history: "Tout ce qui a été consigné sur le plan",
  meetings: "Réunions",
  noDate: "pas encore de date",
  days: "du {first} au {last}",
  letters: "Lettres non parties",
  noLetters: "Toutes les lettres dues sont parties.",
  readLetter: "Lire la lettre",
}
