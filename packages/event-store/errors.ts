/**
 * `gap`: a version would be skipped · `too-large`: over a size limit · `unavailable`: the store takes no writes, or does
 * not answer, now · `damaged`: what is stored cannot be read, or is not what it says it is · `malformed`: a text is not the
 * name of a stream.
 */
export type StoreFault = "gap" | "too-large" | "unavailable" | "damaged" | "malformed"

/**
 * Which commit, text or place in the log is damaged, and how: `unreadable`, it is none; `misplaced`, it is kept where another
 * belongs; `hash`, its hash is of something else; `gap`, it is not there; `state`, a reader finds no state of its stream in it.
 */
export type Damage = { fault: "unreadable" | "misplaced" | "hash" | "gap" | "state" } & (
  | { stream: string; version: number }
  | { text: string }
  | { log: number }
)

/**
 * Why a store is unavailable, where whoever asks is to be told: `replaced`, its files are no longer those that were opened;
 * `clock`, the time that would be recorded cannot be believed; `full`, its disk is; `busy`, another process holds it.
 */
export const obstacles = ["replaced", "clock", "full", "busy"] as const
export type Obstacle = (typeof obstacles)[number]

/** What a store refuses or cannot do. Recognise it with `isStoreError`: that survives bundling and a second copy of the package. */
export class StoreError extends Error {
  override readonly name = "StoreError"
  readonly code: StoreFault
  /** With `damaged`, where the place is known. */
  readonly damage: Damage | undefined
  /** With `unavailable`, where the reason is one of those. */
  readonly obstacle: Obstacle | undefined

  constructor(
    code: StoreFault,
    message: string,
    { damage, obstacle, ...options }: ErrorOptions & { damage?: Damage; obstacle?: Obstacle | undefined } = {},
  ) {
    super(message, options)
    this.code = code
    this.damage = damage
    this.obstacle = obstacle
  }
}

/** Told of each place that a scan finds damaged; the scan goes on behind it. */
export type OnDamaged = (error: StoreError) => void

/** Whether a store threw the error, and, where `code` is given, for that reason. */
export function isStoreError(error: unknown, code?: StoreFault): error is StoreError {
  if (!(error instanceof Error) || error.name !== "StoreError" || !("code" in error)) return false
  return code === undefined || error.code === code
}

/** For the caller of a rebuild that was swapped or abandoned, or that a newer one replaced. */
export function rebuildOver(): StoreError {
  return new StoreError("unavailable", "this rebuild is over, or a newer one has taken its place")
}
