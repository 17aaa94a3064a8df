import type { changes as english } from "../en/changes.ts"

/** Ce qu’un amendement peut modifier. */
export const changes: typeof english = {
  plan: {
    amend: "Le plan de travail : son intitulé ou son cycle",
    addMeeting: "Le plan de travail : ajouter une réunion",
    moveMeeting: "Le plan de travail : déplacer une réunion",
  },
  activity: {
    plan: "Ajouter une activité",
    amend: "Une activité : ce qu’en dit le plan",
    setDue: "Une activité : son échéance",
  },
  output: {
    promise: "Ajouter un produit",
    amend: "Un produit : ce qu’en dit le plan",
    setDue: "Un produit : son échéance",
  },
}
