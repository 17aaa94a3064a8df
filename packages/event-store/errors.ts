/** `gap`: a version would be skipped · `too-large`: over a size limit · `unavailable`: no writes, or no answer, now · `damaged`: what is stored cannot be read. */
export type StoreFault = "gap" | "too-large" | "unavailable" | "damaged"

/** What a store refuses or cannot do. Test `code`, not `instanceof`: it survives bundling and a second copy of the package. */
export class StoreError extends Error {
  override readonly name = "StoreError"
  readonly code: StoreFault

  constructor(code: StoreFault, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** What a rebuild of the views is told that was swapped, abandoned or overtaken. */
export function rebuildOver(): StoreError {
  return new StoreError("unavailable", "this rebuild is over, or a newer one has taken its place")
}
