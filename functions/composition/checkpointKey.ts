import { variable } from "./environment.ts"

/** The Ed25519 private key, in PEM, that signs checkpoints. @throws Error where the stacks did not set it. */
export const getCheckpointKey = () => variable("CHECKPOINT_KEY")
