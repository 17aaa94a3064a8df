/** How a date can be set, by the kind of its rule. */
export const dates = {
  date: "A day",
  month: "A month",
  quarter: "A quarter",
  halfYear: "A half-year",
  year: "A year",
  range: "A period from day to day",
  meeting: "Counted from a meeting",
  after: "Counted from another item",
  everyMonth: "A report every month",
  everyQuarter: "A report every quarter",
  everyHalfYear: "A report every half-year",
  everyMeeting: "A report at each meeting of a kind",
  request: "Counted from a request",
  none: "No date",
}
