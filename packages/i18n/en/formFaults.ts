/** What is wrong with a day, a time or a number in a form. */
export const formFaults = {
  missing: "This is needed.",
  nothing: "Say what is to change.",
  number: "Write a number, such as 3.",
  day: "Give the day, such as 2026-06-08.",
  time: "Give the time, such as 18:00.",
  gap: "This hour does not exist on that day: the clocks go forward. Choose another.",
  twice: "This hour occurs twice on that day, since the clocks go back. Say which of the two you mean.",
}
