import type { events as english } from "../en/events.ts"

/** Ce que chaque événement dit de son auteur ; ce que l’échéance décide est une proposition à part entière. */
export const events: typeof english = {
  ActivityPlanned: "a inscrit l’activité au plan de travail",
  ActivityAmended: "a modifié l’activité",
  FoundFeasible: "a jugé l’activité réalisable",
  FoundNotFeasible: "a jugé l’activité non réalisable",
  PlaceholderExpanded:
    "a défini {children, select, missing {les activités} other {{children, plural, one {# activité} other {# activités}}}} du point",
  PlaceholderConcluded: "a conclu le point : la dernière de ses activités a pris fin",
  PlaceholderDropped: "a abandonné le point : aucune de ses activités n’a abouti",
  ConsultationOpened:
    "a ouvert une consultation{invited, select, missing {} other { auprès de {invited, plural, one {# partie} other {# parties}}}}{closes, select, missing {} other {, jusqu’au {closes}}}{chathamHouse, select, true {, selon la règle de Chatham House} other {}}",
  InputRecorded: "a apporté une contribution{late, select, true { après la clôture} other {}}",
  PartiesUnreached:
    "a pris acte qu’aucune lettre ne peut parvenir à {parties, select, missing {une partie sollicitée} other {{parties, plural, one {# partie sollicitée} other {# parties sollicitées}}}}",
  ConsultationClosed: "a clos la consultation par un résumé{early, select, true {, avant l’heure annoncée} other {}}",
  ConsultationWaived: "a renoncé à la consultation",
  DraftingStarted: "a engagé la rédaction",
  DraftAdded: "a ajouté {draft, select, missing {un projet} other {le projet n° {draft}}}",
  VersionAdded:
    "a ajouté {translation, select, true {une traduction} other {une version faisant foi}} {draft, select, missing {d’un projet} other {du projet n° {draft}}}{language, select, missing {} other { ({language})}}",
  AnnexAdded:
    "a ajouté {annex, select, missing {une annexe} other {l’annexe n° {annex}}} {draft, select, missing {au projet} other {au projet n° {draft}}}{title, select, missing {} other { : {title}}}",
  PaperSubmitted:
    "a présenté {paper, select, missing {un document de travail} other {le document de travail n° {paper}}}{title, select, missing {} other { : {title}}}{symbol, select, missing {} other { ({symbol})}}{supersedes, select, missing {} other {, qui remplace le n° {supersedes}}}",
  CheckRecorded:
    "a consigné {of, select, missing {une vérification} partner {l’invitation d’un partenaire} consent {son consentement à la réouverture du texte} other {la vérification « {of} »}}{option, select, missing {} other { : {option}}}{waived, select, true {, à laquelle il est renoncé} other {}}",
  DraftCleared: "a donné son aval au projet",
  ValueConfirmed:
    "a confirmé {field, select, path {le parcours d’approbation} outputs {ce à quoi l’activité contribue} missing {une valeur déduite} other {« {field} », valeur déduite}}{value, select, missing {} other { : {value}}}",
  ConsultationExtended: "a prolongé la consultation{closes, select, missing {} other { jusqu’au {closes}}}",
  StepRecorded:
    "a consigné l’étape{step, select, missing {} other { « {step} »}}{party, select, missing {} other { pour {party}}}",
  StepTaken:
    "a franchi l’étape{step, select, missing {} other { « {step} »}}{meeting, select, missing {} other {, {meeting}}}{decision, select, missing {} other { : {decision}}}{draft, select, missing {} other {, avec le texte tel que modifié en séance (projet n° {draft})}}",
  NotAdopted: "a consigné que le texte n’a pas été adopté{meeting, select, missing {} other {, {meeting}}}",
  StepPassed: "la procédure d’approbation tacite a pris fin sans qu’une objection y fasse obstacle",
  SilenceEndClosed:
    "a pris acte que la procédure d’approbation tacite prend fin un jour devenu chômé{day, select, missing {} other {, le {day}}}",
  MoreTimeRequested: "a demandé un délai supplémentaire{until, select, missing {} other {, jusqu’au {until}}}",
  MoreTimeDeclined: "a refusé le délai supplémentaire",
  CommentMade:
    "{as, select, reservation {a formulé une réserve} explanation {a expliqué sa position} dissociation {s’est dissocié du texte} other {a formulé des observations}}",
  Agreed:
    "{issued, select, true {a publié le texte} other {a constaté l’accord}}{meeting, select, missing {} other {, {meeting}}}{decision, select, missing {} other { : {decision}}}{draft, select, missing {} other {, avec le texte tel que modifié en séance (projet n° {draft})}}",
  ClearanceRequested: "a demandé l’aval pour le projet",
  SilenceOpened:
    "a soumis {draft, select, missing {le projet} other {le projet n° {draft}}} à la procédure d’approbation tacite{until, select, missing {} other { jusqu’au {until}}}",
  SilenceExtended: "a prolongé la procédure d’approbation tacite{until, select, missing {} other { jusqu’au {until}}}",
  SilenceVoided: "a annulé la procédure d’approbation tacite",
  SilenceBroken: "a présenté une objection, qui met fin à la procédure d’approbation tacite",
  SilencePassed: "la procédure d’approbation tacite a pris fin sans objection et le projet est réputé adopté",
  ObjectionRaised: "a formulé {objection, select, missing {une objection} other {l’objection n° {objection}}}",
  LateObjectionRecorded: "a fait objection après l’échéance, sans effet sur l’issue",
  ObjectionWithdrawn: "a retiré {objection, select, missing {une objection} other {l’objection n° {objection}}}",
  ObjectionResolved:
    "a réglé {objection, select, missing {une objection} other {l’objection n° {objection}}}{how, select, missing {} other { : {how}}}",
  SupportGiven: "a exprimé son appui au projet",
  CorrigendumIssued:
    "a publié {corrigendum, select, missing {un rectificatif} other {le rectificatif n° {corrigendum}}} {draft, select, missing {au texte adopté} other {au projet n° {draft}}}{language, select, missing {} other { ({language})}}{symbol, select, missing {} other { : {symbol}}}",
  ReturnedToConsultation: "a renvoyé le texte en consultation",
  Reopened: "a rouvert le texte adopté",
  ProgressReported: "a rendu compte de l’avancement{period, select, missing {} other { pour le {period}}}",
  Concluded: "a conclu l’activité",
  MilestoneReached: "a constaté une étape{milestone, select, missing {} other { : {milestone}}}",
  DueSet: "a fixé l’échéance{due, select, missing {} other { : {due}}}",
  DueRecorded:
    "a ajusté l’échéance{due, select, missing {} other { : {due}}}{meeting, select, missing {} other {, liée à la date suivante : {meeting}}}{item, select, missing {} other {, calculée d’après {item}}}{because, select, missing {} other { ({because})}}",
  OwnerAssigned: "a attribué la responsabilité{owner, select, missing {} other { à {owner}}}",
  Linked:
    "{relation, select, feeds {a consigné ce que cette activité alimente} dependsOn {a consigné ce dont cette activité dépend} waitsFor {a consigné ce que cette activité attend} partOf {a consigné l’ensemble dont cette activité fait partie} other {a consigné un élément connexe}}{target, select, missing {} other { : {target}}}{expected, select, missing {} other {, attendu pour le {expected}}}",
  WaitEnded: "a mis fin à une attente{target, select, missing {} other { : {target}}}",
  WaitResumed: "attend de nouveau{target, select, missing {} other { : {target}}}",
  WaitPassed: "attend ce qui a remplacé un élément{target, select, missing {} other { : {target}}}",
  ExpectedLater:
    "a annoncé que ce qui est attendu viendra plus tard{target, select, missing {} other { : {target}}}{expected, select, missing {} other {, attendu pour le {expected}}}",
  Unlinked: "a supprimé un lien{target, select, missing {} other { : {target}}}",
  Deferred: "a reporté l’activité",
  Resumed: "a repris l’activité",
  Cancelled: "a annulé l’activité",
  Superseded: "a déclaré l’activité remplacée",
  OutcomeRetracted: "a retiré l’adoption tacite, une objection ayant été reçue dans le délai",
  OutcomeQualified: "a ajouté à l’issue de la procédure d’approbation tacite une objection reçue dans le délai",
  StepsRetracted:
    "a annulé ce qui a suivi la procédure d’approbation tacite{from, select, missing {} other {, à partir de l’étape {from}}}, une objection ayant été reçue dans le délai",
  TextRedacted: "a expurgé un texte",

  OutputPromised: "a inscrit le produit attendu au plan de travail",
  OutputAmended: "a modifié le produit attendu",
  EvidenceLinked: "a rattaché un justificatif{source, select, missing {} other { : {source}}}",
  EvidenceUnlinked: "a retiré un justificatif{source, select, missing {} other { : {source}}}",
  EvidenceSuspended:
    "a mis de côté un justificatif{source, select, missing {} other { : {source}}}{until, select, missing {} other {, jusqu’à l’adoption de {until}}}",
  IndicatorReported: "a communiqué la valeur d’un indicateur{current, select, missing {} other { : {current}}}",
  IndicatorFellShort:
    "a communiqué la valeur d’un indicateur{current, select, missing {} other { : {current}}}, qui n’atteint pas sa cible",
  Assessed: "a évalué un livrable : atteint",
  FoundWanting: "a évalué un livrable : non atteint",
  Fulfilled: "a déclaré le produit réalisé",
  NotPursued: "a décidé de ne pas donner suite au produit",
  CarriedOver: "a reporté ce point au cycle suivant{to, select, missing {} other { : {to}}}",

  PlanProposed: "a proposé le plan de travail",
  PlanImported:
    "a importé le plan de travail{activities, select, missing {} other { : {activities, plural, one {# activité} other {# activités}}}}{outputs, select, missing {} other {, {outputs, plural, one {# produit attendu} other {# produits attendus}}}}",
  PlanAdopted: "a adopté le plan de travail",
  AmendmentProposed:
    "a proposé l’amendement n° {amendment, select, missing {inconnu} other {{amendment}}} au plan de travail{changes, select, missing {} other {, portant {changes, plural, one {# modification} other {# modifications}}}}",
  AmendmentCarriedOut:
    "a appliqué l’amendement n° {amendment, select, missing {inconnu} other {{amendment}}}{refused, select, missing {} other { ; {refused, plural, one {# modification n’a pu être apportée} other {# modifications n’ont pu être apportées}}, les travaux ayant progressé entre-temps}}",
  AmendmentDropped:
    "a pris acte de ce que l’amendement n° {amendment, select, missing {inconnu} other {{amendment}}} n’est pas apporté",
  PlanAmended: "a modifié le plan de travail",
  WordingRecorded: "a consigné ce que dit son document",
  MeetingAdded:
    "a ajouté une réunion{title, select, missing {} other { : {title}}}{from, select, missing {} other {, du {from}}}{to, select, missing {} other { au {to}}}",
  MeetingMoved:
    "a déplacé {meeting, select, missing {une réunion} other {la réunion « {meeting} »}}{from, select, missing {} other {, qui commence le {from}}}{to, select, missing {} other { et s’achève le {to}}}",
  MandateGranted:
    "a conféré un mandat{person, select, missing {} other { à {person}}}{office, select, missing {} other { ({office})}}{from, select, missing {} other { à compter du {from}}}",
  MandateEnded:
    "a mis fin à un mandat{person, select, missing {} other { de {person}}}{office, select, missing {} other { ({office})}}{on, select, missing {} other { le {on}}}",
  PersonAdded: "a ajouté {person, select, missing {une personne} other {{person}}} au plan de travail",
  PersonUpdated: "a mis à jour l’inscription {person, select, missing {d’une personne} other {de {person}}}",
  AddressFailed:
    "a constaté que la lettre adressée {person, select, missing {à une personne} other {à {person}}} est revenue{why, select, missing {} other { ({why})}}",
  PersonEnded: "a mis fin à tous les mandats {person, select, missing {d’une personne} other {de {person}}}",
  NamesKeyed: "a créé la clé qui masque les noms révélant une personne",
  KeyIssued:
    "a consigné une clé{label, select, missing {} other { « {label} »}}{office, select, missing {} other { ({office})}}{person, select, missing {} other {, créée par {person}}}",
  KeyWithdrawn:
    "a consigné la révocation d’une clé{label, select, missing {} other { « {label} »}}{person, select, missing {} other { par {person}}}",
  CycleClosed: "a clos le cycle",

  RequestSubmitted:
    "a présenté une demande{title, select, missing {} other { : {title}}}{neededBy, select, missing {} other {, pour le {neededBy}}}",
  RequestAccepted: "a accepté la demande{code, select, missing {} other {, devenue l’activité {code}}}",
  RequestDeclined: "a rejeté la demande",
  RequestDelivered: "a remis{what, select, missing { ce qui était demandé} other { : {what}}}",
  DeliveryAcknowledged: "a accusé réception de la remise",
  RequestWithdrawn: "a retiré la demande",
  RequestEnded:
    "a mis fin à la demande : son activité {ended, select, notPursued {reste sans suite} superseded {a été remplacée} carriedOver {a été reportée au cycle suivant} other {a été annulée}}",

  NoticeQueued: "a préparé une notification{recipient, select, missing {} other { à {recipient}}}",
  NoticeClaimed: "a pris en charge l’envoi de la notification",
  NoticeReleased: "la notification n’a pas été envoyée dans le temps imparti et peut l’être de nouveau",
  NoticeReturned: "a constaté le retour de la notification{why, select, missing {} other { ({why})}}",
  LinksEnded: "a mis fin aux liens de la lettre",
  NoticeSent: "a envoyé la notification",
  NoticeFailed: "a tenté d’envoyer la notification, sans succès{why, select, missing {} other { : {why}}}",
  NoticeSuppressed: "a retenu la notification{why, select, missing {} other { : {why}}}",
  NoticeCancelled: "a annulé la notification{why, select, missing {} other { : {why}}}",

  KeyAdded: "a ajouté une clé{label, select, missing {} other { : {label}}}",
  KeyRevoked: "a révoqué la clé",
  FeedAdded: "a demandé un flux de calendrier",
  FeedRevoked: "a révoqué le flux de calendrier",
  KeyExpired: "la clé a expiré",

  CodeAsked: "a demandé un code de connexion",
  LinkMade: "a créé un lien de connexion",
  CodeSent: "a envoyé le code",
  CodeRefused: "a saisi un code erroné",
  CodeSpent: "a épuisé le code par des codes erronés",
  CodeExpired: "le code a expiré",
  SignedIn: "s’est connecté(e)",
  Admitted: "a été admis(e) sans code",
  SignedOut: "s’est déconnecté(e)",
  SignedOutEverywhere: "s’est déconnecté(e) partout",
  AddressNamed: "a indiqué l’adresse d’un compte auprès de l’émetteur",
  IdentityTied: "a associé un compte auprès de l’émetteur",
  IdentityUntied: "a dissocié un compte auprès de l’émetteur",

  WebhookRegistered:
    "a inscrit un webhook{label, select, missing {} other { : {label}}}{url, select, missing {} other { ({url})}}",
  WebhookChanged: "a modifié le webhook",
  SecretRotated: "a remplacé le secret du webhook",
  WebhookDisabled: "a désactivé le webhook{why, select, missing {} other { : {why}}}",
  WebhookEnabled: "a réactivé le webhook",
  WebhookRemoved: "a supprimé le webhook",

  DeliveryQueued: "a mis en attente un appel du webhook{about, select, missing {} other { au sujet de {about}}}",
  DeliverySucceeded: "a appelé le webhook{said, select, missing {} other { (réponse {said})}}",
  DeliveryFailed: "a appelé le webhook en vain{said, select, missing {} other { : {said}}}",
  DeliveryGivenUp: "a renoncé à appeler le webhook{said, select, missing {} other { : {said}}}",
  RedeliveryAsked: "a demandé que le webhook soit appelé une fois encore",

  ImportRequested: "a envoyé un fichier de plan à importer",
  ImportContinued: "a poursuivi l’importation{done, select, missing {} other { ({done} sur {of})}}",
  ImportFinished: "a terminé l’importation du fichier de plan",
  ImportRefused: "a mis fin à l’importation du fichier de plan : une règle s’y oppose",
}
