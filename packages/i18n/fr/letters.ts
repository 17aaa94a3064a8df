import type { letters as english } from "../en/letters.ts"
import { communication } from "./communication.ts"
import { digest } from "./digest.ts"

/** Ce que disent les lettres : `what` nomme l’occasion, `lead` ouvre, `more` poursuit, `why` dit pourquoi on la reçoit. */
export const letters: typeof english = {
  greeting: "{name, select, other {Madame, Monsieur}},",
  salutation: "{salutation, select, missing {Madame, Monsieur} other {{salutation}}},",
  subject: "{what} : {title}{code, select, missing {} other { ({code})}}",
  line: "{what}{moved, select, missing {} other { ({moved})}}{owner, select, missing {} other {, {owner}}} :",
  moved:
    "jusqu’ici {before, select, missing {sans échéance} other {{before}}}{meeting, select, missing {} other { ; liée à la date suivante : {meeting}}}{after, select, missing {} other { ; calculée d’après {after}}}{reason, select, missing {} other { ; motif : {reason}}}",

  what: {
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
  },

  lead: {
    before:
      "{kind, select, output {Ce produit attendu arrive} request {Cette demande arrive} plan {Ce plan de travail arrive} other {Cette activité arrive}} à échéance{when, select, missing { prochainement} other { {when}}}{days, select, missing {} other {, dans {days, plural, one {# jour} other {# jours}}}}.",
    on: "{kind, select, output {Ce produit attendu arrive} request {Cette demande arrive} plan {Ce plan de travail arrive} other {Cette activité arrive}} à échéance aujourd’hui{precision, select, year {, dernier jour de l’année} halfYear {, dernier jour du semestre} quarter {, dernier jour du trimestre} month {, dernier jour du mois} late {, dernier jour du mois} other {}}.",
    overdue:
      "{kind, select, output {Ce produit attendu est} request {Cette demande est} plan {Ce plan de travail est} other {Cette activité est}} en retard{days, select, missing {} other { de {days, plural, one {# jour} other {# jours}}}} : le registre n’en constate pas l’achèvement.",
    SilenceOpened:
      "{draft, select, missing {Un projet de texte} other {Le projet n° {draft}}} est soumis à la procédure d’approbation tacite{until, select, missing {} other { jusqu’au {until}}}.",
    silenceCloses:
      "{hours, select, missing {Le délai touche à sa fin} other {Il reste moins de {hours} heures}} : la procédure d’approbation tacite sur {draft, select, missing {le projet} other {le projet n° {draft}}} prend fin{until, select, missing { prochainement} other { le {until}}}. Votre délégation n’a pas encore fait connaître sa position.",
    SilenceExtended:
      "La procédure d’approbation tacite sur {draft, select, missing {le projet} other {le projet n° {draft}}} a été prolongée{before, select, missing {} other {. Elle devait prendre fin le {before}}}{until, select, missing {} other {{before, select, missing { et} other { ; elle}} court désormais jusqu’au {until}}}.",
    SilenceVoided:
      "La procédure d’approbation tacite sur {draft, select, missing {le projet} other {le projet n° {draft}}} a été annulée avant l’expiration du délai. Elle n’emporte pas adoption et n’appelle plus de réponse.",
    SilenceBroken:
      "Une objection{by, select, missing {} other { présentée par {by}}} a mis fin à la procédure d’approbation tacite sur {draft, select, missing {le projet} other {le projet n° {draft}}}. Le projet n’est pas adopté ; toute version révisée ferait l’objet d’une nouvelle procédure.",
    SilencePassed:
      "La procédure d’approbation tacite sur {draft, select, missing {le projet} other {le projet n° {draft}}} a pris fin{until, select, missing {} other { le {until},}} sans qu’une objection ait été reçue : le projet est réputé adopté à compter de cet instant.",
    Agreed:
      "{draft, select, missing {Le texte} other {Le projet n° {draft}}} a été {issued, select, true {publié} other {adopté}}.",
    OutcomeRetracted:
      "Il avait été annoncé que la procédure d’approbation tacite sur {draft, select, missing {le projet} other {le projet n° {draft}}} avait pris fin sans objection et que le projet était adopté. Or une objection{by, select, missing {} other { présentée par {by}}} avait été reçue avant l’expiration du délai{until, select, missing {} other {, le {until}}}, et n’a été enregistrée qu’ensuite.",
    StepsRetracted:
      "Une objection {draft, select, missing {au projet} other {au projet n° {draft}}}{by, select, missing {} other {, présentée par {by},}} avait été reçue avant la fin de la procédure d’approbation tacite{until, select, missing {} other {, le {until}}}, et n’a été enregistrée qu’ensuite.",
    CorrigendumIssued:
      "{number, select, missing {Un rectificatif} other {Le rectificatif n° {number}}} {draft, select, missing {au texte} other {au projet n° {draft}}}{language, select, missing {} other {, dans sa version en {language},}} a été publié.",
    ConsultationClosed: "La consultation a été close par un résumé : la suite des travaux vous revient.",
    StepPassed:
      "La procédure d’approbation tacite sur {draft, select, missing {le projet} other {le projet n° {draft}}} a pris fin sans qu’une objection y fasse obstacle.",
    StepTaken: "Une étape du parcours{draft, select, missing {} other { du projet n° {draft}}} a été franchie.",
    DraftCleared: "{draft, select, missing {Le projet} other {Le projet n° {draft}}} a reçu l’aval requis.",
    NotAdopted:
      "{draft, select, missing {Le texte} other {Le projet n° {draft}}} n’a pas été adopté à la réunion : la suite des travaux vous revient.",
    turnVoided:
      "Il a été mis fin avant l’échéance à la procédure d’approbation tacite sur {draft, select, missing {le projet} other {le projet n° {draft}}} : la suite des travaux vous revient.",
    DraftAdded:
      "{draft, select, missing {Un nouveau projet} other {Le projet n° {draft}}} remplace un projet pour lequel une étape avait été engagée : la suite des travaux vous revient.",
    ReturnedToConsultation: "Cette activité est revenue en consultation : la suite des travaux vous revient.",
    OwnerAssigned:
      "La responsabilité de {kind, select, output {ce produit attendu} other {cette activité}} vous a été confiée, personnellement ou au titre de votre fonction.",
    ObjectionRaised:
      "Une objection {draft, select, missing {au projet} other {au projet n° {draft}}}{by, select, missing {} other {, présentée par {by},}} figure au registre et appelle une réponse.",
    ObjectionWithdrawn:
      "Une objection {draft, select, missing {au projet} other {au projet n° {draft}}} a été retirée.",
    ObjectionResolved: "Une objection {draft, select, missing {au projet} other {au projet n° {draft}}} a été levée.",
    SilenceEndClosed:
      "La procédure d’approbation tacite sur {draft, select, missing {le projet} other {le projet n° {draft}}} prend fin{until, select, missing {} other { le {until}}}, un jour déclaré chômé depuis. Le délai n’est pas modifié : vous pouvez le prolonger.",
    MoreTimeRequested:
      "Un délai supplémentaire est demandé pour répondre{by, select, missing {} other {, au nom de : {by}}}. Vous pouvez prolonger le délai, ou refuser en indiquant le motif, sur la page de cette activité.{runsUntil, select, missing {} other { D’ici là, la procédure d’approbation tacite suit son cours et prend fin le {runsUntil}.}}",
    receipt:
      "{does, select, support {Un appui au texte} object {Une objection} comment {Une observation} recordInput {Une contribution à la consultation} requestMoreTime {Une demande de délai supplémentaire} other {Une réponse}} a été consigné{does, select, support {} other {e}}{by, select, missing {} other { au nom de : {by}}}, par un lien d’une lettre adressée à {recipient, select, missing {une autre personne} other {{recipient}}}.{late, select, true { Elle est arrivée après l’expiration du délai : elle est consignée comme tardive{does, select, object {, et reste sans effet} other {}}.} other {}}",
    Reopened: "Le texte adopté a été rouvert : la suite des travaux vous revient.",
    turnWaits: "Cette activité attend ce qui doit venir de vous, personnellement ou au titre de votre fonction.",
    turnWaitEnded: "Ce qu’attendait cette activité est arrivé ou a pris fin : le travail se poursuit avec vous.",
    turnWaitPassed:
      "Le jour jusqu’auquel cette activité devait attendre est passé : la suite des travaux vous revient.",
    checksAwaited:
      "{draft, select, missing {Un projet} other {Le projet n° {draft}}} attend {advice, select, true {{signOff, select, true {un avis et une validation} other {un avis}}} other {une validation}} avant que l’étape suivante puisse être franchie.",
    turnDeferred: "Cette activité a été reportée : rien ne vous est demandé jusqu’à sa reprise.",
    turnResumed: "Cette activité reprend, et avec elle ce qui vous est demandé.",
    turnCancelled: "Cette activité a été annulée : plus rien ne vous est demandé.",
    turnSuperseded: "Cette activité a été remplacée par une autre : plus rien ne vous est demandé ici.",
    CommentMade: "Des observations sur cette activité figurent au registre.",
    Fulfilled: "Ce produit attendu a été déclaré réalisé.",
    ConsultationOpened:
      "Une consultation{round, select, missing {} 1 {} other { ({round}e tour)}} est ouverte{until, select, missing {} other { jusqu’au {until}}}. Votre délégation est invitée à transmettre sa contribution dans ce délai.",
    consultationCloses:
      "La consultation{round, select, missing {} 1 {} other { ({round}e tour)}} sera close{until, select, missing { prochainement} other { le {until}}}. Votre délégation n’a pas encore transmis de contribution.",
    ConsultationExtended:
      "La consultation{round, select, missing {} 1 {} other { ({round}e tour)}} a été prolongée{before, select, missing {} other {. Elle devait être close le {before}}}{until, select, missing {} other {{before, select, missing { et} other { ; elle}} sera close le {until}}}. Votre délégation est invitée à transmettre sa contribution dans ce délai ; ce qu’elle a déjà transmis demeure.",
    closedEarly:
      "La consultation{round, select, missing {} 1 {} other { ({round}e tour)}} à laquelle votre délégation est invitée a été close avant l’heure annoncée. Votre délégation n’avait pas transmis de contribution.",
    PartiesUnreached: "Une réponse est demandée à une délégation à laquelle aucune lettre ne peut parvenir.",
    ClearanceRequested:
      "{draft, select, missing {Un projet} other {Le projet n° {draft}}} attend l’aval requis{office, select, missing {} other { ({office})}}{advice, select, true {{signOff, select, true {,} other { et}} un avis} other {}}{signOff, select, true { et une validation} other {}} avant de pouvoir être distribué ou adopté. Veuillez le consigner, ou vos observations, sur la page de cette activité.",
    Cancelled:
      "Cette activité a été annulée. La consultation à laquelle votre délégation est invitée prend fin avec elle.",
    Superseded:
      "Cette activité a été remplacée par une autre. La consultation à laquelle votre délégation est invitée prend fin avec elle.",
    Deferred:
      "Cette activité a été reportée. Aucune contribution à la consultation n’est reçue entre-temps ; une lettre vous l’annoncera si elle se poursuit.",
    Resumed:
      "Cette activité reprend, et avec elle la consultation{round, select, missing {} 1 {} other { ({round}e tour)}}{until, select, missing {} other { jusqu’au {until}}}.",
    RequestSubmitted:
      "Une demande a été présentée{due, select, missing {} other {, à satisfaire d’ici au {due}}}. Il vous appartient de l’accepter ou de la rejeter.",
    RequestAccepted:
      "Votre demande a été acceptée{activity, select, missing {} other { ; elle devient l’activité {activity}, en sus de celles du plan de travail tel qu’adopté}}.",
    RequestDeclined: "Votre demande a été rejetée.",
    RequestDelivered: "Le document demandé a été remis{delivery, select, missing {} other { : {delivery}}}.",
    RequestWithdrawn:
      "Cette demande a été retirée{activity, select, missing {} other { ; l’activité {activity} est annulée avec elle}}.",
    RequestEnded:
      "Aucune suite ne sera donnée à cette demande : l’activité correspondante {ended, select, notPursued {reste sans suite} superseded {a été remplacée par une autre} carriedOver {a été reportée au cycle suivant} other {a été annulée}}.",
    CarriedOver:
      "Cette activité a été reportée au cycle suivant. La consultation à laquelle votre délégation est invitée prend fin avec le cycle en cours.",
    AddressFailed:
      "Une lettre adressée à {recipient, select, missing {une personne du plan de travail} other {{recipient}}} a été définitivement refusée par le serveur destinataire. Plus aucune lettre n’est envoyée à cette adresse.",
    PersonUpdated:
      "Les lettres qui vous sont destinées au titre de ce plan de travail vous parviennent désormais à la présente adresse.",
    formerAddress:
      "Les lettres qui vous sont destinées au titre de ce plan de travail ne parviennent plus à la présente adresse : l’adresse inscrite au plan en votre nom a été modifiée.",
    PersonAdded:
      "Vous figurez désormais dans ce plan de travail{mandates, select, missing {} other { en qualité de : {mandates}}}{inviter, select, missing {} other { (inscription effectuée par : {inviter})}}.",
    PlanAdopted:
      "Ce plan de travail a été adopté et vous y exercez une fonction{mandates, select, missing {} other { : {mandates}}}.",
    WebhookDisabled:
      "Un webhook de ce plan de travail n’est plus appelé : son destinataire n’a pas accepté ce qui lui était transmis.",
  },

  more: {
    due: "Une fois le travail achevé, consignez-le sur sa page : les rappels cesseront. Si l’échéance ne peut être tenue, fixez-en une nouvelle sur cette page, en indiquant le motif.",
    moved:
      "L’échéance a été modifiée : la date indiquée est désormais celle qui s’applique{moved, select, missing {} other { ({moved})}}.",
    placeholder:
      "Ce point est réservé à des actions restant à définir et n’en comporte encore aucune : définissez-en les activités le moment venu, ou consignez qu’il n’y est pas donné suite.",
    silence:
      "{follows, select, true {Si aucune objection n’est reçue avant l’expiration du délai, cette étape sera franchie, et d’autres la suivent avant l’adoption du projet.} other {Si aucune objection n’est reçue avant l’expiration du délai, le projet sera réputé adopté.}} Toute objection reçue à l’expiration du délai ou après sera consignée, mais restera sans effet.",
    nextStep:
      "L’étape suivante est{step, select, missing { à venir} other { « {step} »}}{taker, select, missing {} other { ({taker})}}.",
    objectionsOpen: "Des objections au texte restent en suspens : il doit d’abord y être répondu.",
    answer:
      "Pour répondre, suivez l’un des liens ci-dessous. Les délégations qui peuvent accepter le texte n’ont pas à répondre.",
    statements:
      "{as, select, reservation {Réserve formulée} explanation {Explication de position donnée} other {Dissociation du texte déclarée}} par {by, select, missing {une délégation} other {{by}}}{words, select, missing {.} other { : {words}}}",
    SilenceVoided:
      "Les réponses déjà données demeurent au registre. Une nouvelle procédure d’approbation tacite serait annoncée par une lettre distincte.",
    SilencePassed:
      "S’il apparaissait qu’une objection avait été reçue dans le délai, l’issue serait rectifiée et une lettre vous en informerait.",
    OutcomeRetracted:
      "L’adoption est donc retirée : l’objection a mis fin à la procédure et le projet n’est pas adopté ; toute version révisée ferait l’objet d’une nouvelle procédure. Les deux faits demeurent au registre, l’issue telle qu’annoncée et sa rectification.",
    StepsRetracted:
      "La procédure d’approbation tacite demeure achevée. Ce qui a été fait ensuite au motif qu’aucune objection n’était en suspens est annulé, et l’adoption avec lui, jusqu’à ce que l’objection soit retirée ou levée. Les deux faits demeurent au registre.",
    attribution:
      "{attribution, select, chathamHouse {La règle de Chatham House s’applique : votre contribution n’est pas attribuée à votre délégation ; seules les fonctions suivantes savent qu’elle est la vôtre : {offices, select, missing {celles qui conduisent le plan de travail} other {{offices}}}.} other {Votre contribution est attribuée à votre délégation.}} {readership, select, coordinators {Elle ne sera lue que par les fonctions suivantes : {offices, select, missing {celles qui conduisent le plan de travail} other {{offices}}}.} invited {Elle sera lue par tous ceux qui sont invités, ainsi que par les fonctions suivantes : {offices, select, missing {celles qui conduisent le plan de travail} other {{offices}}}.} public {Elle sera publique.} other {Elle sera lue par le comité et ne sera pas publique.}}",
    closedEarly: "Une contribution qui parviendrait encore sera consignée comme tardive.",
    CorrigendumIssued:
      "Il corrige une erreur et ne change rien au fond : le texte demeure tel qu’il a été adopté ou publié, et les deux sont présentés ensemble. Cette lettre n’appelle pas de réponse.",
    consultation:
      "Une contribution reçue à l’heure de clôture ou après est consignée comme tardive. Les délégations qui n’ont rien à ajouter n’ont pas à répondre.",
    unreached:
      "Aucune lettre n’a pu parvenir à {unreached, select, missing {certaines des parties sollicitées} other {{unreached}}} : aucune personne habilitée à répondre n’y a à la fois un mandat et une adresse valable.",
    PartiesUnreached:
      "Veuillez inscrire une personne qui puisse répondre, ou l’adresse exacte, et envisager un délai supplémentaire : {round, select, missing {{runsUntil, select, missing {} other {la procédure prend fin le {runsUntil}, et }}l’absence de réponse vaut acceptation, bien que la délégation n’ait pas été informée} other {la consultation sera close sans que la délégation ait été informée}}.",
    endLinks:
      "Si cela ne vient pas de vous, ou n’a pas été dit en votre nom : mettez fin aux liens de cette lettre par le lien ci-dessous, et veuillez en informer : {secretariat, select, missing {le secrétariat} other {{secretariat}}}.",
    RequestDelivered: "Veuillez accuser réception de la remise sur la page de la demande.",
    AddressFailed:
      "Veuillez établir l’adresse exacte et l’inscrire au plan de travail : les lettres partiront de nouveau.",
    PersonUpdated:
      "Une lettre a également été envoyée à votre ancienne adresse. Si vous n’avez pas demandé ce changement, veuillez en informer : {secretariat, select, missing {le secrétariat} other {{secretariat}}}.",
    formerAddress:
      "Si vous n’avez pas demandé ce changement, veuillez en informer sans délai : {secretariat, select, missing {le secrétariat} other {{secretariat}}}. Quiconque reçoit des lettres qui vous sont destinées peut répondre en votre nom par leurs liens.",
    WebhookDisabled:
      "Lorsque le destinataire répondra de nouveau, réactivez le webhook. Ce qui est consigné entre-temps ne lui sera pas transmis après coup ; il peut en prendre connaissance au registre du plan de travail.",
    invitation:
      "Connectez-vous avec l’adresse à laquelle cette lettre vous est parvenue : un code y est envoyé à chaque connexion, sans mot de passe. Ce qui vous est demandé au titre du plan de travail et ce qui est décidé vous parvient par lettre à cette adresse ; votre page indique de quelles lettres il s’agit. Pour toute question, ou si cette lettre ne vous était pas destinée, veuillez vous adresser à : {secretariat, select, missing {secrétariat} other {{secretariat}}}.",
    deputy:
      "Cette lettre vous parvient au titre de la suppléance que vous assurez pour {name, select, missing {une autre personne} other {{name}}}, pendant son absence.",
  },

  labels: {
    item: "{kind, select, output {Produit attendu :} request {Demande :} plan {Plan de travail :} webhook {Webhook :} other {Activité :}}",
    symbol: "Cote :",
    question: "Question :",
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

  communication,

  links: {
    page: "{kind, select, output {Ouvrir la page de ce produit attendu} request {Ouvrir la page de cette demande} plan {Ouvrir le plan de travail} webhook {Ouvrir le plan de travail} other {Ouvrir la page de cette activité}}",
    text: "Lire {draft, select, missing {le projet} other {le projet n° {draft}}}",
    annex: "Lire le texte sur lequel elle porte",
    endLinks: "Mettre fin aux liens de cette lettre",
    signIn: "Se connecter",
    home: "Ouvrir le plan de travail",
    unsubscribe: "Ne plus recevoir ces lettres",
  },

  why: {
    due: "Vous recevez cette lettre parce que ce travail relève de votre responsabilité, personnelle ou au titre de votre fonction.",
    escalated:
      "Vous recevez cette lettre parce que l’échéance est dépassée et que ce qui demeure en retard est porté à l’attention de votre fonction.",
    silence:
      "Vous recevez cette lettre parce que les procédures d’approbation tacite et les décisions relevant de ce plan de travail vous sont communiquées. Ces communications vous seront toujours adressées.",
    consultation: "Vous recevez cette lettre parce que votre délégation est invitée à cette consultation.",
    unreached:
      "Vous recevez cette lettre parce que votre fonction veille à ce que ceux qui sont sollicités soient informés.",
    clearance: "Vous recevez cette lettre parce que l’aval ou l’avis de votre fonction est demandé.",
    checks: "Vous recevez cette lettre parce que l’avis ou la validation de votre fonction est demandé.",
    turn: "Vous recevez cette lettre parce que ce travail vous incombe, personnellement ou au titre de votre fonction.",
    nextStep:
      "Vous recevez cette lettre parce que ce travail ou son étape suivante vous incombe, personnellement ou au titre de votre fonction.",
    silenceEnd:
      "Vous recevez cette lettre parce que ce travail ou son étape suivante vous incombe, ou parce que votre fonction est informée de la fin de toute procédure d’approbation tacite.",
    receipt:
      "Vous recevez cette lettre parce que quelque chose a été consigné au nom de votre délégation, ou au vôtre, par un lien d’une lettre. Ces accusés de réception vous seront toujours adressés.",
    request:
      "Vous recevez cette lettre parce que les demandes relevant de ce plan de travail concernent votre fonction.",
    address: "Vous recevez cette lettre parce que votre fonction tient à jour les adresses de ce plan de travail.",
    ownAddress:
      "Vous recevez cette lettre parce que vous exercez une fonction au titre de ce plan de travail. Les lettres qui concernent votre propre adresse vous seront toujours adressées.",
    webhook: "Vous recevez cette lettre parce que votre fonction tient les webhooks de ce plan de travail.",
    invitation:
      "Vous recevez cette lettre parce que vous exercez une fonction au titre de ce plan de travail. Elle n’est envoyée qu’une fois.",
    digest: "Vous recevez cette lettre parce que ces points vous concernent, vous-même ou votre fonction.",
    stop: "Vous pouvez renoncer aux lettres de cette nature. Celles qui portent sur les procédures d’approbation tacite et les décisions vous parviendront toujours.",
  },

  digest,
}
