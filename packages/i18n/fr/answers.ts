import type { answers as english } from "../en/answers.ts"

/** Ce que disent les pages auxquelles mènent les liens des lettres. */
export const answers: typeof english = {
  title: "Répondre à une lettre",
  says: {
    unknown: "Ce lien ne mène nulle part : il a été altéré ou ne vient pas de nous.",
    ended: "Ce lien se rapporte à une procédure qui a pris fin entre-temps ; l’ouvrir n’a rien consigné.",
    done: "Votre réponse a bien été enregistrée. Vous pouvez fermer cette page.",
    late: "Votre réponse a bien été enregistrée, comme reçue hors délai. Vous pouvez fermer cette page.",
    used: "Ce lien a déjà servi ; ce qui a été dit alors figure au dossier.",
    elsewhere:
      "La lettre de ce lien a été envoyée à une adresse qui n’est plus celle de la personne pour qui il a été établi : rien ne peut être dit par ce lien.",
    reads:
      "Selon le règlement intérieur applicable à ce plan, une réponse se donne sur la page de l’activité, après connexion.",
    revoked:
      "Il a été mis fin aux liens de cette lettre par une personne de la délégation à laquelle elle avait été adressée. Connectez-vous pour agir, ou adressez-vous au secrétariat.",
    linksEnded:
      "Les liens de cette lettre ne mènent plus nulle part. Ce qui a été enregistré par eux vaut tant que ce n’est pas retiré : veuillez en informer le secrétariat.",
    empty: "Écrivez ce que vous souhaitez dire : de un à 40 000 caractères.",
    passed:
      "La procédure d’approbation tacite sur {draft, select, missing {le projet} other {le projet n° {draft}}} a pris fin sans qu’une objection y fasse obstacle.",
    broken:
      "La procédure d’approbation tacite sur {draft, select, missing {le projet} other {le projet n° {draft}}} a pris fin par suite d’une objection.",
    voided:
      "La procédure d’approbation tacite sur {draft, select, missing {le projet} other {le projet n° {draft}}} a été annulée avant l’expiration du délai.",
    corrected:
      "La fin sans objection de la procédure d’approbation tacite sur {draft, select, missing {le projet} other {le projet n° {draft}}} avait été annoncée ; une objection avait été reçue dans le délai, et y a fait obstacle.",
    closed: "La consultation a été close par un résumé.",
    confidential:
      "Ce texte n’est pas affiché : il a été caviardé, ou il n’est pas encore approuvé et est réservé au comité et à ceux qui sont appelés à se prononcer.",
    hidden:
      "Ce texte n’est pas affiché ici : il a été caviardé, ou le mandat ou l’adresse auxquels la lettre a été envoyée ne sont plus les mêmes.",
    newer: "Il existe un texte plus récent{draft, select, missing {} other { : le projet n° {draft}}}.",
    corrigenda:
      "{count, select, missing {Un rectificatif} other {{count, plural, one {Un rectificatif} other {# rectificatifs}}}} à ce texte {count, select, missing {a été publié} other {{count, plural, one {a été publié} other {ont été publiés}}}} ; le texte lui-même demeure tel quel.",
    replaced:
      "{paper, select, missing {Un autre document de travail} other {Le document de travail n° {paper}}} a pris la place de celui-ci.",
    superseded: "Autre chose a pris sa place{by, select, missing {} other { : {by}}}.",
  },
  will: {
    support:
      "En confirmant, vous exprimez{office, select, missing {} other {, en qualité de {office}}}{party, select, missing {} other { pour {party}}}, votre appui au texte soumis à la procédure d’approbation tacite{deadline, select, missing {} other { qui court jusqu’au {deadline}}}.",
    object:
      "En confirmant, vous présentez{office, select, missing {} other {, en qualité de {office}}}{party, select, missing {} other { pour {party}}}, une objection, qui met fin à la procédure d’approbation tacite{deadline, select, missing {} other { qui court jusqu’au {deadline}}}.",
    comment:
      "En confirmant, vous présentez{office, select, missing {} other {, en qualité de {office}}}{party, select, missing {} other { pour {party}}}, une observation ; la procédure d’approbation tacite se poursuit{deadline, select, missing {} other { jusqu’au {deadline}}}.",
    recordInput:
      "En confirmant, vous transmettez{office, select, missing {} other {, en qualité de {office}}}{party, select, missing {} other { pour {party}}}, votre contribution à la consultation{deadline, select, missing {} other {, dont la clôture est fixée au {deadline}}}.",
    requestMoreTime:
      "En confirmant, vous demandez{office, select, missing {} other {, en qualité de {office}}}{party, select, missing {} other { pour {party}}}, un délai supplémentaire. L’échéance{deadline, select, missing {} other { du {deadline}}} demeure tant qu’elle n’est pas reportée ; cette demande ne vaut pas réponse.",
    endLinks:
      "En confirmant, vous mettez fin à tous les liens de la lettre par laquelle cela a été enregistré ; ils ne mènent alors plus nulle part. Ce qui a été enregistré vaut tant que ce n’est pas retiré.",
    unsubscribe:
      "Vous ne recevrez plus de lettres{class, select, missing {} other { au sujet suivant : {class}}}. Ce qui touche aux procédures d’approbation tacite et aux décisions vous parviendra toujours.",
  },
  open: {
    object:
      "En confirmant, vous présentez{office, select, missing {} other {, en qualité de {office}}}{party, select, missing {} other { pour {party}}}, une objection. La procédure d’approbation tacite se poursuit{deadline, select, missing {} other { ; son échéance était le {deadline}}}, et il devra être répondu à votre objection avant l’adoption du texte.",
  },
  joining: {
    object:
      "Une objection a déjà mis fin à la procédure d’approbation tacite. En confirmant, vous présentez{office, select, missing {} other {, en qualité de {office}}}{party, select, missing {} other { pour {party}}}, une objection de plus{deadline, select, missing {} other { ; elle est dans les délais jusqu’au {deadline}}}.",
  },
  late: {
    object:
      "La procédure d’approbation tacite a pris fin{deadline, select, missing {} other { ; son échéance était le {deadline}}}. En confirmant, vous présentez{office, select, missing {} other {, en qualité de {office}}}{party, select, missing {} other { pour {party}}}, une objection reçue hors délai : elle est conservée au dossier et ne change pas l’issue.",
    comment:
      "La procédure d’approbation tacite a pris fin{deadline, select, missing {} other { ; son échéance était le {deadline}}}. En confirmant, vous présentez{office, select, missing {} other {, en qualité de {office}}}{party, select, missing {} other { pour {party}}}, une observation faite après coup.",
    recordInput:
      "La clôture de la consultation était prévue plus tôt{deadline, select, missing {} other {, le {deadline}}}. En confirmant, vous transmettez{office, select, missing {} other {, en qualité de {office}}}{party, select, missing {} other { pour {party}}}, votre contribution, reçue hors délai.",
  },
  read: {
    draft: "Projet{draft, select, missing {} other { n° {draft}}}",
    authentic: "Version faisant foi{languages, select, missing {} other { : {languages}}}",
    translation: "Traduction{languages, select, missing {} other { : {languages}}}",
    annex: "Annexe{number, select, missing {} other { {number}}}{title, select, missing {} other { : {title}}}",
    corrigendum:
      "Rectificatif{number, select, missing {} other { {number}}}{language, select, missing {} other { : {language}}}",
    papers: "Documents de travail",
    hash: "Empreinte :",
    question: "La question posée",
    about: "Le texte sur lequel elle porte",
    summary: "Résumé de la consultation",
    page: "Ouvrir la page de cette activité",
  },
  classes: {
    due: "échéances",
    consultations: "consultations",
    turns: "ce qui revient à chacun",
    requests: "demandes de la Présidence",
  },
  page: {
    head: {
      support: "{draft, select, missing {Appuyer le projet} other {Appuyer le projet n° {draft}}}",
      object: "{draft, select, missing {Objection au projet} other {Objection au projet n° {draft}}}",
      comment: "{draft, select, missing {Observation sur le projet} other {Observation sur le projet n° {draft}}}",
      recordInput: "Contribution à la consultation",
      requestMoreTime: "Délai supplémentaire",
      read: "{draft, select, missing {Le texte de la lettre} other {Projet n° {draft}}}",
    },
    madeFor: { delegation: "Établi pour {name}, délégation : {delegation}.", office: "Établi pour {name}, {mandate}." },
    speaks: {
      delegation: "Je m’exprime au nom de : {delegation}",
      office: "Je m’exprime en qualité de {mandate}",
    },
    names: "Préciser les paragraphes",
    already: {
      support: { support: "Votre délégation a déjà exprimé son appui ; l’exprimer de nouveau ne change rien." },
      object: {
        support:
          "Votre délégation a exprimé son appui. Il demeure au dossier, et une objection n’en produit pas moins ses effets.",
        object:
          "Votre délégation a déjà fait objection. Celle-ci s’ajoute à l’autre ; chacune vaut tant qu’elle n’est pas retirée ou réglée.",
      },
      recordInput: {
        recordInput:
          "Votre délégation a déjà répondu. Ce que vous envoyez s’y ajoute et ne remplace rien : les deux demeurent au dossier.",
      },
    },
    said: {
      title: "Ce que votre délégation a dit jusqu’ici",
      support: "Appui, {at}",
      object:
        "Objection, {at}{paragraphs, select, missing {} other {, sur les paragraphes {paragraphs}}}{late, select, true {, consignée comme tardive} other {}}",
      comment: "Observation, {at}",
      recordInput:
        "Contribution, {at}{paragraphs, select, missing {} other {, sur les paragraphes {paragraphs}}}{late, select, true {, consignée comme tardive} other {}}",
      requestMoreTime: "Délai supplémentaire demandé, {at}",
    },
    told: {
      support: "Aucune lettre n’est envoyée ; le comité en prend connaissance sur la page de cette activité.",
      object: {
        inTime:
          "Informés aussitôt par lettre : tous ceux qui sont consultés, le secrétariat et les responsables du texte.",
        beside: "Informés par lettre : les responsables du texte.",
        late: "Aucune lettre n’est envoyée ; le comité en prend connaissance au dossier.",
      },
      comment: "Informés par lettre : les responsables du texte.",
      recordInput: "Aucune lettre n’est envoyée.",
      requestMoreTime: "Informés par lettre : les coordonnateurs et le secrétariat.",
    },
    receipt: "Vous et votre délégation recevez un accusé de réception.",
    counts: "Pris en compte si reçu avant {until} ({place}) ; il est {now} ici.",
    wrong: {
      some: "Rien n’a encore été enregistré : veuillez rectifier ce qui est signalé ci-dessous.",
      speaks: "Veuillez cocher cette case : elle dit au nom de qui vous vous exprimez.",
      paragraphs: "Indiquez moins de paragraphes, ou plus brièvement.",
      end: "Veuillez cocher cette case : sinon, les liens restent valables.",
      stop: "Veuillez cocher cette case : sinon, les lettres continueront de vous être envoyées.",
    },
    moreTime: "J’ai besoin d’un délai supplémentaire",
    why: "Pourquoi, et jusqu’à quand",
    cameByLink: "le lien d’une lettre",
    typed: "Ce que vous avez écrit, et qui n’a pas été enregistré",
    end: "Cela n’a pas été dit en notre nom",
    stop: "Je ne souhaite plus recevoir ces lettres",
  },
  unsubscribe: "Ne plus recevoir ces lettres",
  text: "Votre texte",
  paragraphs: "Paragraphes visés, par exemple 3, 5",
}
