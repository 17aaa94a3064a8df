import type { desk as english, deskFields as englishFields, deskHints as englishHints } from "../en/desk.ts"
import { notTaken } from "./notTaken.ts"

/** La page d’où l’on conduit un plan. */
export const desk: typeof english = {
  title: "Le bureau",
  people: "Personnes",
  peopleShown: "{first} à {last} sur {all}",
  peopleBefore: "Personnes précédentes",
  peopleAfter: "Personnes suivantes",
  vacant:
    "{day, select, missing {Plus personne n’exerce alors cette fonction} other {Après le {day}, plus personne n’exerce cette fonction}} : {office}. Ce qui lui est demandé n’atteindra personne tant qu’elle n’aura pas été confiée à quelqu’un d’autre.",
  noAddress: "sans adresse",
  failedAddress: "les lettres reviennent",
  deputy: "Suppléance : {name}",
  away: "absence : {days}",
  invite: "Inviter une personne",
  plan: "Le plan de travail",
  history: "Tout ce qui a été consigné sur le plan",
  meetings: "Réunions",
  noDate: "pas encore de date",
  days: "du {first} au {last}",
  import: {
    title: "Envoyer de nouveau le fichier du plan",
    lead: "Le fichier est comparé au plan de travail. Les différences sont montrées avant toute inscription au registre ; les décisions prises depuis ne sont jamais écrasées.",
    text: "Ou le texte du fichier",
    again: "Le fichier figure ci-dessous tel qu’il a été envoyé : corrigez-le, ou choisissez-en un autre.",
    check: "Montrer ce qui changerait",
    none: "Choisissez un fichier, ou saisissez-en le texte.",
    other: "Ce fichier est celui d’un autre plan de travail : {plan}.",
    checkTitle: "Ce que le fichier changerait",
    same: "Le fichier concorde avec le plan de travail : il n’y a rien à reprendre.",
    takes: "Ce qui serait repris",
    ticks: "Ce que vous décochez reste en l’état.",
    unticked: "Laissé en l’état, faute d’avoir été coché",
    needs: "Ceci suppose ce qui n’est pas coché : {names}. Cochez aussi ce qui l’apporte, ou décochez ceci.",
    unfit: {
      none: "Rien n’est coché : cochez ce qui est à reprendre.",
      changed:
        "Le plan de travail a changé depuis que vous l’avez consulté : voici ce qui en diffère à présent. Vérifiez de nouveau ce qui est coché.",
      needs: "Une partie de ce qui est coché ne peut être reprise seule.",
    },
    taken: "Ce qui a été repris",
    leaves: "Ce qui ne serait pas repris, et comment procéder",
    left: "Ce qui n’a pas été repris, et comment procéder",
    why: notTaken,
    changes: { added: "ajouté", amended: "modifié", missing: "absent du fichier" },
    nothing: "rien",
    send: "Reprendre ce qui est coché",
    there: "Le fichier est repris",
    refused: "Le fichier a été refusé",
    going: "Le fichier est en cours de reprise",
  },
  closures: {
    title: "Jours de fermeture du secrétariat",
    none: "Aucun jour à venir n’est indiqué.",
    over: "Jours passés",
    change: "Modifier les jours",
    lead: "Les délais comptés en jours ouvrables ne tiennent pas compte de ces jours. Ils font partie du plan de travail : si le fichier du plan est envoyé de nouveau, ce qu’il en dit prévaut.",
    order: "Le dernier jour ne précède pas le premier, et ne s’indique pas sans lui.",
    same: "Rien ne changerait : ajoutez des jours, ou décochez-en.",
  },
  letters: "Lettres non parties",
  noLetters: "Toutes les lettres dues sont parties.",
  readLetter: "Lire la lettre",
  back: "Retour au bureau",
  keys: {
    title: "Clés des programmes",
    none: "Aucun programme n’a de clé pour ce plan de travail.",
    lead: "Muni d’une clé, un programme agit dans ce plan de travail au titre d’une fonction, jusqu’à l’expiration ou à la révocation de la clé. Ce qu’il fait figure au registre sous le nom de la clé.",
    made: "faite par {name} ({office}), le {instant}",
    until: "valable jusqu’au {instant}",
    ready: "La clé est faite",
    shown:
      "Voici la clé. Elle n’est montrée qu’une fois et n’est conservée nulle part : transmettez-la à titre confidentiel.",
    already:
      "Ce formulaire a déjà produit sa clé, qui n’est plus montrée. Si personne ne l’a copiée, révoquez-la et faites-en une autre.",
    over: "Cette clé n’ouvre plus rien.",
    keptBy: "Les clés sont faites et révoquées par la fonction suivante : {office}.",
  },
  webhooks: {
    title: "Webhooks (appels de programmes)",
    none: "Aucun programme n’est appelé lorsqu’une inscription est faite au registre.",
    lead: "Un webhook est l’adresse d’un programme, appelée à chaque inscription au registre qui l’intéresse. Chaque appel est signé au moyen d’un secret, par lequel le programme en reconnaît l’origine.",
    off: "Les webhooks ne sont pas configurés dans cette installation.",
    today: "Les webhooks ne sont montrés que dans leur état actuel.",
    all: "tous les événements",
    sees: { public: "Ce qui est public", committee: "Ce que le comité peut voir", restricted: "Tout" },
    one: "Webhook : {label}",
    state: "État",
    rotated: "Secret remplacé",
    removed: "Il est supprimé et n’est plus appelé.",
    forGood: "Il n’est alors plus appelé, définitivement. Ses appels restent au registre.",
    secret: "Le secret du webhook",
    shown:
      "Voici le secret au moyen duquel ses appels sont signés. Il n’est montré qu’une fois : transmettez-le à titre confidentiel.",
    page: "Le webhook et ses appels",
    calls: "Appels",
    noCalls: "Il n’a pas encore été appelé.",
    attempts: "{count, plural, =0 {pas encore tenté} one {# tentative} other {# tentatives}}",
    next: "nouvel essai le {instant}",
    older: "Appels antérieurs",
    keptBy: "Les webhooks relèvent de la fonction suivante : {office}.",
  },
}

/** Ce que demandent les formulaires du bureau. */
export const deskFields: typeof englishFields = {
  addKey: { label: "À quoi elle sert", expires: "Jusqu’à quand" },
  register: {
    url: "Adresse de l’appel",
    label: "À quoi il sert",
    types: "Événements signalés",
    sees: "Ce que le destinataire peut voir",
  },
  disable: { why: "Motif de la désactivation" },
  amend: { closures: "Jours maintenus", added: { from: "Premier jour ajouté", to: "Dernier jour ajouté" } },
}

/** Comment ils se remplissent. */
export const deskHints: typeof englishHints = {
  addKey: {
    label: "Par exemple le nom du programme. Il figure au registre.",
    expires: "Sans indication : jusqu’à sa révocation.",
  },
  register: {
    url: "Adresse sécurisée (https), sans mot de passe.",
    types: "Leurs noms, par exemple SilenceOpened, séparés par des virgules. Sans indication : tous.",
  },
}
