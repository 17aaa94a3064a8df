/** What an amendment can change: each command that it may carry, by the workflow that it is asked of. */
export const changes = {
  plan: {
    amend: "The work plan: its title or cycle",
    addMeeting: "The work plan: add a meeting",
    moveMeeting: "The work plan: move a meeting",
  },
  activity: {
    plan: "Add an activity",
    amend: "An activity: what the plan says of it",
    setDue: "An activity: its due date",
  },
  output: {
    promise: "Add an output",
    amend: "An output: what the plan says of it",
    setDue: "An output: its due date",
  },
}
