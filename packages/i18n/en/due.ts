/** What is said of due dates, and of the rules that set them. */
export const due = {
  overdue: "{days, select, missing {Overdue} other {{days, plural, one {Overdue by # day} other {Overdue by # days}}}}",
  quarter: "Due this quarter",
  on: "Due{date, select, missing {} other {: {date}}}",
  none: "No date yet",
  rules: {
    date: "date set in the plan or by decision",
    month: "end of the month named in the plan",
    quarter: "end of the quarter named in the plan",
    halfYear: "end of the half-year named in the plan",
    year: "end of the year named in the plan",
    range: "last day of the period named in the plan",
    meeting:
      "{counted, select, missing {day of} other {{counted}}} the meeting{meeting, select, missing {} other { “{meeting}”}}",
    after:
      "{counted, select, missing {day of} other {{counted}}} {item, select, missing {another item} other {{item}}}",
    everyMonth: "report of each month",
    everyQuarter: "report of each quarter",
    everyHalfYear: "report of each half-year",
    everyMeeting: "report at each meeting of that kind",
    request:
      "{days, select, missing {counted from} other {{days, plural, one {# day} other {# days}} after}} the request",
    none: "no date in the plan",
  },
  counted: "{offset, select, missing {some time} other {{offset}}} {when, select, before {before} other {after}}",
  offset:
    "{unit, select, months {{count, plural, one {# month} other {# months}}} weeks {{count, plural, one {# week} other {# weeks}}} other {{count, select, missing {some time} other {{count, plural, one {# day} other {# days}}}}}}",
  words: "read from {words, select, missing {the document} other {“{words}”}}",
  notTakenUp: "not taken up yet",
}
