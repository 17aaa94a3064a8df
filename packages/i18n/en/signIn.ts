/** What the pages and the letter say by which somebody signs in and out. */
export const signIn = {
  title: "Sign in",
  linkTitle: "Sign in by the letter’s link",
  firstTitle: "Begin this installation",
  begin: "Come in and begin",
  address: "E-mail address",
  ask: "Send a code",
  issuer: "Sign in with {issuer}",
  code: "Code of eight characters",
  enter: "Sign in",
  own: "This device is mine alone: keep me signed in for 30 days",
  another: "Use another address, or ask for a new code",
  outTitle: "Sign out",
  out: "Sign out on this device",
  everywhere: "Sign out everywhere",
  whoTitle: "As whom do you act?",
  heading: "Your code to sign in",
  letterCode: "Code:",
  letterLink: "Or open this page in the browser in which you asked",
  says: {
    asks: "Give the e-mail address at which the secretariat of a work plan writes to you; a code will be sent there.",
    waits:
      "If somebody who holds an office today has this address, a letter with a code and a link is on its way there. The code is valid for 15 minutes, and a newer one replaces it.",
    wrong:
      "This code opens nothing: it was mistyped, used before, replaced by a newer one or typed wrongly too often, or its 15 minutes have passed. Look at the newest letter, or ask for a new code.",
    malformed: "This is no e-mail address: write it as name@domain.",
    here: "This link signs you in, in this browser. It opens once.",
    first:
      "This link is for whoever runs this installation. It lets you bring in a work plan and say who you are; after that you act as that person. It opens once.",
    ended:
      "This link has ended: it was used, an hour has passed, or somebody holds an office in a work plan by now. Whoever runs the installation makes another with “demarche sign-in-link”.",
    elsewhere:
      "This link was asked for in another browser, or has ended. If the letter is yours, type the code that stands in it.",
    insecure:
      "Nobody can sign in over an unprotected connection: open this site by its https address, or on the machine itself.",
    notBegun:
      "This sign-in was not begun in this browser, or its ten minutes have passed. Nobody was signed in: begin again on this page.",
    down: "{issuer} does not respond at present. Sign in with a code instead; it is sent to you by letter.",
    refused: "{issuer} signed nobody in. Try again, or sign in with a code, which is sent to you by letter.",
    untied:
      "This account at {issuer} is not tied to an address here yet. Sign in with a code first, which is sent to you by letter; on “My page” you then tie the account to your address.",
    ties: "The code also ties your account at {issuer} to this address, once you type it: from then on that account signs you in without a code.",
    in: "You are signed in.",
    out: "You are signed out.",
    leaves: "Signing out ends this session; what you have recorded stays.",
    who: "Say as whom, and in which office, you act in this work plan.",
    nobody: "You hold no office in this work plan today.",
    letter:
      "A code was asked for to sign in with this address{home, select, missing {} other { at {home}}}. Type it on the page that is waiting for it; it is valid for 15 minutes.",
    beware:
      "If you did not ask for it, you need do nothing: nobody is signed in by it. Pass the code on to nobody; nobody from the secretariat will ask you for it.",
  },
}

/** What may be asked of a session. */
export const sessionActs = {
  askCode: "Ask for a code",
  makeLink: "Make a link to sign in",
  noteSent: "Note that the code was sent",
  signIn: "Sign in",
  admit: "Let in without a code",
  signOut: "Sign out",
  signOutEverywhere: "Sign out everywhere",
  nameAddress: "Name the address of an account",
  tieIdentity: "Tie an account at the issuer",
  untieIdentity: "Untie an account at the issuer",
}
