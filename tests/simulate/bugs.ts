/** The bugs that can be planted, each in one place of the pump or the store; every one must be caught. */
export const bugs = {
  "append answers before it writes": "an acknowledged commit is lost in a crash",
  "a conflict counts as written": "an acknowledged commit is another's",
  "a lost answer is retried under a new id": "one command has two effects",
  "publish reports no failures": "what the bus refused is never published",
  "publish resends what was taken, not what was refused": "what the bus refused is never published",
  "publish passes over its last record": "one commit of a batch is never published",
  "a failing handler is not tried again": "a commit is never projected or answered",
  "the failure queue is thrown away": "what failed for good is never taken up",
  "projection writes only what it heard": "a gap stays in the views",
  "projection takes the newest for the whole": "a row is made without what came before it",
  "an announcement names the commit before": "the newest commit is never projected",
  "the clock dates outcomes now": "an outcome is dated when it was recorded",
  "views take any row": "an older row stands over a newer one",
  "the chain starts anew": "a commit names none before it",
} as const

export type Bug = keyof typeof bugs
