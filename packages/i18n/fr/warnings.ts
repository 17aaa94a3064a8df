import type { warnings as english } from "../en/warnings.ts"

/** Ce qui, dans le document d’un plan, mérite l’attention d’une coordination, d’après le code de l’avertissement. */
export const warnings: typeof english = {
  TRACK_COUNT: "il existe un volet {number}, mais pas de volet {before}",
  EVENT_MISMATCH: "« {title} » a pris fin le {end}, avant tous les trimestres du calendrier",
  QUARTER_GAP: "le cycle compte des trimestres qui ne figurent pas au calendrier : {items}",
  NO_QUARTER:
    "{count, plural, one {# activité sur {of} des volets n’est rattachée} other {# activités sur {of} des volets ne sont rattachées}} à aucun trimestre",
  NO_APPROVER:
    "le document n’indique pas qui approuve {count, plural, one {# produit attendu} other {# produits attendus}} sur {of}",
  NO_OWNER:
    "aucun responsable n’est désigné pour {count, plural, one {# produit attendu} other {# produits attendus}} sur {of} : la coordination est réputée en répondre",
  UNKNOWN_ACTOR: "le document ne précise pas qui sont « {title} »",
  AMBIGUOUS_ACTOR: "le document ne précise pas qui sont « {title} »",
  TIMELINE_REPEATS:
    "le calendrier reprend {activity}{shortened, select, missing {} other { en omettant un membre de phrase{clause, select, missing {} other { ({clause})}}}} ; les deux sont conservés comme sources",
  NOT_AN_OUTPUT: "{item} donne lieu à un document ({document}) qu’aucun produit attendu ne mentionne",
  DUE_AFTER_DOCUMENT_DEADLINE:
    "la fin du {quarter} est postérieure à la date limite de remise des documents pour « {meeting} », fixée au {latest}{open, select, missing {} other { au plus tard}}",
  MEETING_DAYS_UNKNOWN:
    "les dates de « {title} » ne sont pas connues, de sorte que ce qui en dépend n’a pas encore d’échéance : {items}",
  LONE_SUB_ITEM: "{number} est la seule subdivision de son objectif",
  GROUP_UNLISTED:
    "les membres de {items}, auxquels s’adresse une procédure d’approbation tacite, ne sont pas énumérés sous bodies",
  PARTY_UNREACHED:
    "{body, select, missing {{count, plural, one {# partenaire des activités ne peut être joint} other {# partenaires des activités ne peuvent être joints}}} other {{count, plural, one {# membre sur {of} de {body} ne peut être joint} other {# membres sur {of} de {body} ne peuvent être joints}}}} par lettre jusqu’à la fin du cycle : aucune personne munie d’un mandat et d’une adresse n’y est désignée",
}
