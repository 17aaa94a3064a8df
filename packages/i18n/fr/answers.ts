import type { answers as english } from "../en/answers.ts"

/** Ce que disent les pages auxquelles mènent les liens des courriers. */
export const answers: typeof english = {
  title: "Répondre à un courrier",
  says: {
    unknown: "Ce lien ne mène nulle part : il a été altéré ou ne vient pas de nous.",
    ended: "Ce lien se rapporte à une procédure qui a pris fin entre-temps ; l’ouvrir n’a rien consigné.",
    done: "C’est consigné. Vous pouvez fermer cette page.",
    late: "C’est consigné comme reçu hors délai. Vous pouvez fermer cette page.",
    used: "Ce lien a déjà servi ; ce qui a été dit alors figure au dossier.",
    empty: "Écrivez ce que vous souhaitez dire : de un à 40 000 caractères.",
    passed:
      "La procédure de silence sur {draft, select, missing {le projet} other {le projet {draft}}} a pris fin sans qu’une objection la rompe.",
    broken:
      "La procédure de silence sur {draft, select, missing {le projet} other {le projet {draft}}} a été rompue par une objection.",
    voided:
      "La procédure de silence sur {draft, select, missing {le projet} other {le projet {draft}}} est devenue caduque avant son échéance.",
    corrected:
      "La fin sans objection de la procédure de silence sur {draft, select, missing {le projet} other {le projet {draft}}} avait été annoncée ; une objection était arrivée à temps, et la procédure a été rompue.",
    closed: "La consultation a été close par un résumé.",
    confidential:
      "Ce texte n’est pas affiché : il a été caviardé, ou il n’est pas encore approuvé et est réservé au comité et à ceux qui sont appelés à se prononcer.",
    hidden:
      "Ce texte n’est pas affiché ici : il a été caviardé, ou le mandat ou l’adresse à qui le courrier a été écrit n’est plus le même.",
    newer: "Il existe un texte plus récent{draft, select, missing {} other { : le projet {draft}}}.",
    superseded: "Autre chose a pris sa place{by, select, missing {} other { : {by}}}.",
  },
  will: {
    support:
      "Ceci consigne{office, select, missing {} other {, en votre nom en qualité de {office}}}{party, select, missing {} other { pour {party}}}, votre appui au texte soumis à la procédure de silence{deadline, select, missing {} other { ({deadline})}}.",
    object:
      "Ceci consigne{office, select, missing {} other {, en votre nom en qualité de {office}}}{party, select, missing {} other { pour {party}}}, une objection, et rompt la procédure de silence{deadline, select, missing {} other { ({deadline})}}.",
    comment:
      "Ceci consigne{office, select, missing {} other {, en votre nom en qualité de {office}}}{party, select, missing {} other { pour {party}}}, une observation ; la procédure de silence se poursuit{deadline, select, missing {} other { ({deadline})}}.",
    recordInput:
      "Ceci consigne{office, select, missing {} other {, en votre nom en qualité de {office}}}{party, select, missing {} other { pour {party}}}, votre contribution à la consultation{deadline, select, missing {} other { (clôture : {deadline})}}.",
    unsubscribe:
      "Vous ne recevrez plus de courrier{class, select, missing {} other { au sujet suivant : {class}}}. Ce qui touche aux procédures de silence et aux décisions vous parviendra toujours.",
  },
  joining: {
    object:
      "La procédure de silence a déjà été rompue. Ceci consigne{office, select, missing {} other {, en votre nom en qualité de {office}}}{party, select, missing {} other { pour {party}}}, une objection de plus{deadline, select, missing {} other { (dans les délais jusqu’à : {deadline})}}.",
  },
  late: {
    object:
      "La procédure de silence a pris fin{deadline, select, missing {} other { (échéance : {deadline})}}. Ceci consigne{office, select, missing {} other {, en votre nom en qualité de {office}}}{party, select, missing {} other { pour {party}}}, une objection reçue hors délai : elle est conservée au dossier et ne change pas l’issue.",
    comment:
      "La procédure de silence a pris fin{deadline, select, missing {} other { (échéance : {deadline})}}. Ceci consigne{office, select, missing {} other {, en votre nom en qualité de {office}}}{party, select, missing {} other { pour {party}}}, une observation faite après coup.",
    recordInput:
      "La clôture de la consultation était prévue plus tôt{deadline, select, missing {} other { ({deadline})}}. Ceci consigne{office, select, missing {} other {, en votre nom en qualité de {office}}}{party, select, missing {} other { pour {party}}}, votre contribution, reçue hors délai.",
  },
  read: {
    draft: "Projet{draft, select, missing {} other { {draft}}}",
    authentic: "Version faisant foi{languages, select, missing {} other { : {languages}}}",
    translation: "Traduction{languages, select, missing {} other { : {languages}}}",
    hash: "Empreinte :",
    summary: "Résumé de la consultation",
    page: "Ouvrir la page de cette activité",
  },
  classes: {
    due: "échéances",
    consultations: "consultations",
    turns: "ce qui revient à chacun",
    requests: "demandes de la Présidence",
  },
  unsubscribe: "Ne plus recevoir ces courriers",
  text: "Votre texte",
  paragraphs: "Paragraphes visés, par exemple 3, 5",
}
