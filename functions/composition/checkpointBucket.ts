import { bucket } from "./bucket.ts"
import { variable } from "./environment.ts"
import { memo } from "./memo.ts"

/** Where checkpoints are kept. @throws Error where the stacks did not set `CHECKPOINT_BUCKET`. */
export const getCheckpointBucket = memo(() => bucket(variable("CHECKPOINT_BUCKET")))
