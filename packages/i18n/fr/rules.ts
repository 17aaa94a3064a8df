import type { rules as english } from "../en/rules.ts"

/** Une phrase par règle : ce qu’elle exige et ce qu’il convient de faire. */
export const rules: typeof english = {
  NOT_NOW: "Cela n’est pas possible dans l’état actuel.",
  HAPPENED_TOO_EARLY:
    "Le registre fait déjà état d’un fait postérieur : indiquez une date qui ne précède pas la dernière inscription.",
  NOT_AN_OUTCOME:
    "Seul ce que l’échéance a décidé, comme l’issue d’une procédure d’approbation tacite, peut être rectifié : désignez cette issue.",
  CORRECTION_TOO_LATE:
    "Des décisions ultérieures reposent sur cette issue, qui ne peut plus être rectifiée : rouvrez plutôt l’activité.",
  STALE:
    "Le dossier a changé depuis que vous l’avez consulté : prenez connaissance de la version actuelle, puis décidez.",

  REASON: "Cette décision doit être motivée : énoncez-en le motif en une phrase, telle qu’elle figurera au registre.",
  MANDATE: "Cette décision requiert un mandat : citez la décision ou la réunion sur laquelle elle se fonde.",

  NOT_FEASIBLE_YET:
    "Le plan de travail prévoit cette activité « dans la mesure du possible » : consignez d’abord si elle est réalisable.",
  PLACEHOLDER_EMPTY: "Ce point est réservé à des actions restant à définir : définissez-en d’abord les activités.",
  PLACEHOLDER_ONLY: "Seul un point réservé à des actions restant à définir donne lieu à d’autres activités.",
  CONDITIONAL_ONLY:
    "La faisabilité ne se décide que si le plan de travail y subordonne l’activité (« dans la mesure du possible »).",

  CONSULTATION_MISSING:
    "La rédaction commence lorsqu’une consultation a été close par un résumé : clôturez-en une, ou renoncez à la consultation en indiquant le motif.",
  PARTY_UNKNOWN:
    "Le plan de travail ne mentionne pas cette partie : invitez des parties ou des organes qui y figurent.",
  CLOSES_IN_THE_PAST: "Une consultation se clôt après son ouverture : choisissez une clôture plus tardive.",
  ROUND_UNKNOWN:
    "Cette consultation n’existe pas, ou elle est déjà close : choisissez-en une qui soit ouverte, ou ouvrez-en une.",
  CLOSES_EARLY:
    "L’heure annoncée pour cette consultation n’est pas venue : indiquez le motif de la clore maintenant, qui est communiqué à ceux qui n’ont pas répondu.",
  NOT_INVITED:
    "Les contributions émanent des parties invitées à cette consultation : demandez aux coordonnateurs d’inviter la vôtre, ou indiquez au nom de quelle partie invitée vous agissez.",

  REPORTED_ONLY:
    "Seules la sensibilisation, l’appui et une activité continue font l’objet d’un rapport par période : cette activité est d’une autre nature.",
  NOTHING_TO_DRAFT:
    "Seuls un document, une manifestation ou ce que le plan de travail soumet à un parcours d’approbation se préparent ainsi : rendez compte de l’avancement, ou concluez l’activité.",
  EVENT_ONLY: "Seule une manifestation comporte des étapes : cette activité est d’une autre nature.",
  CHECK_UNKNOWN:
    "Le règlement intérieur ne demande pas cette vérification pour cette activité : choisissez l’une des siennes.",
  CHECK_VALUE:
    "Cette vérification demande autre chose : une valeur du marqueur, des actions du plan d’action, le texte d’un avis ou le motif pour lequel il y est renoncé, ou des points énumérés par le plan de travail.",
  CHECK_OFFICE: "Le règlement intérieur confie cette vérification à une autre fonction : demandez-lui de la consigner.",
  CONSTRAINT_UNSIGNED:
    "Le plan de travail assortit ce texte d’une condition : chaque fonction désignée par le règlement intérieur doit en attester le respect, pour le projet actuel.",
  HORIZONTAL_CHECKS:
    "Le règlement intérieur demande davantage avant cette étape : consignez les vérifications qui manquent encore.",
  CONTENT_COVERAGE: "Le plan de travail énumère des points que le texte doit traiter : cochez d’abord chacun d’eux.",
  REQUIRED_PARTNERS:
    "Le plan de travail désigne des partenaires pour cette activité : invitez d’abord chacun d’eux, ou consignez leur invitation.",
  DRAFT_MISSING: "Il n’existe pas encore de projet de texte : ajoutez-en d’abord un.",
  VERSION_MISSING:
    "Le projet n’existe pas encore dans toutes les langues demandées avant cette étape : ajoutez les versions qui manquent.",
  DRAFT_LANGUAGE: "C’est la langue du projet lui-même : pour en changer le texte, ajoutez un nouveau projet.",
  AUTHENTIC_FIXED:
    "Une version faisant foi est fixée dès qu’une étape du parcours est entamée, et dès qu’il existe un projet plus récent : pour changer le texte, ajoutez un nouveau projet.",
  DRAFT_UNKNOWN: "Aucun projet ne porte ce numéro : indiquez un projet qui a été ajouté.",
  ANNEX_FIXED:
    "Une annexe fait partie du texte : elle s’ajoute au projet le plus récent, avant que ne commence une étape du parcours. Pour changer le texte ensuite, ajoutez un nouveau projet.",
  PAPER_UNKNOWN:
    "Ce document de travail n’existe pas, ou un autre l’a déjà remplacé : nommez-en un qui tient toujours.",
  NOT_YOUR_PAPER:
    "Un document de travail est remplacé par un autre de la même partie : demandez sinon à un coordonnateur ou au secrétariat de le consigner.",
  NOTHING_AGREED:
    "Un rectificatif corrige une erreur dans un texte adopté ou publié : il n’y en a pas ici. Pour en changer le fond, rouvrez l’activité.",
  VERSION_UNKNOWN:
    "Le texte n’a pas de version dans cette langue : nommez-en une qu’il a, ou aucune si le rectificatif les concerne toutes.",
  SILENCE_TOO_SHORT:
    "Le règlement intérieur fixe à une procédure d’approbation tacite une durée minimale, en heures et en jours ouvrables, et le moment où elle peut prendre fin, dans le fuseau horaire du plan de travail : choisissez un moment plus tardif ou un autre.",
  NO_ADDRESSEES:
    "Cette procédure d’approbation tacite s’adresse à un groupe qui n’a pas de membres : ajoutez-les d’abord au plan de travail.",
  OFFICE:
    "Votre fonction ne permet pas cet acte, ou votre mandat n’en couvre pas la date, ou s’étend à une autre partie du plan de travail. Seuls le secrétariat, les coordonnateurs et les présidences de volet consignent un acte au nom d’une autre partie ou comme reçu antérieurement.",
  PATH_UNCLEAR:
    "Les produits attendus de cette activité indiquent des parcours d’approbation différents : confirmez-en d’abord un pour l’activité.",
  APPROVAL:
    "Ce n’est pas la prochaine étape du parcours sur lequel le texte est adopté : suivez les étapes dans leur ordre.",
  STEP_NOT_KEPT:
    "Avant la rédaction, seule peut être franchie une étape qu’un nouveau projet n’annule pas : engagez d’abord la rédaction.",
  STEP_OFFICE: "Cette étape revient à une autre fonction : adressez-vous à elle.",
  DRAFTED_IT: "Nul ne donne son aval à son propre projet : adressez-vous à un autre titulaire de la fonction.",
  MEETING_UNCITED:
    "Cette décision se prend en réunion : citez une réunion du plan de travail, du type voulu et qui a commencé, ainsi que sa décision.",
  HELD_FIRST:
    "Une manifestation se conclut, ou son texte est adopté, une fois qu’elle a été tenue : constatez d’abord l’étape « tenue » (held).",
  ROUND_MISSING:
    "Une consultation se conclut, ou son texte est adopté, une fois l’un de ses tours clos par un résumé : clôturez-en d’abord un.",
  ON_A_PATH: "Cette activité s’achève par la dernière étape de son parcours d’approbation : elle ne se conclut pas.",
  ASKED_TO_ANSWER: "Seuls ceux dont une réponse est encore attendue peuvent demander un délai supplémentaire.",
  NO_REQUEST: "Personne n’a demandé de délai supplémentaire, ou il a déjà été répondu à la demande.",
  NOT_INFERRED:
    "Il n’y a rien à confirmer ici : la valeur est déjà celle du plan de travail. Seul un parcours d’approbation peut être remplacé par un autre.",
  RECEIVED_IN_TIME:
    "Ceci a été reçu dans les délais et n’est pas tardif. Si la procédure d’approbation tacite a pris fin, la coordination ou le secrétariat le consigne par « Rectifier l’issue » ; sinon, aucune objection ne peut plus mettre fin à la procédure : formulez une observation.",
  RECEIVED_TOO_EARLY: "Ceci n’a pu être reçu avant qu’il n’y ait matière à réponse : rectifiez l’heure de réception.",
  NO_OUTCOME: "Il n’y a pas d’issue à rectifier : aucune procédure d’approbation tacite n’a pris fin ici.",
  NOT_YOUR_FEED:
    "Un flux de calendrier est propre à une personne : elle seule peut le redemander, et elle seule ou le secrétariat le révoquer.",
  CONSENT_ONLY:
    "Une fois le texte adopté, seul peut encore être consigné le consentement d’un coordonnateur à la réouverture du texte.",

  NOT_LATER: "Une prolongation doit dépasser l’échéance actuelle : choisissez-en une plus tardive.",
  ADDRESSEE:
    "Seules les délégations destinataires à l’ouverture de la procédure d’approbation tacite peuvent faire objection ou exprimer leur appui ; les autres peuvent formuler des observations.",
  CONFIRM_VOID:
    "Un projet fait l’objet d’une procédure d’approbation tacite, à laquelle un nouveau projet mettrait fin : confirmez-le en indiquant le motif, ou attendez l’issue.",
  SILENCE_RUNNING:
    "Une procédure d’approbation tacite est en cours : attendez-en l’issue, ou annulez-la d’abord en indiquant le motif.",
  OPEN_OBJECTION: "Une objection demeure pendante : réglez-la, ou attendez que la partie qui l’a formulée la retire.",
  OBJECTION_UNKNOWN: "Aucune objection pendante ne porte ce numéro : elle a pu être réglée ou retirée.",
  NOT_YOUR_OBJECTION: "Seule la partie qui a formulé une objection peut la retirer.",

  REOPEN_AUTHORITY:
    "Ce qui a été adopté est rouvert par la Présidence, ou par un coordonnateur dès lors que le coordonnateur d’une autre partie a consigné son consentement.",
  NOT_IN_TIME: "Seule une objection reçue avant l’échéance modifie l’issue : indiquez quand elle a été reçue.",
  NOT_THE_OUTCOME:
    "Une rectification désigne l’issue en vigueur : indiquez la version à laquelle la procédure d’approbation tacite a pris fin.",
  GATE: "Cette activité attend ce dont le plan de travail fait une condition pour commencer : mettez d’abord fin à cette attente.",
  NOT_WAITING: "Cette activité n’attend pas cela, ou cette attente est terminée.",
  WAITED_FOR: "Seuls l’acteur attendu, une coordination ou le secrétariat annoncent un retard.",
  NOT_LINKED: "Il n’existe pas de tel lien à supprimer : il a pu l’être déjà.",

  DELIVERABLE_UNKNOWN:
    "Ce livrable ne figure pas parmi ceux du produit attendu : choisissez l’un de ceux du plan de travail.",
  EVIDENCE_FULL:
    "Ce livrable compte déjà tous les justificatifs admis par le plan de travail : retirez-en un avant d’en rattacher un autre.",
  ALTERNATIVE_UNKNOWN: "Le plan de travail ne prévoit pas cette option : choisissez l’une de celles qu’il propose.",
  EVIDENCE_MISSING:
    "Un produit est réalisé lorsque chacun de ses livrables l’est : rattachez les textes adoptés ou les manifestations tenues qui manquent encore.",
  INDICATOR_UNKNOWN:
    "Ce livrable n’a pas d’indicateur de ce numéro : indiquez celui de l’un des indicateurs du plan de travail.",
  INDICATOR_SHORT:
    "Un indicateur n’a pas atteint la cible fixée par le plan de travail : communiquez sa valeur lorsqu’elle est atteinte.",
  ASSESSMENT_MISSING: "Un livrable soumis à évaluation doit être jugé atteint : consignez d’abord cette évaluation.",
  ALTERNATIVE_UNCHOSEN:
    "Le plan de travail laisse le choix de la forme, par exemple dialogue, manifestation parallèle ou séance d’information : rattachez le justificatif à la forme retenue.",

  MEETING_UNKNOWN:
    "Cette réunion ne figure pas au plan de travail : choisissez l’une des siennes, ou ajoutez-la d’abord.",
  MEETING_EXISTS: "Une réunion de ce nom figure déjà au plan de travail : déplacez-la, ou choisissez un autre nom.",
  ADOPTED_ON_PATH:
    "Selon le règlement intérieur, ce plan de travail est adopté au terme d’un parcours d’approbation : la décision se prend à son point « adoption », et le plan est adopté dès que ce point l’est.",
  BEING_ADOPTED:
    "Le plan est en voie d’adoption tel qu’il se présente : pour le modifier, mettez d’abord fin à la procédure d’approbation tacite à son point « adoption », ou renvoyez ce point à la consultation.",
  TEXT_BEHIND:
    "Le plan a changé depuis que ce projet en a été tiré : reportez-vous au nouveau projet, puis reprenez l’étape.",
  OWN_ITEM:
    "Le texte de ce point découle du plan, et son parcours du règlement intérieur : modifiez le plan, ou proposez un autre amendement.",
  CHANGED_MEANWHILE:
    "L’état que cette modification remplace n’est plus celui du moment où elle a été proposée, ni celui qu’indique son texte : proposez-la de nouveau.",
  AMENDED_ON_PATH:
    "Selon le règlement intérieur, un plan de travail adopté se modifie au terme d’un parcours d’approbation : proposez la modification par voie d’amendement ; elle prend effet dès l’adoption de celui-ci.",
  AMENDED_AT_ONCE:
    "Le règlement intérieur ne soumet pas les amendements à un parcours d’approbation : apportez directement la modification.",
  PROCEDURE_AUTHORITY:
    "Le règlement intérieur d’un plan de travail adopté est modifié par la Présidence, ou par le secrétariat en son nom : citez la décision qui le fonde.",
  MEETING_ENDS_FIRST: "La fin ne peut précéder le début : vérifiez les deux dates.",
  PERSON_UNKNOWN:
    "Cette personne ne figure pas au plan de travail : choisissez l’une de celles qui y figurent, ou ajoutez-la d’abord.",
  PERSON_EXISTS:
    "Une personne de ce nom figure déjà au plan de travail : mettez à jour son inscription, ou choisissez un autre nom.",
  OFFICE_ABOVE:
    "Cette personne exerce, ou exercerait, une fonction supérieure à la vôtre : demandez à la Présidence ou au secrétariat de procéder à cette inscription.",
  MANDATE_SCOPE:
    "Un mandat vaut pour tout le plan de travail, pour l’un de ses volets ou pour l’une de ses activités, et celui d’une présidence de volet pour l’un des deux derniers : nommez-en un au plus et, pour une présidence de volet, un.",
  MANDATE_PARTY: "Cette fonction s’exerce pour une partie : nommez-la.",
  MANDATE_UNKNOWN:
    "Cette personne n’exerce pas ce jour-là cette fonction pour cette partie et ce volet ou cette activité : choisissez l’un des mandats qu’elle détient.",

  EXPIRES_IN_THE_PAST: "Cette clé aurait déjà expiré : choisissez un instant plus tardif, ou aucun.",

  NOT_BEFORE: "Cette notification ne peut pas encore être envoyée : attendez l’heure fixée.",

  REFERENCE_UNKNOWN:
    "Le plan n’a rien de ce nom qui puisse figurer ici : nommez ce qu’il contient, ou dites en toutes lettres ce qui lui est extérieur.",
  ITSELF: "Rien ne mène à soi-même et nul ne se supplée soi-même : nommez autre chose ou une autre personne.",
  STILL_NAMED:
    "Le plan nomme encore ce qui serait ainsi retiré : modifiez d’abord ce qui le nomme, ou laissez-le dans la liste.",
  CIRCLE: "Cela ramènerait en boucle au point de départ : retirez l’un des liens.",
  NOT_STANDING:
    "Ce qui prend la place d’un élément doit tenir lui-même : celui-ci a été annulé, abandonné ou remplacé. Nommez ce qui a pris sa place.",
  EVIDENCE_UNFIT:
    "Un justificatif est une activité adoptée ou conclue, ou une manifestation tenue : cette activité ne l’est pas encore.",
  EVIDENCE_PLACE:
    "Un document est cité par son titre et le lieu où il se trouve : ajoutez ce lieu, par exemple sa cote ou son adresse.",
  CODE_TAKEN: "Le plan a déjà un élément de ce code, ou le code est donné deux fois : choisissez-en un autre.",
  MILESTONE_REACHED:
    "Cette étape est franchie et ne se consigne qu’une fois : précisez dans une observation ce qui y manque.",
  MILESTONE_UNKNOWN: "Le plan ne nomme pas cette étape : choisissez-en une qu’il nomme, « prepared » ou « held ».",
  IDENTITY_UNKNOWN:
    "Ce compte n’est pas associé à l’adresse : connectez-vous au moyen d’un code, puis associez-le sur « Ma page ».",
  TOO_MANY_CODES: "Cinq codes ont été demandés pour cette adresse en une heure : patientez, puis demandez-en un autre.",
  NAME_KEY:
    "C’est l’empreinte de la clé sous laquelle se forment les noms du plan : elle ne peut être caviardée, ni tenir lieu de texte.",
  LANGUAGE_UNKNOWN:
    "Le règlement intérieur ne nomme pas cette langue parmi celles des documents : choisissez-en une qu’il nomme, par exemple en ou fr.",
  TEXT_UNKNOWN: "L’élément n’a pas ce texte, ou il est déjà caviardé : donnez l’empreinte d’un texte qu’il a.",
  HELD_AHEAD: "Ces dates sont à venir : consignez-le une fois qu’il aura eu lieu.",
  PERIOD_AHEAD: "Cette période n’a pas commencé : rendez-en compte une fois qu’elle aura commencé.",
  PERIOD_UNKNOWN:
    "Il est rendu compte de cette activité pour des périodes d’une autre durée : indiquez l’une de celles de sa page, comme 2026-Q2.",
  MEETING_AHEAD: "Cette réunion n’a pas commencé : citez une décision prise, ou attendez la réunion.",
  DATE_IMPLAUSIBLE: "Une date se situe, ou mène, hors des années 1945 à 2100 : vérifiez comment elle est écrite.",
  ADDRESS_MALFORMED:
    "Ce n’est pas une adresse électronique : écrivez-la sous la forme nom@domaine, le nom en lettres latines sans accent.",
  TITLED_TWICE:
    "Le plan de travail est rédigé dans cette langue, et l’intitulé y figure déjà : modifiez l’intitulé lui-même.",
  TEXT_INVISIBLE: "Il n’y a rien à voir dans ce texte : écrivez au moins un caractère visible.",
  TEXT_CONTROLS: "Ce texte a un caractère de commande, ou change le sens d’écriture sans le rétablir : retirez-le.",
  STATE_FULL:
    "Plus rien ne tient sur cet élément : la place qui reste est pour les réponses et les objections des autres. Retirez des liens, ou poursuivez avec un nouvel élément.",
  PATH_RUNNING:
    "Le texte est en voie d’adoption : ce qui est à adopter reste tel quel jusqu’à la fin. Ajoutez un nouveau projet, ou revenez à la consultation, pour le changer.",
  BEGUN: "Les travaux ont commencé : seule une action encore prévue peut devenir une action restant à définir.",
  ROUND_OPEN: "Une consultation est encore ouverte : clôturez-la d’abord par un résumé.",
  NOBODY_CLEARS:
    "Nul n’exerce aujourd’hui la fonction qui donnerait son aval à ce projet : accordez-en d’abord le mandat.",
  DRAFT_REDACTED: "Le texte de ce projet a été caviardé : ajoutez d’abord un nouveau projet.",
  PLAN_NOT_ADOPTED: "Le plan n’est pas encore adopté : le travail sur ses éléments commence avec son adoption.",
  PLAN_CLOSED:
    "Le cycle du plan est clos : on n’y fait plus que corriger, caviarder, publier des rectificatifs, accuser réception et garder les objections tardives.",
  OPEN_ITEMS:
    "Un point du plan est encore en suspens : avant de clore le cycle, menez-le à son terme, reportez-le au cycle suivant, annulez-le ou décidez de ne pas y donner suite.",
  ACTIVITY_OPEN:
    "L’activité qu’est devenue cette demande n’est pas encore achevée : remettez le document une fois qu’elle le sera.",
  STEP_TAKEN:
    "Une étape du parcours d’approbation du texte est déjà franchie, ou l’activité a pris fin : la demande ne peut plus être retirée. Demandez aux coordonnateurs d’annuler l’activité.",
  ON_BEHALF:
    "Une demande émane de la Présidence : qui la consigne en son nom l’indique, et nomme la partie qui exerce la Présidence ce jour-là.",
  COMMUNICATION_UNNAMED:
    "Ce qui est consigné pour le compte d’autrui, ou comme reçu plus tôt, nomme ce par quoi on l’a reçu : une note verbale, une lettre, un courriel, une intervention en salle ou une procuration.",
  COMMUNICATION_LATER:
    "Une communication ne peut être datée d’après le jour de sa réception ou, à défaut, d’après celui de l’acte là où ce jour commence le plus tôt : vérifiez la date qu’elle porte.",
}

/** Ce qu’une règle trouve manquer, dit après sa phrase. */
export const missing = {
  languages: "Il manque{languages, select, missing { des langues} other { : {languages}}}.",
  earliest:
    "Si elle est consignée maintenant, elle peut prendre fin au plus tôt le {deadline, select, missing {jour suivant} other {{deadline}}}.",
  items: "Encore en suspens{items, select, missing {} other { : {items}}}.",
}
