/** The bugs of the store or of a client, which either world must show. */
const everywhere = {
  "append answers before it writes": "an acknowledged commit is lost in a crash",
  "a conflict counts as written": "an acknowledged commit is another's",
  "a lost answer is retried under a new id": "one command has two effects",
  "projection writes only what it heard": "a gap stays in the views",
  "projection takes the newest for the whole": "a row is made without what came before it",
  "the clock dates outcomes now": "an outcome is dated when it was recorded",
  "views take any row": "an older row stands over a newer one",
  "the chain starts anew": "a commit names none before it",
  "a call that was refused counts as taken": "a receiver is never called again",
  "no call is made again": "what a receiver refused it is never told",
} as const

/** The bugs that can be planted in each world, each in one place; every one must be caught. */
export const bugs = {
  cloud: {
    ...everywhere,
    "publish reports no failures": "what the bus refused is never published",
    "publish resends what was taken, not what was refused": "what the bus refused is never published",
    "publish passes over its last record": "one commit of a batch is never published",
    "a failing handler is not tried again": "a commit is never projected, answered or told",
    "the failure queue is thrown away": "what failed for good is never taken up",
    "an announcement names the commit before": "the newest commit is never projected",
    "a notice is named without its version": "of two silences only the first is told",
    "a notice is named by chance": "who hears of a commit twice is told twice",
    "notify forgets a recipient": "somebody is not told",
    "notify stops at a notice that is there": "a second try tells nobody else",
    "notify tells a bystander": "somebody is told whom it does not concern",
    "react remembers a plan for ever": "what hangs on a meeting stays where the meeting was",
    "the redrive queues no notice": "what notify failed on for good is never told",
    "the redrive queues no call": "what deliver failed on for good is never told",
  },
  local: {
    ...everywhere,
    "the cursor moves before the commits are taken": "what a crash interrupts is never taken up",
    "the cursor moves over what failed": "a commit is never projected, answered or told",
    "a batch leaves out its last commit": "a commit is never handed to anyone",
    "cursors stand beside the record alone": "what a power cut took from the views is never projected again",
    "consumers share a cursor": "what one has taken the others never see",
    "a host that begins starts at the end": "what was written before a crash is never taken up",
    "a consumer that fails is not begun again": "a commit is never projected, answered or told",
    "consumers begin before the views are mended": "what they project or answer meanwhile is lost with the views",
    "commits are handed on before they are written": "what never was is projected and answered",
  },
} as const

export type WorldName = keyof typeof bugs
export type Bug = { [Name in WorldName]: keyof (typeof bugs)[Name] }[WorldName]
