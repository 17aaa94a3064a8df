/**
 * Handlers that the stacks name and nobody has written: the evaluation puts an empty one in their place. Whoever writes
 * one takes it out here; a handler that is missing and not named here fails the evaluation.
 */
export const unwritten: string[] = ["functions/feedback.ts"]
