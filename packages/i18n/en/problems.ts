/** What went wrong, by the last part of a problem's `type`: a title and what to make of it (RFC 9457). */
export const problems = {
  invalid: {
    title: "The request cannot be read as it stands",
    detail:
      "Some of what was sent is incomplete or malformed. Each place is named: correct it and send the request again.",
  },
  unauthenticated: {
    title: "Please sign in",
    detail: "This is open to a person who has signed in, or to a program with a valid key.",
  },
  forbidden: {
    title: "Your credential does not reach this far",
    detail: "It does not hold the office, the plan or the scope that you act under: act as an office that you hold.",
  },
  unknown: {
    title: "There is nothing here",
    detail: "Nothing is kept at this address, or nothing that you may see.",
  },
  conflict: {
    title: "Others were recording at the same moment",
    detail: "Other decisions were recorded first, several times over. Nothing of yours was written: please try again.",
  },
  stale: {
    title: "This has changed since you saw it",
    detail:
      "You decided on an earlier version{version, select, missing {} other {; the current one is {version}}}. Nothing was written: look at what has changed, then decide again.",
  },
  erased: {
    title: "This text has been redacted",
    detail:
      "The text was erased by a decision that is on the record. Its hash remains, so that the record can still be verified.",
  },
  "too-large": {
    title: "This is too large",
    detail: "What was sent is larger than may be received here{limit, select, missing {} other { ({limit})}}.",
  },
  "media-type": {
    title: "This kind of file is not accepted here",
    detail: "Send one of the formats that this address accepts, and name it in Content-Type.",
  },
  rejected: {
    title: "The rules do not allow this now",
    detail: "Nothing was written. Each rule in the way is listed, with what it asks for.",
  },
  "key-reused": {
    title: "This Idempotency-Key has already been used",
    detail: "The key came earlier with another request. Nothing was written: use a new key for a new request.",
  },
  "slow-down": {
    title: "Too many requests",
    detail: "Please wait a moment before the next one; Retry-After says how long.",
  },
  unavailable: {
    title: "Not available at the moment",
    detail: "Nothing can be recorded just now, and nothing was written. Please try again in a moment.",
  },
  internal: {
    title: "Something went wrong on our side",
    detail:
      "The fault is ours and has been noted{reference, select, missing {} other { under {reference}}}. Please try again later.",
  },
  damaged: {
    title: "Something that is kept here is damaged",
    detail:
      "What this needs can no longer be read as it was written, and trying again does not help. It has been noted{reference, select, missing {} other { under {reference}}}: whoever runs this server can repair it. Everything else goes on.",
  },
}

/** Why nothing can be recorded now, where that is known, and what to do. */
export const obstacles = {
  replaced:
    "The files of the record were removed or replaced while this server runs, and nothing was written. Whoever runs it stops it, puts the folder right and starts it again.",
  clock:
    "The clock of this server has jumped, or is behind the record, and nothing was written. It goes on by itself once the clock is right; whoever runs it checks that.",
  full: "The disk of the record is full, and nothing was written. It goes on by itself once there is room.",
  busy: "Another process has held the record for too long, and nothing was written. Please try again in a moment.",
}
