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
  letters: "Letters",
  noLetters: "No letter has been written yet.",
  readLetter: "Read the letter",
}
