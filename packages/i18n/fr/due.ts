/** What is said of due dates, and of the rules that set them. */
export const due = {
  overdue: "En retard{days, select, missing {} other { de {days, plural, one {# jour} other {# jours}}}}",
  quarter: "Échéance ce trimestre",
  on: "Échéance{date, select, missing {} other { : {date}}}",
  none: "Pas encore de date",
  rules: {
    date: "date fixée par le plan de travail ou par décision",
    month: "fin du mois indiqué dans le plan de travail",
    quarter: "fin du trimestre indiqué dans le plan de travail",
    halfYear: "fin du semestre indiqué dans le plan de travail",
    year: "fin de l’année indiquée dans le plan de travail",
    range: "dernier jour de la période indiquée dans le plan de travail",
    meeting:
      "{counted, select, missing {jour de} other {{counted}}} la réunion{meeting, select, missing {} other { « {meeting} »}}",
    after:
      "{counted, select, missing {jour de} other {{counted}}} {item, select, missing {un autre élément} other {{item}}}",
    everyMonth: "compte rendu de chaque mois",
    everyQuarter: "compte rendu de chaque trimestre",
    everyHalfYear: "compte rendu de chaque semestre",
    everyMeeting: "compte rendu à chaque réunion de ce type",
    request:
      "{days, select, missing {à compter de} other {{days, plural, one {# jour} other {# jours}} après}} la demande",
    none: "pas de date dans le plan de travail",
  },
  counted: "{offset, select, missing {quelque temps} other {{offset}}} {when, select, before {avant} other {après}}",
  offset:
    "{unit, select, months {{count, plural, one {# mois} other {# mois}}} weeks {{count, plural, one {# semaine} other {# semaines}}} other {{count, select, missing {quelque temps} other {{count, plural, one {# jour} other {# jours}}}}}}",
  words: "lu dans {words, select, missing {le document} other {« {words} »}}",
  notTakenUp: "pas encore entreprise",
}
