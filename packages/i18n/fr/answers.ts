import type { answers as english } from "../en/answers.ts"

/** Ce que disent les pages auxquelles mènent les liens des courriers. */
export const answers: typeof english = {
  title: "Répondre à un courrier",
  says: {
    unknown: "Ce lien ne mène nulle part : il a été altéré ou ne vient pas de nous.",
    ended: "Ce lien se rapporte à une procédure qui a pris fin entre-temps ; l’ouvrir n’a rien consigné.",
    done: "C’est consigné. Vous pouvez fermer cette page.",
    late: "C’est consigné comme reçu hors délai. Vous pouvez fermer cette page.",
    newer:
      "Il existe un texte plus récent{draft, select, missing {} other { : le projet {draft}}}. Ce lien provient d’un courrier sur un projet antérieur ; rien n’a été consigné.",
    used: "Ce lien a déjà servi, pour un autre texte ; ce qui a été dit alors figure au dossier.",
    empty: "Écrivez ce que vous souhaitez dire : de un à 40 000 caractères.",
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
  newer: "Ouvrir la page du texte plus récent",
  classes: {
    due: "échéances",
    consultations: "consultations",
    requests: "demandes de la Présidence",
  },
  unsubscribe: "Ne plus recevoir ces courriers",
  text: "Votre texte",
  paragraphs: "Paragraphes visés, par exemple 3, 5",
}
