import * as z from "zod"
import { bucket } from "./bucket.ts"
import { read } from "./environment.ts"
import { memo } from "./memo.ts"

const Vault = z.object({ CHECKPOINT_BUCKET: z.string(), CHECKPOINT_KEY: z.string() })

/** Where checkpoints are kept, and what signs them: for the one function that makes them. @throws Error that names a variable the stacks did not set. */
export const getCheckpointBucket = memo(() => {
  const { CHECKPOINT_BUCKET, CHECKPOINT_KEY } = read(Vault)
  return { ...bucket(CHECKPOINT_BUCKET), signingKey: CHECKPOINT_KEY }
})
