import type { Catalogue, LanguageCatalogue } from "../en/index.ts"
import { answers } from "./answers.ts"
import { board, outputs } from "./board.ts"
import { cities } from "./cities.ts"
import { decide } from "./decide.ts"
import { desk } from "./desk.ts"
import { due } from "./due.ts"
import { events } from "./events.ts"
import { faults } from "./faults.ts"
import { frame, guide } from "./frame.ts"
import { headline } from "./headline.ts"
import { mine } from "./home.ts"
import { item } from "./item.ts"
import { letters } from "./letters.ts"
import { planFile } from "./planFile.ts"
import { planWords } from "./planWords.ts"
import { obstacles, problems } from "./problems.ts"
import { missing, rules } from "./rules.ts"
import { signIn } from "./signIn.ts"
import { start } from "./start.ts"
import { times } from "./times.ts"
import { transitions } from "./transitions.ts"
import { unbroken } from "./typography.ts"
import { warnings } from "./warnings.ts"
import { kinds, next, wording } from "./wording.ts"

/** Le français, en messages ICU, écrit avec des espaces ordinaires : `translate` rend insécables celles qui doivent l’être. */
const messages: Catalogue = {
  rules,
  missing,
  marks: { colon: " : ", semicolon: " ; " },
  problems,
  obstacles,
  events,
  letters,
  answer: answers,
  signIn,
  start,
  warnings,

  home: {
    asOf: "Situation{instant, select, missing { actuelle} other { au {instant}}}",
    overdue: "en retard",
    actAs: "Agir au nom de l’un d’eux (démonstration)",
  },

  frame,
  board,
  decide,
  desk,
  outputs,
  guide,
  headline,
  item,
  mine,
  wording,
  next,

  notices: {
    dueBefore: "échéance {count, select, missing {proche} other {dans {count, plural, one {# jour} other {# jours}}}}",
    dueOn: "échéance aujourd’hui",
    dueOverdue: "{count, select, missing {en retard} other {{count, plural, one {# jour} other {# jours}} de retard}}",
    dueMoved: "l’échéance a changé",
    silenceCloses:
      "la procédure d’approbation tacite prend fin {count, select, missing {bientôt} other {dans {count, plural, one {# heure} other {# heures}}}}",
    consultationCloses:
      "la consultation se clôt {count, select, missing {bientôt} other {dans {count, plural, one {# jour} other {# jours}}}}",
    turnWaitPassed: "le délai d’attente est écoulé",
  },

  states: {
    new: "Pas encore engagé",
    importing: "Importation en cours",
    proposed: "Proposé",
    adopted: "Adopté",
    closed: "Clos",
    planned: "Prévue",
    consulting: "En consultation",
    drafting: "{kind, select, event {En préparation} other {En rédaction}}",
    agreed:
      "{kind, select, consultation {Conclue} event {Tenue, avec rapport} outreach {Achevée} support {Achevée} ongoing {Achevée} placeholder {Achevée} issued {Publié} other {Adopté}}",
    deferred: "Reportée",
    cancelled: "Annulée",
    notPursued: "Sans suite",
    superseded: "Remplacée",
    open: "En attente",
    partlyFulfilled: "Partiellement réalisé",
    fulfilled: "Réalisé",
    carriedOver: "Report au cycle suivant",
    submitted: "Présentée",
    accepted: "Acceptée",
    declined: "Rejetée",
    delivered: "Remise effectuée",
    acknowledged: "Réception confirmée",
    ended: "Terminée sans remise",
    queued: "En file d’attente",
    claimed: "En cours d’envoi",
    sent: "Envoyée",
    failed: "Échec de l’envoi",
    suppressed: "Retenue",
    active: "En vigueur",
    subscribed: "Abonné",
    unsubscribed: "Désabonné",
    revoked: "Révoquée",
    expired: "Expirée",
    disabled: "Désactivé",
    removed: "Supprimé",
    givenUp: "Abandonné",
    asked: "Demandée",
    finished: "Terminée",
    refused: "Refusée",
    codeOut: "Un code est en circulation",
    codeless: "Aucun code en circulation",
  },

  substates: {
    editing: "Texte en cours d’élaboration",
    clearance: "En attente d’aval",
    cleared: "Étape suivante à engager",
    underSilence: "Sous procédure d’approbation tacite",
    broken: "Objection reçue",
    void: "Procédure d’approbation tacite annulée",
  },

  transitions,

  offices: {
    coordinator: "Coordination",
    presidency: "Présidence",
    secretariat: "Secrétariat",
    thematicCoordinator: "Coordination thématique",
    focalPoint: "Référent(e)",
    chair: "Présidence d’un volet",
    delegate: "Délégation d’un État partie",
    partner: "Partenaire",
    observer: "Observateur",
    auditor: "Audit",
    committee: "Comité",
    clock: "Horloge",
    system: "Système",
  },

  signatures: { coordinator: "Pour les coordonnateurs", secretariat: "Le secrétariat" },

  kinds,

  due,

  months: {
    1: "janvier",
    2: "février",
    3: "mars",
    4: "avril",
    5: "mai",
    6: "juin",
    7: "juillet",
    8: "août",
    9: "septembre",
    10: "octobre",
    11: "novembre",
    12: "décembre",
  },

  weekdays: {
    1: "lundi",
    2: "mardi",
    3: "mercredi",
    4: "jeudi",
    5: "vendredi",
    6: "samedi",
    7: "dimanche",
  },

  dates: {
    day: "{day, select, 1 {1er} other {{day}}} {month} {year}",
    month: "{month} {year}",
    report: "{date} ({period})",
    reportInFull:
      "{date}, avec le compte rendu {is, select, part {du {period}} meeting {pour « {period} »} other {pour {period}}}",
    tentative: "{date}, à confirmer",
    part: "{part, select, early {début} mid {mi-} other {fin}}{part, select, mid {} other { }}{month}",
    quarter: "T{quarter} {year}",
    quarterInFull: "{quarter, select, 1 {premier} 2 {deuxième} 3 {troisième} other {quatrième}} trimestre de {year}",
    when: "{precision, select, day {le } quarter {au } halfYear {au } month {en } year {en } other {}}{due}",
    halfYear: "{half, select, 1 {premier} other {second}} semestre de {year}",
    weekday: "{weekday} {day}",
    brief: "{day, select, 1 {1er} other {{day}}} {month} à {time}, {place}",
    moment: "{day} à {time} ({zone}{reader, select, missing {} other { ; {reader}}})",
    reader: "{day, select, missing {} other {{day} à }}{time} {place}",
  },

  calendar: {
    personal: "Ce qui me concerne{plan, select, missing {} other { : {plan}}}",
    kinds: {
      meeting: "Réunion",
      due: "Échéance",
      consultation: "Consultation",
      silence: "Procédure d’approbation tacite",
    },
    due: "Échéance{period, select, missing {} other { ({period})}}{title, select, missing {} other { : {title}}}",
    consultation: "Consultation{title, select, missing {} other { : {title}}}",
    silence: "Procédure d’approbation tacite{title, select, missing {} other { : {title}}}",
    gone: "N’a plus cours{summary, select, missing {} other { : {summary}}}",
    until: "{deadline, select, missing {Jusqu’à nouvel avis} other {Jusqu’au {deadline}}}",
    awaited: "Réponses attendues{parties, select, missing {} other { : {parties}}}",
  },
}

export const fr: LanguageCatalogue = {
  ...{ messages, locale: "fr", cities, set: unbroken },
  times,
  faults,
  planFile: { ...planFile, ...planWords },
}
