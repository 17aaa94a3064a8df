export { COMMIT_BYTES, EVENT_BYTES, encode } from "./commitJson.ts"
export { type Damage, isStoreError, type OnDamaged, obstacles, StoreError, type StoreFault } from "./errors.ts"
export { inParallel } from "./inParallel.ts"
export type * from "./ports.ts"
export {
  type ChainFault,
  chainFault,
  commitHash,
  disclose,
  leafHash,
  newSalt,
  seal,
  sealText,
  type UnsealedCommit,
} from "./seal.ts"
export { codeOf, commitId, idOf, kindOf, StreamName, scopeOf } from "./streamName.ts"
