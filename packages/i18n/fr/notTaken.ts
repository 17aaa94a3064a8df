/** Pourquoi une différence entre un fichier et son plan n’est pas reprise, et comment procéder. */
export const notTaken = {
  itemGone:
    "Ce point reste dans le plan. S’il n’y a plus lieu de le réaliser, choisissez « {cancel} »{where, select, page { sur sa page} other {}}, ou « {supersede} » si autre chose prend sa place.",
  personGone:
    "Le fichier ne mentionne plus cette personne, qui conserve tous ses mandats. Mettez-y fin{where, select, page { depuis le bureau} other {}} par « {endPerson} », ou par « {endMandate} » pour une seule fonction.",
  mandateGone:
    "Le fichier ne mentionne plus ce mandat, sans dire depuis quand. Mettez-y fin{where, select, page { depuis le bureau} other {}} par « {endMandate} », en indiquant son dernier jour.",
  mandateBegun: "Un mandat qui a commencé ne peut commencer plus tard : il reste en l’état.",
  redacted: "Ce texte a été expurgé : retirez-le du fichier.",
  othersSend: "Ce point est repris lorsque la présidence ou le secrétariat envoie le fichier.",
  procedureDecided:
    "Les règles de procédure d’un plan adopté sont modifiées par la présidence, ou par le secrétariat en son nom, sur la décision qui les fonde : {where, select, page {par un programme ou en ligne de commande, par « demarche plan do PLAN amend --mandate DÉCISION »} other {par « {amend} », la décision étant indiquée par « mandate »}}. Envoyez ensuite le fichier de nouveau.",
  proposed:
    "Les règles de procédure soumettent à un parcours les modifications d’un plan adopté : proposez celle-ci{where, select, page { depuis le bureau} other {}} par « {proposeAmendment} ».",
  refused: "Ce point est refusé pour l’heure. {rules} Envoyez de nouveau le fichier une fois cet obstacle levé.",
}
