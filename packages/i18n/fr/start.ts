import type { Catalogue } from "../en/index.ts"

/** Ce que disent les pages par lesquelles une installation est mise en service. */
export const start: Catalogue["start"] = {
  title: "Commencer",
  step: "Étape {number} sur 3",
  closed:
    "Une installation est mise en service par le lien qu’affiche son démarrage, à l’intention de la personne qui l’exploite. Une personne y exerce déjà une fonction, ou vous n’êtes pas venu(e) par ce lien : connectez-vous.",
  plan: {
    title: "Verser un plan de travail",
    lead: "Un plan de travail est un fichier : le vôtre, l’un de ceux qui accompagnent ce logiciel, ou le plan succinct ci-dessous pour commencer. Il pourra être modifié par la suite.",
    stands: "Plans de travail déjà versés",
    file: "Fichier du plan de travail (YAML ou JSON)",
    send: "Verser ce fichier",
    shipped: "Ou l’un de ceux qui accompagnent ce logiciel",
    write: "Ou l’écrire ici",
    text: "Le fichier du plan de travail",
    wrong: "Rien n’a été consigné. Les points suivants sont à corriger :",
    at: "Ligne {line}, colonne {column}{path, select, missing {} other { ({path})}} : {message}",
  },
  short: {
    id: "notre-plan",
    title: "Notre plan de travail",
    chair: "Présidence",
    meeting: "Réunion de clôture",
    track: "Premier volet",
    activity: "Un premier texte",
  },
  progress: {
    title: "Le plan de travail est en cours de versement",
    there: "Le plan de travail est versé",
    not: "Le plan de travail a été refusé",
    done: "{done} inscriptions sur {of} sont consignées.",
    again: "Actualiser",
    counts:
      "Il compte {activities, plural, one {# activité} other {# activités}}, {outputs, plural, one {# produit} other {# produits}}, {people, plural, one {# personne} other {# personnes}}.",
    warnings: "Ce que le fichier laisse incertain",
    warning: "Ligne {line} : {note}",
    whyNot: "Le contenu du fichier n’est pas consigné. Ceci y fait obstacle :",
    back: "Envoyer un autre fichier",
    next: "Continuer : indiquer qui vous êtes",
  },
  who: {
    title: "Qui êtes-vous ?",
    lead: "À partir de maintenant, vous agissez en tant que cette personne, dans cette fonction. Le registre l’indique pour tout ce que vous faites.",
    send: "C’est moi",
  },
  invite: {
    title: "Inviter les autres",
    lead: "Toute personne que vous invitez exerce sa fonction à compter d’aujourd’hui.",
    mails:
      "Elle se connecte avec son adresse : un code y est envoyé. Aucune lettre ne l’en informe : veuillez le faire.",
    mailless:
      "Aucun envoi de lettres n’est configuré ici : chaque invitation est un lien, qui n’est montré qu’une fois. Remettez-le à cette personne, et à nulle autre.",
    send: "Inviter",
    people: "Personnes de ce plan de travail",
    shown: "L’invitation de {name}. Elle s’ouvre une seule fois, dans les trois jours :",
    added: "{name} peut désormais se connecter avec son adresse. Indiquez-lui où :",
    known: "Une personne ayant cette adresse exerce déjà une fonction dans ce plan de travail.",
    done: "Aller au plan de travail",
    forbidden: "Il appartient au secrétariat, à la Présidence et aux coordinations de ce plan de travail d’inviter.",
  },
  clock: {
    title: "L’horloge",
    now: "Nous sommes le {instant}.",
    lead: "Cette installation est à l’essai : son horloge peut être avancée, jamais reculée. Ce qui arrive à échéance entre-temps est consigné, et les lettres de ces jours-là sont écrites. Une connexion prend fin selon cette horloge, elle aussi.",
    on: "{hours, plural, =1 {Avancer d’une heure} =24 {Avancer d’un jour} =168 {Avancer d’une semaine} other {Avancer de # heures}}",
    until: "Jusqu’à un jour et une heure",
    day: "Jour",
    time: "Heure (UTC)",
    move: "Déplacer l’horloge",
    wrong: "L’horloge n’a pas été déplacée : indiquez un jour et une heure à venir.",
    letters: "Lire les lettres",
  },
  field: {
    name: "Nom",
    address: "Adresse électronique",
    office: "Fonction",
    party: "Délégation ou organisation",
    nobody: "Aucune",
    wrong: "Rien n’a été consigné :",
  },
}
