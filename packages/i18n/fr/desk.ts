import type { desk as english } from "../en/desk.ts"

/** La page d’où l’on conduit un plan. */
export const desk: typeof english = {
  title: "Le bureau",
  people: "Personnes",
  noAddress: "sans adresse",
  failedAddress: "le courrier revient",
  deputy: "Suppléance : {name}",
  away: "absence : {days}",
  invite: "Inviter une personne",
  plan: "Le plan de travail",
  history: "Tout ce qui a été consigné sur le plan",
  meetings: "Réunions",
  noDate: "pas encore de date",
  days: "du {first} au {last}",
  closures: {
    title: "Jours de fermeture du secrétariat",
    none: "Aucun jour à venir n’est indiqué.",
    over: "Jours passés",
    change: "Modifier les jours",
    lead: "Les délais comptés en jours ouvrables ne tiennent pas compte de ces jours. Ils font partie du plan de travail : si le fichier du plan est envoyé de nouveau, ce qu’il en dit prévaut.",
    order: "Le dernier jour ne précède pas le premier, et ne s’indique pas sans lui.",
    same: "Rien ne changerait : ajoutez des jours, ou décochez-en.",
  },
  letters: "Lettres non parties",
  noLetters: "Toutes les lettres dues sont parties.",
  readLetter: "Lire la lettre",
}
