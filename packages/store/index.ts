export { COMMIT_BYTES, EVENT_BYTES } from "./bytes.ts"
export { StoreError, type StoreFault } from "./errors.ts"
export type * from "./ports.ts"
export {
  type ChainFault,
  chainFault,
  commitHash,
  type Draft,
  disclose,
  leaf,
  leafHash,
  newSalt,
  seal,
  sealText,
} from "./seal.ts"
export { commitId, idOf, kindOf, planOf } from "./streams.ts"
