import type { problems as english, obstacles as englishObstacles } from "../en/problems.ts"

/** Ce qui a fait obstacle, selon la fin du `type` du problème : un titre et la conduite à tenir (RFC 9457). */
export const problems: typeof english = {
  invalid: {
    title: "La requête ne peut être lue en l’état",
    detail:
      "Des éléments manquent ou sont mal formés. Chaque endroit est indiqué : corrigez-le, puis envoyez de nouveau la requête.",
  },
  unauthenticated: {
    title: "Veuillez vous identifier",
    detail: "L’accès est réservé aux personnes identifiées et aux programmes munis d’une clé valable.",
  },
  forbidden: {
    title: "Vos droits d’accès ne vont pas jusque-là",
    detail:
      "Ils ne couvrent pas la fonction, le plan de travail ou le périmètre dont vous vous prévalez : agissez au titre d’une fonction qui est la vôtre.",
  },
  unknown: {
    title: "Il n’y a rien ici",
    detail: "Rien n’est conservé à cette adresse, ou rien que vous puissiez consulter.",
  },
  conflict: {
    title: "D’autres inscriptions étaient en cours au même moment",
    detail:
      "D’autres décisions ont été inscrites avant la vôtre, à plusieurs reprises. Rien n’a été inscrit en votre nom : veuillez réessayer.",
  },
  stale: {
    title: "Le dossier a changé depuis que vous l’avez consulté",
    detail:
      "Vous avez décidé sur la base d’une version antérieure{version, select, missing {} other { ; la version actuelle est la {version}}}. Rien n’a été inscrit : prenez connaissance des changements, puis décidez.",
  },
  erased: {
    title: "Ce texte a été expurgé",
    detail:
      "Le texte a été effacé par une décision inscrite au registre. Son empreinte demeure, de sorte que le registre reste vérifiable.",
  },
  "too-large": {
    title: "L’envoi est trop volumineux",
    detail: "L’envoi dépasse la taille admise à cette adresse{limit, select, missing {} other { ({limit})}}.",
  },
  "media-type": {
    title: "Ce type de fichier n’est pas admis ici",
    detail: "Envoyez l’un des formats admis à cette adresse et indiquez-le dans Content-Type.",
  },
  rejected: {
    title: "Les règles ne le permettent pas actuellement",
    detail: "Rien n’a été inscrit. Chaque règle qui s’y oppose est indiquée, avec ce qu’elle exige.",
  },
  "key-reused": {
    title: "Cette clé Idempotency-Key a déjà servi",
    detail:
      "La clé accompagnait déjà une autre requête. Rien n’a été inscrit : employez une nouvelle clé pour une nouvelle requête.",
  },
  "slow-down": {
    title: "Trop de requêtes",
    detail: "Veuillez patienter un instant avant la suivante ; Retry-After indique la durée.",
  },
  unavailable: {
    title: "Service momentanément indisponible",
    detail: "Rien ne peut être inscrit pour l’instant, et rien ne l’a été. Veuillez réessayer dans un instant.",
  },
  internal: {
    title: "Une erreur s’est produite de notre côté",
    detail:
      "L’erreur est la nôtre et a été relevée{reference, select, missing {} other { sous la référence {reference}}}. Veuillez réessayer plus tard.",
  },
  damaged: {
    title: "Un élément conservé ici est endommagé",
    detail:
      "Ce qui serait nécessaire ne peut plus être lu tel qu’il a été écrit, et réessayer n’y change rien. Cela a été relevé{reference, select, missing {} other { sous la référence {reference}}} : l’exploitant du serveur peut y remédier. Tout le reste continue.",
  },
}

/** Pourquoi rien ne peut être inscrit pour l’instant, quand on le sait, et la conduite à tenir. */
export const obstacles: typeof englishObstacles = {
  replaced:
    "Les fichiers du registre ont été retirés ou remplacés pendant que ce serveur fonctionne, et rien n’a été inscrit. La personne qui l’exploite l’arrête, remet le dossier en ordre et le relance.",
  clock:
    "L’horloge de ce serveur a fait un saut, ou retarde sur le registre, et rien n’a été inscrit. Tout reprend de soi-même dès qu’elle est juste ; la personne qui l’exploite le vérifie.",
  full: "Le disque du registre est plein, et rien n’a été inscrit. Tout reprend de soi-même dès qu’il y a de la place.",
  busy: "Un autre processus a retenu le registre trop longtemps, et rien n’a été inscrit. Veuillez réessayer dans un instant.",
}
