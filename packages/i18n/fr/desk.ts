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
  back: "Retour au bureau",
  keys: {
    title: "Clés des programmes",
    none: "Aucun programme n’a de clé pour ce plan de travail.",
    lead: "Muni d’une clé, un programme agit dans ce plan de travail au titre d’une fonction, jusqu’à l’expiration ou à la révocation de la clé. Ce qu’il fait figure au registre sous le nom de la clé.",
    made: "faite par {name} ({office}), le {instant}",
    until: "valable jusqu’au {instant}",
    ready: "La clé est faite",
    shown:
      "Voici la clé. Elle n’est montrée qu’une fois et n’est conservée nulle part : transmettez-la à titre confidentiel.",
    already:
      "Ce formulaire a déjà produit sa clé, qui n’est plus montrée. Si personne ne l’a copiée, révoquez-la et faites-en une autre.",
    over: "Cette clé n’ouvre plus rien.",
    keptBy: "Les clés sont faites et révoquées par la fonction suivante : {office}.",
  },
}
