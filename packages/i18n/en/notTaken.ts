/**
 * Why a difference between a plan file and its plan is not taken over, and what to do. An argument by the name of a transition is
 * what its button says, or that name for a program.
 */
export const notTaken = {
  itemGone:
    "It stays in the plan. If it is not to be done any more, choose “{cancel}”{where, select, page { on its page} other {}}, or “{supersede}” where something else takes its place.",
  personGone:
    "The file does not name this person any more, who keeps every mandate. End them{where, select, page { at the desk} other {}} by “{endPerson}”, or by “{endMandate}” for one office.",
  mandateGone:
    "The file does not name this mandate any more, and not since when. End it{where, select, page { at the desk} other {}} by “{endMandate}”, with its last day.",
  mandateBegun: "A mandate that has begun cannot begin later: it stays as it is.",
  redacted: "It was redacted: take it out of the file.",
  othersSend: "It is taken over when the Presidency or the secretariat sends the file.",
  procedureDecided:
    "The rules of procedure of an adopted plan are changed by the Presidency, or by the secretariat on its behalf, with the decision that they rest on: {where, select, page {by a program or on the command line, by “demarche plan do PLAN amend --mandate DECISION”} other {by “{amend}”, with the decision as “mandate”}}. Then send the file again.",
  proposed:
    "The rules of procedure put changes of an adopted plan on a path: propose this one{where, select, page { at the desk} other {}} by “{proposeAmendment}”.",
  refused: "It is refused now. {rules} Send the file again once that is no longer in the way.",
}
