import type { Application, Store } from "@demarche/application/application"
import type { Called } from "./receivers.ts"

/** A world in which everything may go wrong: what the story needs of it, whichever it is. */
export interface World extends AsyncDisposable {
  /** What outlives every crash, as it is. */
  store: Store
  /** Does something in the house that answers now. Rejects where its process is gone before it answered. */
  within<T>(work: (application: Application) => Promise<T>): Promise<T>
  /** One turn of whatever waits. Answers whether there was anything. */
  turn(): Promise<boolean>
  /** Whether everyone who has to was told of that commit, `stream@version`. */
  told(id: string): boolean
  /** Whether notify took up that commit, `stream@version`, while people were still to be told of it. */
  heard(id: string): boolean
  /** What the receivers of webhooks were called with. */
  calls: Called[]
  /** Calls webhooks again that did not take what they were called with. */
  callAgain(): Promise<void>
  /** One run of the sweep. Answers what it mended and, in a world that has come to rest, had no business to. */
  sweep(): Promise<string[]>
  /** The changes to what was recorded that nobody was alarmed of. */
  unalarmed(): string[]
  /** From here on things go wrong; `lossy` says whether what only a sweep can find is lost as well. */
  storm(lossy: boolean): void
  /** From here on nothing goes wrong. */
  calm(): void
}
