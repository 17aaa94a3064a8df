import type { EveryState, headline as english } from "../en/headline.ts"

const fulfilledSoFar =
  "Éléments réalisés : {met, select, missing {aucun} 0 {aucun} other {{met}}}{of, select, missing {} other { sur {of}}}."

/** La phrase en tête d’un point, par nature et par état ; ce qui la suit est une phrase à part. */
export const headline: typeof english = {
  activity: {
    planned: "Activité prévue, qui n’a pas encore commencé.",
    conditional: "Activité prévue si elle est réalisable, ce qui n’a pas encore été décidé.",
    notTakenUp: "Activité facultative, qui n’a pas encore été entreprise.",
    placeholder: "Les mesures correspondantes restent à définir.",
    expanded:
      "Point réparti en {count, select, missing {activités} other {{count, plural, one {# activité} other {# activités}}}} ; il prendra fin avec la dernière d’entre elles.",
    consulting: "Activité en cours{since, select, missing {} other { depuis le {since}}}.",
    waived:
      "La rédaction peut commencer{since, select, missing {} other { depuis le {since}}} ; aucune consultation n’est ouverte.",
    round: "En consultation{closes, select, missing {} other { jusqu’au {closes}}}.",
    roundOver: "La consultation a pris fin{closes, select, missing {} other { le {closes}}} et attend son résumé.",
    consulted: "La consultation a été close par un résumé.",
    answered:
      "Réponses reçues : {answered, select, missing {aucune} 0 {aucune} other {{answered}}}{asked, select, missing {} other { sur {asked}}}.",
    preparing: "En préparation{since, select, missing {} other { depuis le {since}}}.",
    held: "La manifestation a eu lieu ; il reste à en rendre compte.",
    undrafted: "En rédaction{since, select, missing {} other { depuis le {since}}} ; il n’y a pas encore de projet.",
    drafting:
      "En rédaction{since, select, missing {} other { depuis le {since}}} ; le texte actuel est {draft, select, missing {le dernier projet} other {le projet n° {draft}}}.",
    clearance:
      "{draft, select, missing {Le projet} other {Le projet n° {draft}}} attend l’aval requis{by, select, missing {} other { ({by})}}.",
    cleared:
      "{draft, select, missing {Le projet} other {Le projet n° {draft}}} se trouve entre deux étapes{next, select, missing {} other { ; la suivante : {next}}}.",
    silence: "Soumis à une procédure d’approbation tacite{until, select, missing {} other { jusqu’au {until}}}.",
    supported:
      "Appuis exprimés : {supported, select, missing {aucun} 0 {aucun} other {{supported}}}{asked, select, missing {} other { sur {asked}}} ; {open, select, missing {aucune objection n’a été présentée} 0 {aucune objection n’a été présentée} other {{open, plural, one {# objection est pendante} other {# objections sont pendantes}}}}.",
    notAdopted:
      "{draft, select, missing {Le projet} other {Le projet n° {draft}}} n’a pas été adopté ; {open, select, missing {aucune objection n’est pendante} 0 {aucune objection n’est pendante} other {{open, plural, one {# objection est pendante} other {# objections sont pendantes}}}}.",
    voided:
      "La procédure d’approbation tacite sur {draft, select, missing {le projet} other {le projet n° {draft}}} a été annulée avant l’expiration du délai ; le projet n’est pas adopté.",
    toAnswer:
      "Il reste à répondre à {open, select, missing {une objection} other {{open, plural, one {# objection} other {# objections}}}}.",
    adopted:
      "{draft, select, missing {Le texte} other {Le projet n° {draft}}} a été adopté{on, select, missing {} other { le {on}}}.",
    issued:
      "{draft, select, missing {Le texte} other {Le projet n° {draft}}} a été publié{on, select, missing {} other { le {on}}}{by, select, missing {} other { sous la responsabilité suivante : {by}}}.",
    agreed:
      "{kind, select, consultation {Consultation conclue} event {Manifestation tenue, avec rapport,} other {Activité achevée}}{on, select, missing {} other { le {on}}}.",
    deferred:
      "Activité reportée{on, select, missing {} other { le {on}}} ; rien n’est demandé jusqu’à ce qu’elle reprenne.",
    cancelled: "Activité annulée{on, select, missing {} other { le {on}}}.",
    notPursued: "Activité restée sans suite{on, select, missing {} other { depuis le {on}}}.",
    superseded:
      "Activité remplacée{on, select, missing {} other { le {on}}}{by, select, missing {} other { par {by}}}.",
    carriedOver: "Activité reportée au cycle suivant{on, select, missing {} other { le {on}}}.",
    waits: "Elle est en attente de {what, select, missing {autre chose} other {{what}}}.",
  } satisfies EveryState<"activity">,
  output: {
    open: fulfilledSoFar,
    partlyFulfilled: fulfilledSoFar,
    fulfilled: "Produit réalisé{on, select, missing {} other { le {on}}}.",
    notPursued: "Produit resté sans suite{on, select, missing {} other { depuis le {on}}}.",
    carriedOver: "Produit reporté au cycle suivant{on, select, missing {} other { le {on}}}.",
  } satisfies EveryState<"output">,
  request: {
    submitted:
      "Demande présentée{on, select, missing {} other { le {on}}} ; il appartient aux coordonnateurs de l’accepter ou de la rejeter.",
    accepted:
      "Demande acceptée{on, select, missing {} other { le {on}}}{activity, select, missing {} other { ; elle est devenue l’activité {activity}}}.",
    declined: "Demande rejetée{on, select, missing {} other { le {on}}}.",
    delivered:
      "Document remis{on, select, missing {} other { le {on}}} ; il appartient à la Présidence d’en confirmer la réception.",
    acknowledged: "Document remis, et réception confirmée{on, select, missing {} other { le {on}}}.",
    ended: "Demande close{on, select, missing {} other { le {on}}} sans remise.",
  } satisfies EveryState<"request">,
  plan: {
    importing: "Plan en cours d’importation.",
    proposed: "Plan proposé{on, select, missing {} other { le {on}}}, qui n’est pas encore adopté.",
    adopted: "Plan adopté{on, select, missing {} other { le {on}}}.",
    closed: "Plan clos{on, select, missing {} other { le {on}}}.",
  } satisfies EveryState<"plan">,
  due: "Échéance : {date, select, missing {pas encore de date} other {{date}}}.",
  overdue:
    "L’échéance est dépassée{days, select, missing {} other { de {days, plural, one {# jour} other {# jours}}}}{date, select, missing {} other { ({date})}}.",
}
