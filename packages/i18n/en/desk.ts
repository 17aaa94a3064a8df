/** The page from which a plan is run. */
export const desk = {
  title: "The desk",
  people: "People",
  noAddress: "no address",
  failedAddress: "mail comes back",
  invite: "Invite somebody",
  plan: "The plan",
  history: "Everything recorded of the plan",
  meetings: "Meetings",
  noDate: "no date yet",
  days: "{first} to {last}",
  letters: "Letters that have not left",
  noLetters: "Every letter that is due has left.",
  readLetter: "Read the letter",
}
