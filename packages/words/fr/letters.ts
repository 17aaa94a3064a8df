/** Ce que disent les courriers. */
export const letters = {
  greeting: "{name, select, missing {Madame, Monsieur} other {Bonjour {name}}},",
  subject:
    "{what, select, missing {Un courrier} other {{what}}}{title, select, missing {} other { : {title}}}{code, select, missing {} other { ({code})}}",
  what: {
    digest:
      "{count, select, missing {Points} other {{count, plural, one {# point} other {# points}}}} pour vous aujourd’hui",
    dueBefore: "Échéance{days, select, missing { proche} other { dans {days, plural, one {# jour} other {# jours}}}}",
    dueOn: "Échéance aujourd’hui",
    dueOverdue: "{days, select, missing {En retard} other {{days, plural, one {# jour} other {# jours}} de retard}}",
    dueMoved: "Nouvelle échéance",
    SilenceOpened: "Procédure de silence{deadline, select, missing {} other { jusqu’au {deadline}}}",
    silenceCloses:
      "Fin du silence{hours, select, missing { bientôt} other { dans {hours, plural, one {# heure} other {# heures}}}}",
    SilenceExtended: "Silence prolongé{deadline, select, missing {} other { jusqu’au {deadline}}}",
    SilenceVoided: "Silence annulé",
    SilenceBroken: "Silence rompu",
    SilencePassed: "Adopté par silence",
    OutcomeRetracted: "Rectificatif, pas d’accord",
    Agreed: "Adopté",
    ConsultationOpened: "Consultation{deadline, select, missing {} other { jusqu’au {deadline}}}",
    consultationCloses:
      "Clôture de la consultation{days, select, missing { bientôt} other { dans {days, plural, one {# jour} other {# jours}}}}",
    RequestSubmitted: "Demande de la Présidence",
    RequestAccepted: "Demande acceptée",
    RequestDeclined: "Demande déclinée",
    RequestDelivered: "Demande satisfaite",
    AddressFailed: "Courrier en retour",
  },
  says: {
    digest: "Voici ce qui arrive à échéance, ou a changé, dans ce dont vous répondez.",
    dueBefore:
      "L’échéance est{due, select, missing { proche} other { le {due}}}{days, select, missing {} other {, dans {days, plural, one {# jour} other {# jours}}}}.",
    dueBeforeQuarter:
      "L’échéance est{due, select, missing { proche} other { la fin du {due}}}{days, select, missing {} other {, dans {days, plural, one {# jour} other {# jours}}}}.",
    dueOn: "L’échéance est aujourd’hui{due, select, missing {} other { ({due})}}.",
    dueOverdue:
      "L’échéance est passée{due, select, missing {} other { ({due})}}{days, select, missing {} other {, depuis {days, plural, one {# jour} other {# jours}}}}.",
    dueMoved: "L’échéance a changé{due, select, missing {} other { ; nouvelle échéance : {due}}}.",
    empty:
      "Ce n’est encore qu’un emplacement réservé : déclinez-le en activités, ou indiquez qu’il n’y est pas donné suite.",
    owner: "Responsable{owner, select, missing {} other { : {owner}}}.",
    state: "État actuel{state, select, missing { inconnu} other { : « {state} »}}.",
    escalated: "Vous en êtes informé(e) en raison du retard, sans en être responsable.",
    SilenceOpened:
      "Le projet{draft, select, missing {} other { n° {draft}}} est soumis à la procédure de silence{deadline, select, missing {} other {, jusqu’au {deadline}}}.",
    silenceMeans:
      "Si aucun membre du Comité ne fait objection avant cet instant, le projet est adopté. Ce qui est reçu à cet instant ou après est tardif : c’est conservé, et ne change rien.",
    silenceCloses:
      "La procédure de silence{draft, select, missing {} other { sur le projet n° {draft}}} prend fin{hours, select, missing { bientôt} other { dans {hours, plural, one {# heure} other {# heures}}}}{deadline, select, missing {} other { : {deadline}}}. Vous n’avez pas répondu.",
    SilenceExtended:
      "La procédure de silence{draft, select, missing {} other { sur le projet n° {draft}}} court désormais{deadline, select, missing { plus longtemps} other { jusqu’au {deadline}}}.",
    SilenceVoided:
      "La procédure de silence{draft, select, missing {} other { sur le projet n° {draft}}} est annulée : elle est sans effet, et le projet est remis en chantier.",
    SilenceBroken:
      "Le silence{draft, select, missing {} other { sur le projet n° {draft}}} a été rompu{party, select, missing {} other { par {party}}}{paragraphs, select, missing {} other {, au sujet du paragraphe {paragraphs}}}. Le projet est en suspens jusqu’au suivant.",
    SilencePassed:
      "Personne n’a fait objection{deadline, select, missing {} other { avant le {deadline}}} : le projet{draft, select, missing {} other { n° {draft}}} est adopté.",
    OutcomeRetracted:
      "Il vous avait été indiqué que ce texte était adopté. Il ne l’est pas : une objection{party, select, missing {} other { de {party}}}, reçue à temps, a été consignée après coup. Les deux faits restent au dossier, et le projet est en suspens.",
    Agreed: "Ce texte est adopté{draft, select, missing {} other {, dans le projet n° {draft}}}.",
    ConsultationOpened: "Votre contribution est demandée{deadline, select, missing {} other { d’ici au {deadline}}}.",
    consultationCloses:
      "La consultation se clôt{days, select, missing { bientôt} other { dans {days, plural, one {# jour} other {# jours}}}}{deadline, select, missing {} other { : {deadline}}}. Vous n’avez pas répondu.",
    RequestSubmitted: "La Présidence présente cette demande{due, select, missing {} other {, pour le {due}}}.",
    RequestAccepted: "Les coordonnateurs ont accepté la demande : c’est désormais une activité du plan.",
    RequestDeclined: "Les coordonnateurs ont décliné la demande{reason, select, missing {} other { : {reason}}}.",
    RequestDelivered: "Ce qui était demandé a été remis.",
    AddressFailed:
      "Le courrier adressé à une personne du plan revient, et plus rien n’y est envoyé. Changez l’adresse, et l’envoi reprend.",
    reason: "Motif{reason, select, missing { au dossier} other { : {reason}}}.",
    deputy:
      "Vous recevez ce courrier à la place de {onBehalfOf, select, missing {quelqu’un} other {{onBehalfOf}}}, en congé.",
  },
  whys: {
    silence: "Vous recevez ce courrier parce que vous siégez au Comité auquel s’adresse la procédure de silence.",
    decision: "Vous recevez ce courrier parce que vous siégez au Comité.",
    due: "Vous recevez ce courrier parce que vous en répondez, ou que vous suivez les retards.",
    consultation: "Vous recevez ce courrier parce que vous êtes invité(e) à la consultation.",
    request: "Vous recevez ce courrier parce que la demande concerne votre fonction.",
    address: "Vous recevez ce courrier au titre du secrétariat.",
  },
  foot: {
    record:
      "Numéro{version, select, missing {} other { {version}}} du dossier{hash, select, missing {} other {, empreinte {hash}}}",
    plan: "Plan{plan, select, missing {} other { : {plan}}}",
    unsubscribe: "Ne plus recevoir ces courriers",
    open: "Ouvrir",
  },
  overdue: "En retard",
  coming: "À venir",
}
