import type { letterSubjects as english } from "../en/letterSubjects.ts"

/** Le nom de chaque notification : dans un objet, un titre, une ligne de récapitulatif. */
export const letterSubjects: typeof english = {
  before:
    "Échéance{when, select, missing { proche} other { {when}}}{days, select, missing {} other { (dans {days, plural, one {# jour} other {# jours}})}}",
  on: "Échéance aujourd’hui{due, select, missing {} other { ({due})}}",
  overdue:
    "En retard{days, select, missing {} other { de {days, plural, one {# jour} other {# jours}}}}{due, select, missing {} other { ({due})}}",
  due: "{how, select, missing {Échéance} other {{how}}}{empty, select, true {, aucune action définie} other {}}",
  SilenceOpened: "Procédure d’approbation tacite{until, select, missing {} other { jusqu’au {until}}}",
  silenceCloses:
    "Fin du délai d’approbation tacite{hours, select, missing {} other { dans moins de {hours} heures}}{until, select, missing {} other {, le {until}}}",
  SilenceExtended: "Procédure d’approbation tacite prolongée{until, select, missing {} other { jusqu’au {until}}}",
  SilencePassed: "Adopté selon la procédure d’approbation tacite",
  Agreed: "{issued, select, true {Publié} other {Adopté}}",
  OutcomeRetracted: "Adoption retirée",
  StepsRetracted: "Étapes annulées",
  CorrigendumIssued: "Rectificatif publié",
  ConsultationClosed: "Consultation close",
  StepPassed: "Procédure d’approbation tacite achevée",
  StepTaken: "Étape franchie",
  DraftCleared: "Aval donné au projet",
  NotAdopted: "Texte non adopté",
  DraftAdded: "Nouveau projet",
  ReturnedToConsultation: "Retour en consultation",
  OwnerAssigned: "Responsabilité attribuée",
  ObjectionRaised: "Objection présentée",
  ObjectionWithdrawn: "Objection retirée",
  ObjectionResolved: "Objection levée",
  SilenceEndClosed:
    "Fin d’une procédure d’approbation tacite un jour chômé{until, select, missing {} other { : {until}}}",
  MoreTimeRequested: "Délai supplémentaire demandé",
  receipt:
    "Accusé de réception : {does, select, support {appui} object {objection} comment {observation} recordInput {contribution} requestMoreTime {demande de délai} other {réponse}}",
  Reopened: "Réouverture",
  turnWaits: "Contribution attendue",
  turnWaitEnded: "Attente terminée",
  turnWaitPassed: "Délai d’attente écoulé",
  checksAwaited:
    "{signOff, select, true {{advice, select, true {Avis et validation demandés} other {Validation demandée}}} other {Avis demandé}}",
  turnResumed: "Reprise",
  CommentMade: "Observations",
  ConsultationOpened: "Consultation ouverte{until, select, missing {} other { jusqu’au {until}}}",
  ConsultationExtended: "Consultation prolongée{until, select, missing {} other { jusqu’au {until}}}",
  closedEarly: "Consultation close avant l’heure annoncée",
  consultationCloses: "Clôture de la consultation{until, select, missing { prochainement} other { le {until}}}",
  PartiesUnreached: "Une délégation ne peut être jointe",
  ClearanceRequested: "Aval demandé",
  Resumed: "La consultation se poursuit{until, select, missing {} other { jusqu’au {until}}}",
  RequestSubmitted:
    "Demande{presidency, select, missing {} other { ({presidency})}}{due, select, missing {} other {, d’ici au {due}}}",
  RequestAccepted: "Demande acceptée",
  RequestDeclined: "Demande rejetée",
  RequestDelivered: "Demande satisfaite",
  RequestWithdrawn: "Demande retirée",
  RequestEnded: "Fin de la demande",
  AddressFailed: "Les lettres ne parviennent plus à {recipient, select, missing {une adresse} other {{recipient}}}",
  PersonUpdated: "Changement de votre adresse dans le plan de travail",
  WebhookDisabled: "Webhook désactivé",
  invitation: "Votre inscription à un plan de travail",
  PlanAdopted: "Adoption du plan de travail",
}
