import type { dates as english } from "../en/dateKinds.ts"

/** Comment une date peut être fixée. */
export const dates: typeof english = {
  date: "Un jour",
  month: "Un mois",
  quarter: "Un trimestre",
  halfYear: "Un semestre",
  year: "Une année",
  range: "Une période, d’un jour à l’autre",
  meeting: "À compter d’une réunion",
  after: "À compter d’un autre point",
  everyMonth: "Un rapport chaque mois",
  everyQuarter: "Un rapport chaque trimestre",
  everyHalfYear: "Un rapport chaque semestre",
  everyMeeting: "Un rapport à chaque réunion d’un type donné",
  request: "À compter d’une demande",
  none: "Sans date",
}
