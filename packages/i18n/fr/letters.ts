import type { letters as english } from "../en/letters.ts"

/** Ce que disent les lettres : `what` nomme l’occasion, `lead` ouvre, `more` poursuit, `why` dit pourquoi on la reçoit. */
export const letters: typeof english = {
  greeting: "{name, select, missing {Madame, Monsieur} other {Bonjour {name}}},",
  subject: "{what} : {title} ({code})",
  line: "{what}{owner, select, missing {} other {, {owner}}} :",

  what: {
    before:
      "{days, select, missing {Échéance proche} other {Échéance dans {days, plural, one {# jour} other {# jours}}}}",
    due: "{how, select, missing {Échéance} other {{how}}}{empty, select, true {, aucune action définie} other {}}{due, select, missing {} other { ({due})}}",
    SilenceOpened: "Procédure de silence{until, select, missing {} other { jusqu’au {until}}}",
    silenceCloses:
      "Fin de la procédure de silence{hours, select, missing {} other { dans moins de {hours} heures}}{until, select, missing {} other {, le {until}}}",
    SilenceExtended: "Procédure de silence prolongée{until, select, missing {} other { jusqu’au {until}}}",
    SilencePassed: "Accord acquis par silence",
    OutcomeRetracted: "Accord retiré",
    StepsRetracted: "Étapes annulées",
    ConsultationClosed: "Consultation close",
    StepPassed: "Procédure de silence achevée",
    ObjectionRaised: "Objection formulée",
    ObjectionWithdrawn: "Objection retirée",
    ObjectionResolved: "Objection levée",
    MoreTimeRequested: "Délai supplémentaire demandé",
    Reopened: "Réouverture",
    turnResumed: "Reprise",
    CommentMade: "Commentaire",
    ConsultationOpened: "Consultation ouverte{until, select, missing {} other { jusqu’au {until}}}",
    consultationCloses: "Clôture de la consultation{until, select, missing { prochainement} other { le {until}}}",
    PartiesUnreached: "Aucune lettre ne parvient à une partie",
    ClearanceRequested: "Visa demandé",
    Resumed: "La consultation se poursuit{until, select, missing {} other { jusqu’au {until}}}",
    RequestSubmitted: "Demande de la Présidence{due, select, missing {} other {, d’ici au {due}}}",
    RequestAccepted: "Demande acceptée",
    RequestDeclined: "Demande déclinée",
    RequestDelivered: "Demande satisfaite",
    RequestWithdrawn: "Demande retirée",
    RequestEnded: "Fin de la demande",
    AddressFailed: "Les lettres ne parviennent plus à {recipient, select, missing {une adresse} other {{recipient}}}",
    WebhookDisabled: "Webhook désactivé",
  },

  lead: {
    before:
      "{kind, select, output {Ce produit attendu arrive} request {Cette demande arrive} plan {Ce plan de travail arrive} other {Cette activité arrive}} à échéance{days, select, missing { prochainement} other { dans {days, plural, one {# jour} other {# jours}}}}.",
    on: "{kind, select, output {Ce produit attendu arrive} request {Cette demande arrive} plan {Ce plan de travail arrive} other {Cette activité arrive}} à échéance aujourd’hui{precision, select, year {, dernier jour de l’année} halfYear {, dernier jour du semestre} quarter {, dernier jour du trimestre} month {, dernier jour du mois} late {, dernier jour du mois} other {}}.",
    overdue:
      "{kind, select, output {Ce produit attendu est} request {Cette demande est} plan {Ce plan de travail est} other {Cette activité est}} en retard{days, select, missing {} other { de {days, plural, one {# jour} other {# jours}}}} : le registre n’en constate pas l’achèvement.",
    SilenceOpened:
      "{draft, select, missing {Un projet de texte} other {Le projet n° {draft}}} est soumis à la procédure de silence{until, select, missing {} other { jusqu’au {until}}}.",
    silenceCloses:
      "{hours, select, missing {Le délai touche à sa fin} other {Il reste moins de {hours} heures}} : la procédure de silence sur {draft, select, missing {le projet} other {le projet n° {draft}}} prend fin{until, select, missing { prochainement} other { le {until}}}. Aucune réponse de votre partie ne figure au registre.",
    SilenceExtended:
      "La procédure de silence sur {draft, select, missing {le projet} other {le projet n° {draft}}} a été prolongée{until, select, missing {} other { et court désormais jusqu’au {until}}}.",
    SilenceVoided:
      "La procédure de silence sur {draft, select, missing {le projet} other {le projet n° {draft}}} a été rendue caduque avant son échéance. Elle n’emporte aucun accord et n’appelle plus de réponse.",
    SilenceBroken:
      "Le silence sur {draft, select, missing {le projet} other {le projet n° {draft}}} a été rompu par une objection{by, select, missing {} other { formulée au nom de la partie suivante : {by}}}. Le projet n’est pas convenu et reste en suspens jusqu’à l’ajout d’un nouveau projet.",
    SilencePassed:
      "La procédure de silence sur {draft, select, missing {le projet} other {le projet n° {draft}}} a pris fin{until, select, missing {} other { le {until},}} sans objection : le projet est convenu à compter de cet instant.",
    Agreed: "L’accord {draft, select, missing {} other {sur le projet n° {draft} }}a été constaté.",
    OutcomeRetracted:
      "Il avait été annoncé que la procédure de silence sur {draft, select, missing {le projet} other {le projet n° {draft}}} avait pris fin sans objection et que le projet était convenu. Or une objection avait été reçue avant l’échéance{until, select, missing {} other {, le {until}}}, et consignée après celle-ci{by, select, missing {} other {, au nom de la partie suivante : {by}}}.",
    StepsRetracted:
      "Une objection{by, select, missing {} other { formulée au nom de la partie suivante : {by}}} sur {draft, select, missing {le projet} other {le projet n° {draft}}} avait été reçue avant la fin de la procédure de silence{until, select, missing {} other {, le {until}}}, et consignée après celle-ci.",
    ConsultationClosed: "La consultation a été close par un résumé : la suite des travaux vous revient.",
    StepPassed:
      "La procédure de silence sur {draft, select, missing {le projet} other {le projet n° {draft}}} a pris fin sans être rompue : l’étape suivante de son parcours viendra, une fois qu’il aura été répondu à toute objection.",
    ObjectionRaised:
      "Une objection{by, select, missing {} other { formulée au nom de la partie suivante : {by}}} sur {draft, select, missing {le projet} other {le projet n° {draft}}} figure au registre et appelle une réponse.",
    ObjectionWithdrawn:
      "Une objection sur {draft, select, missing {le projet} other {le projet n° {draft}}} a été retirée.",
    ObjectionResolved:
      "Une objection sur {draft, select, missing {le projet} other {le projet n° {draft}}} a été levée.",
    MoreTimeRequested:
      "Un délai supplémentaire est demandé pour répondre : prolongez le délai, ou refusez en indiquant le motif.",
    Reopened: "Ce qui était convenu a été rouvert : la suite des travaux vous revient.",
    turnDeferred: "Cette activité a été reportée : rien ne vous est demandé jusqu’à sa reprise.",
    turnResumed: "Cette activité reprend, et avec elle ce qui vous est demandé.",
    turnCancelled: "Cette activité a été annulée : plus rien ne vous est demandé.",
    turnSuperseded: "Cette activité a été remplacée par une autre : plus rien ne vous est demandé ici.",
    CommentMade: "Un commentaire sur cette activité figure au registre.",
    Fulfilled: "Ce produit attendu a été déclaré réalisé.",
    ConsultationOpened:
      "Une consultation{round, select, missing {} other { (tour n° {round})}} est ouverte{until, select, missing {} other { jusqu’au {until}}}. Votre partie est invitée à présenter sa contribution dans ce délai.",
    consultationCloses:
      "La consultation{round, select, missing {} other { (tour n° {round})}} sera close{until, select, missing { prochainement} other { le {until}}}. Aucune contribution de votre partie ne figure au registre.",
    PartiesUnreached: "Une réponse est demandée à une partie à laquelle aucune lettre ne parvient.",
    ClearanceRequested:
      "{draft, select, missing {Un projet} other {Le projet n° {draft}}} attend un visa{office, select, missing {} other { – {office} –}}{advice, select, true { et un avis} other {}} avant de pouvoir être diffusé ou convenu.",
    Cancelled: "Cette activité a été annulée. La consultation à laquelle votre partie est invitée prend fin avec elle.",
    Superseded:
      "Cette activité a été remplacée par une autre. La consultation à laquelle votre partie est invitée prend fin avec elle.",
    Deferred:
      "Cette activité a été reportée. Aucune contribution à la consultation n’est reçue entre-temps ; vous serez informé si elle se poursuit.",
    Resumed:
      "Cette activité reprend, et avec elle la consultation{round, select, missing {} other { (tour n° {round})}}{until, select, missing {} other { jusqu’au {until}}}.",
    RequestSubmitted:
      "La Présidence a présenté une demande{due, select, missing {} other {, à satisfaire d’ici au {due}}}. Il appartient aux coordonnateurs de l’accepter ou de la décliner.",
    RequestAccepted:
      "Les coordonnateurs ont accepté cette demande{activity, select, missing {} other {, qui devient l’activité {activity}, en sus de celles du plan de travail tel qu’adopté}}.",
    RequestDeclined: "Les coordonnateurs ont décliné cette demande.",
    RequestDelivered:
      "Ce qui faisait l’objet de cette demande a été remis{delivery, select, missing {} other { : {delivery}}}.",
    RequestWithdrawn:
      "La Présidence a retiré cette demande{activity, select, missing {} other { ; l’activité {activity} est annulée avec elle}}.",
    RequestEnded:
      "Aucune suite ne sera donnée à cette demande : l’activité correspondante {ended, select, notPursued {reste sans suite} superseded {a été remplacée par une autre} carriedOver {a été reportée au cycle suivant} other {a été annulée}}.",
    CarriedOver:
      "Cette activité a été reportée au cycle suivant. La consultation à laquelle votre partie est invitée prend fin avec le cycle en cours.",
    AddressFailed:
      "Une lettre adressée à {recipient, select, missing {une personne du plan de travail} other {{recipient}}} a été définitivement refusée par le serveur destinataire. Plus aucune lettre n’est envoyée à cette adresse.",
    WebhookDisabled:
      "Un webhook de ce plan de travail n’est plus appelé : son destinataire n’a pas accepté ce qui lui était transmis.",
  },

  more: {
    due: "Une fois le travail achevé, consignez-le sur sa page : les rappels cesseront. Si l’échéance ne peut être tenue, fixez-en une nouvelle sur cette page, en indiquant le motif.",
    moved: "L’échéance a changé : celle-ci est la nouvelle.",
    placeholder:
      "Ce point est réservé à des actions restant à définir et n’en comporte encore aucune : déclinez-le en activités une fois celles-ci définies, ou consignez qu’il n’y est pas donné suite.",
    silence:
      "Si aucune partie destinataire ne fait objection avant l’échéance, le projet est convenu à cet instant. Ce qui est reçu à l’échéance ou après est tardif : il en est pris acte au registre, sans effet sur l’issue.",
    answer: "Pour répondre, suivez l’un des liens ci-dessous. Une partie qui est d’accord n’a pas à répondre.",
    SilenceVoided:
      "Les réponses déjà données demeurent au registre. Une nouvelle procédure de silence serait annoncée par une lettre distincte.",
    SilencePassed:
      "S’il apparaissait qu’une objection avait été reçue dans le délai, l’issue serait rectifiée et vous recevriez cette rectification.",
    OutcomeRetracted:
      "L’accord est donc retiré : le silence est rompu, le projet n’est pas convenu et reste en suspens jusqu’à l’ajout d’un nouveau projet. Les deux faits demeurent au registre, l’issue telle qu’annoncée et sa rectification.",
    StepsRetracted:
      "La procédure de silence demeure achevée. Ce qui a été fait ensuite au motif qu’aucune objection n’était en suspens est annulé, et l’accord avec lui, jusqu’à ce que l’objection soit retirée ou levée. Les deux faits demeurent au registre.",
    consultation: "Une contribution reçue à l’heure de clôture ou après est consignée comme tardive.",
    unreached:
      "Aucune lettre n’a pu parvenir à {unreached, select, missing {certaines des parties sollicitées} other {{unreached}}} : personne qui puisse y répondre n’a de mandat et d’adresse valable.",
    PartiesUnreached:
      "Veuillez inscrire une personne qui puisse répondre, ou l’adresse exacte, et envisager un délai supplémentaire : le silence vaut accord, bien que la partie n’ait pas été informée.",
    RequestDelivered: "Veuillez accuser réception de la remise sur la page de la demande.",
    AddressFailed:
      "Veuillez établir l’adresse exacte et l’inscrire au plan de travail : les lettres partiront de nouveau.",
    WebhookDisabled:
      "Lorsque le destinataire répondra de nouveau, réactivez le webhook. Ce qui est consigné entre-temps ne lui sera pas transmis après coup ; il peut en prendre connaissance au registre du plan de travail.",
    deputy:
      "Cette lettre vous parvient au titre de votre suppléance de {name, select, missing {votre collègue} other {{name}}}, pendant son absence.",
  },

  labels: {
    item: "{kind, select, output {Produit attendu :} request {Demande :} plan {Plan de travail :} webhook {Webhook :} other {Activité :}}",
    symbol: "Cote :",
    state: "État :",
    due: "Échéance :",
    deadline: "Échéance de la procédure :",
    closes: "Clôture de la consultation :",
    owner: "Responsable :",
    paragraphs: "Paragraphes :",
    reason: "Motif :",
    refusal: "Réponse du serveur :",
    version: "Numéro au registre :",
    hash: "Empreinte :",
    communication: "Communiqué par :",
  },

  communication: {
    noteVerbale:
      "note verbale{number, select, missing {} other { n° {number}}}{date, select, missing {} other { du {date}}}",
    letter: "lettre{number, select, missing {} other { n° {number}}}{date, select, missing {} other { du {date}}}",
    email: "courriel{number, select, missing {} other { n° {number}}}{date, select, missing {} other { du {date}}}",
    inTheRoom: "déclaration en séance{date, select, missing {} other { du {date}}}",
    proxy: "procuration{number, select, missing {} other { n° {number}}}{date, select, missing {} other { du {date}}}",
  },

  links: {
    page: "{kind, select, output {Ouvrir la page de ce produit attendu} request {Ouvrir la page de cette demande} plan {Ouvrir le plan de travail} webhook {Ouvrir le plan de travail} other {Ouvrir la page de cette activité}}",
    text: "Lire {draft, select, missing {le projet} other {le projet {draft}}}",
    home: "Ouvrir le plan de travail",
    unsubscribe: "Ne plus recevoir ces lettres",
  },

  why: {
    due: "Vous recevez cette lettre parce que ce travail relève de votre responsabilité, personnelle ou au titre de votre fonction.",
    escalated:
      "Vous recevez cette lettre parce que l’échéance est dépassée : ce qui demeure en retard est porté à l’attention du secrétariat, puis de la Présidence.",
    silence:
      "Vous recevez cette lettre parce que les procédures de silence et les décisions relevant de ce plan de travail vous sont communiquées. Il n’est pas possible d’y renoncer.",
    consultation: "Vous recevez cette lettre parce que votre partie est invitée à cette consultation.",
    unreached:
      "Vous recevez cette lettre parce que le secrétariat et les coordonnateurs veillent à ce que les parties sollicitées soient informées.",
    clearance: "Vous recevez cette lettre parce que le visa ou l’avis de votre fonction est demandé.",
    turn: "Vous recevez cette lettre parce que ce travail vous incombe, personnellement ou au titre de votre fonction.",
    request: "Vous recevez cette lettre parce que les demandes de la Présidence concernent votre fonction.",
    address: "Vous recevez cette lettre parce que le secrétariat tient à jour les adresses de ce plan de travail.",
    webhook: "Vous recevez cette lettre parce que le secrétariat tient les webhooks de ce plan de travail.",
    digest: "Vous recevez cette lettre parce que ces points vous concernent, vous-même ou votre fonction.",
    stop: "Vous pouvez renoncer aux lettres de cette nature. Celles qui portent sur les procédures de silence et les décisions vous parviendront toujours.",
  },

  digest: {
    subject:
      "{count, select, missing {Vos dossiers} other {{count, plural, one {# point} other {# points}}}}{overdue, select, missing {} 0 {} other {, {all, select, true {{count, plural, =2 {tous deux} other {tous}}} other {dont {overdue}}} en retard}}{plan, select, missing {} other { : {plan}}}",
    heading: "Vos dossiers dans ce plan de travail",
    lead: "Cette lettre porte sur {count, select, missing {plusieurs points} other {{count, plural, one {# point} other {# points}}}}{overdue, select, missing {} 0 {} other {, {all, select, true {{count, plural, =2 {tous deux} other {tous}}} other {dont {overdue}}} en retard}}.",
    overdue: "En retard",
    moved: "Échéances modifiées",
    coming: "À venir",
    news: "Pour votre information",
  },
}
