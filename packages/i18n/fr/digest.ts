import type { digest as english } from "../en/digest.ts"

/** Ce que dit une lettre qui traite de plusieurs affaires. */
export const digest: typeof english = {
  subject:
    "{count, select, missing {Vos dossiers} other {{count, plural, one {# point} other {# points}}}}{overdue, select, missing {} 0 {} other {, {all, select, true {{count, plural, =2 {tous deux} other {tous}}} other {dont {overdue}}} en retard}}{plan, select, missing {} other { : {plan}}}",
  heading: "Vos dossiers dans ce plan de travail",
  lead: "{count, select, missing {Plusieurs points appellent} other {{count, plural, one {Un point appelle} other {# points appellent}}}} votre attention{overdue, select, missing {} 0 {} other {{all, select, true {{count, plural, one { ; son échéance est dépassée} =2 { ; l’échéance de l’un et de l’autre est dépassée} other { ; l’échéance de chacun est dépassée}}} other {{overdue, plural, one { ; l’échéance de l’un d’eux est dépassée} other { ; l’échéance de # d’entre eux est dépassée}}}}}}.",
  overdue: "En retard",
  moved: "Échéances modifiées",
  coming: "À venir",
  news: "Pour votre information",
}
