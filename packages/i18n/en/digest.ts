/** What a letter says that tells of several matters. */
export const digest = {
  subject:
    "{count, select, missing {Your matters} other {{count, plural, one {# matter} other {# matters}}}}{overdue, select, missing {} 0 {} other {, {all, select, true {{count, plural, =2 {both} other {all}}} other {{overdue}}} overdue}}{plan, select, missing {} other {: {plan}}}",
  heading: "Your work in this plan",
  lead: "{count, select, missing {Several matters require} other {{count, plural, one {One matter requires} other {# matters require}}}} your attention{overdue, select, missing {} 0 {} other {; {all, select, true {{count, plural, one {it is} =2 {both are} other {all of them are}}} other {{overdue, plural, one {one of them is} other {# of them are}}}} overdue}}.",
  overdue: "Overdue",
  moved: "Dates that have changed",
  coming: "Coming up",
  news: "For your information",
}
